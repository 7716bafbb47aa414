// What the map says of a territory: the years since its last beneficiary as five classes, dark where it is recent, and two kinds of none,
// told apart by pattern and outline and not by colour alone. One list for the map, its legend, the tooltip and the table.
import { NO_DATA, TONES, WHITE } from "../colour";
import { FIABILITE, FOYER_FROID } from "../map/paint";
import type { PatternName } from "../pattern";
import type { DeploymentUnits } from "./document";

/** Classes of years since the last beneficiary; the last one is open. */
export const OLDEST = 4;

export type UnitClass = 0 | 1 | 2 | 3 | 4 | "aucun" | "exclu" | "ferme";

/** Class of a territory: `aucun`, none and chance suffices; `exclu`, none and chance does not explain it; `ferme`, not open to it. */
export function classOf(
  { reached, years_since, verdict }: Pick<DeploymentUnits, "reached" | "years_since" | "verdict">,
  i: number,
): UnitClass {
  const since = years_since[i];
  if (typeof since === "number") return Math.min(Math.max(since, 0), OLDEST) as UnitClass;
  if (reached[i] === null || reached[i] === undefined || verdict[i] === "nd") return "ferme";
  return verdict[i] === "oui" ? "exclu" : "aucun";
}

/** Steps of the palette « lanterne », which begins the list of tones: the palest for the oldest. */
const toneAt = (since: number): number => OLDEST - since;

/** Tone and patterns as the painter packs them. */
export function lookOf(of: UnitClass): number {
  if (of === "ferme") return NO_DATA;
  if (of === "aucun") return WHITE | FIABILITE;
  if (of === "exclu") return WHITE | FOYER_FROID;
  return toneAt(of);
}

/** The pattern over the white: dots where too few are expected to say anything, the level hatch of « recours » where the test holds. */
export const PATTERN_OF: Partial<Record<UnitClass, PatternName>> = { aucun: "fiabilite", exclu: "foyer_froid" };

/** Dots over many territories would be all one sees: they are drawn lightly. */
export const OPACITY: Partial<Record<PatternName, number>> = { fiabilite: 0.5, foyer_froid: 1 };

export const colourOf = (of: UnitClass): string => TONES[lookOf(of) & 0xff] ?? "none";

/** The classes that a window of years can hold, in the order of the legend. */
export function classesOf([first, last]: readonly [number, number]): UnitClass[] {
  const since = Math.min(OLDEST, Math.max(0, last - first));
  return [...([0, 1, 2, 3, 4] as const).slice(0, since + 1), "aucun", "exclu"];
}

/** A class in words: « en 2024 », « en 2021, il y a 3 ans », « en 2020 ou avant ». */
export function wordsOf(of: UnitClass, [first, last]: readonly [number, number]): string {
  if (of === "ferme") return "non concerné";
  if (of === "aucun") return "aucun, le hasard suffit";
  if (of === "exclu") return "aucun, le hasard ne l’explique pas";
  const year = last - of;
  if (of === 0) return `en ${year}`;
  if (of === OLDEST && first < year) return `en ${year} ou avant`;
  return `en ${year}, ${of === 1 ? "1 an" : `${of} ans`}`;
}

/** Verdict of the table, short. */
export const VERDICT: Record<string, string> = { oui: "oui", ns: "n.s.", non: "non", nd: "n.d." };

export const VERDICT_TOLD =
  "oui : aucun bénéficiaire, et le hasard ne l’explique pas ; n.s. : aucun, et le hasard peut suffire ; non : au moins un ; n.d. : non concerné";
