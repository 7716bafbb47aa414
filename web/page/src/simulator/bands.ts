// What the map says of a commune: the band its minutes fall in, dark where a site is near. One list for the map, its legend and the
// tooltip.
import { NO_DATA, TONES, WHITE } from "../colour";
import type { SimulatedCommunes, SimulatedEpci } from "./document";

/** Steps of the palette « lanterne », which begins the list of tones: nearest first, by number of bands. */
const STEPS: Record<number, readonly number[]> = { 1: [3], 2: [3, 1], 3: [4, 2, 1] };

/** Place of the band: `beyond` past the last one or where no site can be reached, `unknown` where nobody knows. */
export type Band = number | "beyond" | "unknown";

export function bandOf(
  { minutes, absence }: Pick<SimulatedCommunes, "minutes" | "absence">,
  i: number,
  bands: readonly number[],
): Band {
  const own = minutes[i];
  if (typeof own !== "number") return absence[i] === "nil" ? "beyond" : "unknown";
  const at = bands.findIndex((edge) => own <= edge);
  return at < 0 ? "beyond" : at;
}

export function toneOf(band: Band, bands: readonly number[]): number {
  if (band === "beyond") return WHITE;
  if (band === "unknown") return NO_DATA;
  return STEPS[bands.length]?.[band] ?? NO_DATA;
}

export const colourOf = (band: Band, bands: readonly number[]): string => TONES[toneOf(band, bands)] ?? "none";

/** « 15 minutes ou moins », « plus de 30 minutes » */
export function wordsOf(band: Band, bands: readonly number[]): string {
  if (band === "unknown") return "trajet inconnu";
  if (band === "beyond") return `plus de ${bands.at(-1) ?? 0} minutes`;
  return band === 0 ? `${bands[0]} minutes ou moins` : `de ${bands[band - 1]} à ${bands[band]} minutes`;
}

/** Rows of the EPCI that are enclosed. */
export const enclosedRows = ({ row, enclosed }: Pick<SimulatedEpci, "row" | "enclosed">): number[] =>
  row.filter((_, i) => enclosed[i] === true);
