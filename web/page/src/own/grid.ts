// A person's own file as a grid of text: CSV in any usual encoding and separator, or the first sheet of a workbook. It is read in the
// browser and sent nowhere. The two readers are loaded when a file comes.

export interface Grid {
  name: string;
  /** Column heads, as written. */
  heads: string[];
  /** Cells as text, a row per line of the file; missing cells are empty. */
  rows: string[][];
  /** How the file was understood: « séparateur ; », « encodage Windows-1252 ». */
  read: string[];
  /** What stands on the map in place of « Vos données », where they are not. */
  notice?: string;
}

/** What cannot be read, in words for the person who gave it. */
export class Unreadable extends Error {}

const MOST_BYTES = 40_000_000;

export async function readGrid(file: File): Promise<Grid> {
  if (file.size > MOST_BYTES)
    throw new Unreadable(`« ${file.name} » pèse plus de 40 Mo : retirez-en ce qui ne sert pas.`);
  const bytes = await file.arrayBuffer();
  const cells = isWorkbook(bytes) ? await workbook(file) : await text(bytes);
  const lines = cells.lines.filter((line) => line.some((cell) => cell !== ""));
  const [heads, ...rows] = lines;
  if (!heads || rows.length === 0) {
    throw new Unreadable(
      `« ${file.name} » ne tient pas de tableau : il faut une ligne de titres, puis une ligne par territoire.`,
    );
  }
  return { name: file.name, heads, rows, read: cells.read };
}

/** A workbook is a zip archive. */
const isWorkbook = (bytes: ArrayBuffer): boolean => {
  const [a, b] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  return a === 0x50 && b === 0x4b;
};

interface Cells {
  lines: string[][];
  read: string[];
}

async function workbook(file: File): Promise<Cells> {
  const { readSheet } = await import("read-excel-file/browser");
  try {
    const lines = await readSheet(file);
    return { lines: lines.map((line) => line.map((cell) => cellText(cell))), read: ["première feuille du classeur"] };
  } catch {
    throw new Unreadable(
      `« ${file.name} » n’est pas un classeur XLSX lisible : enregistrez-le de nouveau en XLSX ou en CSV.`,
    );
  }
}

const cellText = (cell: unknown): string => (cell === null || cell === undefined ? "" : String(cell).trim());

async function text(bytes: ArrayBuffer): Promise<Cells> {
  const { decoded, encoding } = decode(bytes);
  const { default: papa } = await import("papaparse");
  const found = papa.parse<string[]>(decoded, { skipEmptyLines: "greedy", delimitersToGuess: [";", ",", "\t", "|"] });
  const separator = found.meta.delimiter === "\t" ? "tabulation" : found.meta.delimiter;
  return {
    lines: found.data.map((line) => line.map((cell) => cell.trim())),
    read: [`séparateur ${separator}`, `encodage ${encoding}`],
  };
}

/** UTF-8 where every byte is of it; otherwise what French office software writes. */
export function decode(bytes: ArrayBuffer): { decoded: string; encoding: string } {
  try {
    return { decoded: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { decoded: new TextDecoder("windows-1252").decode(bytes), encoding: "Windows-1252" };
  }
}
