// Order of the table of presence; what is not known last, whichever way. Pure.
import type { Order as SortOrder } from "../table/sort-head";
import type { PresenceUnits } from "./document";

export type Column = "name" | "minutes" | "within" | "places" | "declared";

export type Order = SortOrder<Column>;

export const FIRST: Order = { column: "name", descending: false };

const collator = new Intl.Collator("fr", { numeric: true });

/** Contacts in a territory, of every kind. */
export const placesIn = (
  units: Pick<PresenceUnits, "siege" | "antenne" | "permanence" | "inconnu">,
  i: number,
): number => (units.siege[i] ?? 0) + (units.antenne[i] ?? 0) + (units.permanence[i] ?? 0) + (units.inconnu[i] ?? 0);

/** Positions in the columns, in the order to show. */
export function orderOf(units: PresenceUnits, { column, descending }: Order): number[] {
  const way = descending ? -1 : 1;
  const all = units.code.map((_, i) => i);
  if (column === "name") return all.sort((a, b) => way * collator.compare(units.name[a] ?? "", units.name[b] ?? ""));
  const value = (i: number): number | null => (column === "places" ? placesIn(units, i) : (units[column][i] ?? null));
  const known = all.filter((i) => value(i) !== null);
  const order = known.sort((a, b) => way * ((value(a) as number) - (value(b) as number)) || a - b);
  return [...order, ...all.filter((i) => value(i) === null)];
}
