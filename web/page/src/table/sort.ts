// Order of the table's rows. By value it is the served order; the other columns are sorted as text or numbers, absences last.
import type { Series, Territories, WhiteZoneKind, WhiteZones } from "../api/document";

export type Column = "valeur" | "nom" | "code" | "numerateur" | "denominateur" | "lisse" | "population" | WhiteZoneKind;

export interface Order {
  column: Column;
  descending: boolean;
}

const collator = new Intl.Collator("fr", { numeric: true });
const SERIOUSNESS: Record<string, number> = { oui: 3, ns: 2, non: 1, nd: 0 };

/** Positions in the series' columns, in the order to show, of the rows whose name or code holds `filter`. */
export function orderOf(
  series: Series,
  index: Territories,
  tests: WhiteZones | null,
  order: Order,
  filter: string,
): number[] {
  const at = new Map(index.rows.map((row, i) => [row, i]));
  const name = (i: number) => index.name[at.get(series.rows[i] as number) ?? -1] ?? "";
  const code = (i: number) => index.code[at.get(series.rows[i] as number) ?? -1] ?? "";
  const needle = plain(filter);
  const kept = (i: number) =>
    needle === "" || plain(name(i)).includes(needle) || code(i).toLowerCase().startsWith(needle);
  const positions = series.order.filter(kept);
  const way = order.descending ? -1 : 1;
  if (order.column === "valeur")
    return order.descending ? absentLast(positions.toReversed(), (i) => series.value[i]) : positions;
  if (order.column === "nom") return positions.toSorted((a, b) => way * collator.compare(name(a), name(b)));
  if (order.column === "code") return positions.toSorted((a, b) => way * (code(a) < code(b) ? -1 : 1));
  const value = column(series, index, tests, order.column, at);
  return absentLast(
    positions.toSorted((a, b) => way * ((value(a) ?? 0) - (value(b) ?? 0))),
    value,
  );
}

function column(
  series: Series,
  index: Territories,
  tests: WhiteZones | null,
  asked: Exclude<Column, "valeur" | "nom" | "code">,
  at: Map<number, number>,
): (i: number) => number | null | undefined {
  if (asked === "numerateur") return (i) => series.numerator[i];
  if (asked === "denominateur") return (i) => series.denominator[i];
  if (asked === "lisse") return (i) => series.smoothed[i];
  if (asked === "population") return (i) => index.population[at.get(series.rows[i] as number) ?? -1];
  const verdicts = new Map(tests?.rows.map((row, k) => [row, tests.kinds[asked].verdict[k]]));
  return (i) => SERIOUSNESS[verdicts.get(series.rows[i] as number) ?? ""] ?? null;
}

function absentLast(positions: number[], value: (i: number) => number | null | undefined): number[] {
  const missing = (i: number) => value(i) === null || value(i) === undefined;
  return [...positions.filter((i) => !missing(i)), ...positions.filter(missing)];
}

/** Lower case without accents, for a filter that forgives. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("’", "'")
    .toLowerCase()
    .trim();
}
