// The territory that one comes from, among the communes of the region: which are in it, the most populous first, and where it lies. Pure.
import type { Box, Territories } from "../api/document";

/** Places, in the index, of the communes of some EPCI. */
export function within(
  { epci, population }: Pick<Territories, "epci" | "population">,
  codes: readonly string[],
): number[] {
  const known = new Set(codes);
  const own = (epci ?? []).flatMap((code, at) => (code !== null && known.has(code) ? [at] : []));
  return own.sort((a, b) => (population[b] ?? 0) - (population[a] ?? 0));
}

/** What holds all of them; `null` where none has a place. */
export function boxOf({ bbox }: Pick<Territories, "bbox">, places: readonly number[]): Box | null {
  const boxes = places.flatMap((at) => bbox[at] ?? []);
  const side = (at: 0 | 1 | 2 | 3) => boxes.filter((_, i) => i % 4 === at);
  if (boxes.length === 0) return null;
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}
