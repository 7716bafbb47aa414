// Order of the table of zones: as served, the lists first; or by a column, what has no figure last. Pure.
import type { WatchZone } from "./document";
import type { Order as Ordered } from "../table/sort-head";

export type Column = "name" | "origin" | "etablissements" | "densite" | "part_emplois" | "minutes";
export type Order = Ordered<Column>;

export const FIRST: Order = { column: "origin", descending: false };

const collator = new Intl.Collator("fr", { numeric: true });
const FIGURES = ["etablissements", "densite", "part_emplois"] as const;

/** The zones in an order; by list it is the served one. */
export function orderOf(zones: readonly WatchZone[], { column, descending }: Order): WatchZone[] {
  const way = descending ? -1 : 1;
  if (column === "origin") return descending ? [...zones].reverse() : [...zones];
  if (column === "name") return [...zones].sort((a, b) => way * collator.compare(a.name, b.name));
  const value = ({ figures, minutes }: WatchZone): number | null =>
    column === "minutes" ? minutes : (figures[FIGURES.indexOf(column)]?.value ?? null);
  const known = zones.filter((zone) => value(zone) !== null);
  const sorted = [...known].sort((a, b) => way * ((value(a) as number) - (value(b) as number)));
  return [...sorted, ...zones.filter((zone) => value(zone) === null)];
}
