// What a person's table is held against: columns of the published tables, read in this browser when they are needed.
import { arrowOf } from "../sql/parquet";
import type { Level } from "../api/document";
import { openTables } from "../sql/tables";
import { Geography, type Passage } from "./cog";

type Row = Record<string, unknown>;

async function rowsOf(name: string, columns: string[]): Promise<Row[]> {
  const { tables } = await openTables();
  const table = tables.find((each) => each.name === name);
  if (!table) throw new Error(`la table ${name} n’est pas publiée`);
  const [stream, { tableFromIPC }] = await Promise.all([arrowOf(table.href, columns), import("apache-arrow")]);
  const read = tableFromIPC(stream);
  const vectors = columns.map((column) => read.getChild(column));
  return Array.from({ length: read.numRows }, (_, i) =>
    Object.fromEntries(columns.map((column, j) => [column, vectors[j]?.get(i) as unknown])),
  );
}

/** The years whose codes can be read, for communes of these codes. */
export async function geography(current: ReadonlySet<string>): Promise<Geography> {
  const [rows, { cog }] = await Promise.all([
    rowsOf("passage", ["cog_from", "code_from", "cog_to", "code_to"]),
    openTables(),
  ]);
  const passages = rows.map((row): Passage => ({
    from: Number(row.cog_from),
    code: String(row.code_from),
    to: Number(row.cog_to),
    into: String(row.code_to),
  }));
  return new Geography(passages, current, cog);
}

/** The commune of each establishment of the ESS. */
export async function communeOfSiret(): Promise<Map<string, string>> {
  const rows = await rowsOf("establishment", ["siret", "commune"]);
  return new Map(rows.map((row) => [String(row.siret), String(row.commune)]));
}

/** The unit each commune belongs to. */
export async function unitOfCommune(level: Exclude<Level, "commune" | "france">): Promise<Map<string, string>> {
  const rows = await rowsOf("commune", ["code", level]);
  return new Map(rows.flatMap((row) => (row[level] === null ? [] : [[String(row.code), String(row[level])]])));
}

/** The communes of each postcode. */
export async function communesOfPostcode(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { code, postcodes } of await rowsOf("commune", ["code", "postcodes"])) {
    for (const postcode of (postcodes ?? []) as Iterable<string>) {
      found.set(postcode, [...(found.get(postcode) ?? []), String(code)]);
    }
  }
  return found;
}
