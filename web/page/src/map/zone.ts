// Which territories a declared watch zone is made of, certain and candidate alike: the page outlines it, and says which it is.
import type { Territories, Zone } from "../api/document";

export interface Members {
  /** Rows at level epci. */
  rows: Set<number>;
  codes: Set<string>;
}

export function zoneMembers(zones: readonly Zone[]): Members {
  const watched = zones.filter((zone) => zone.kind === "watch_zone");
  return {
    rows: new Set(watched.flatMap((zone) => [...zone.rows, ...zone.rows_candidate])),
    codes: new Set(watched.flatMap((zone) => [...zone.epci, ...zone.epci_candidate])),
  };
}

/** Rows of the level shown that lie inside the zones and cover their inner borders; none above the EPCI. */
export function coveredRows(level: string, members: Members, index: Territories | null): number[] {
  if (level === "epci") return [...members.rows];
  if (level !== "commune" || index?.level !== "commune") return [];
  return index.rows.filter((_, i) => members.codes.has(index.epci?.[i] ?? ""));
}
