// Order of the table of the territories; absences last, whichever way. Pure.
import type { Order } from "../table/sort-head";
import type { DeploymentUnits } from "./document";

export type UnitColumn = "name" | "code" | "years_since" | "beneficiaries" | "expected" | "none" | "verdict";

export type UnitOrder = Order<UnitColumn>;

/** As served: the rows of the level. */
export const FIRST: UnitOrder = { column: "name", descending: false };

const collator = new Intl.Collator("fr", { numeric: true });
const SERIOUSNESS: Record<string, number> = { oui: 3, ns: 2, non: 1 };

/** Positions in the columns, in the order to show. */
export function orderOf(units: DeploymentUnits, { column, descending }: UnitOrder): number[] {
  const way = descending ? -1 : 1;
  const all = units.code.map((_, i) => i);
  if (column === "name" || column === "code") {
    const words = units[column];
    return all.sort((a, b) => way * collator.compare(words[a] ?? "", words[b] ?? ""));
  }
  const value = (i: number): number | null =>
    (column === "verdict" ? SERIOUSNESS[units.verdict[i] ?? ""] : units[column][i]) ?? null;
  const known = all.filter((i) => value(i) !== null);
  const order = known.sort((a, b) => way * ((value(a) as number) - (value(b) as number)) || a - b);
  return [...order, ...all.filter((i) => value(i) === null)];
}
