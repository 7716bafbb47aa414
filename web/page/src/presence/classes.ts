// What the map says of a territory: how far its nearest contact is, dark where it is near; that it has none, white under level lines;
// that nothing is known. A declared zone has no part in it. One list for the map, its legend, the tooltip and the table.
import { NO_DATA, WHITE } from "../colour";
import { FIABILITE, FOYER_FROID } from "../map/paint";
import { decimal } from "../number";
import type { Known, Policies, PresenceUnits, Told } from "./document";

/** Classes of minutes: as many as bounds, and one beyond. */
export type Distance = number | "sans" | "inconnu";

export function distanceOf({ contact, class: classes }: Pick<PresenceUnits, "contact" | "class">, i: number): Distance {
  if (contact[i] === false) return "sans";
  return contact[i] === true ? (classes[i] ?? "inconnu") : "inconnu";
}

/** The palette « lanterne » begins the list of tones, the palest first: the nearest is the darkest. */
const DARKEST = 4;
export const toneOf = (of: number | null | undefined): number =>
  typeof of === "number" ? Math.max(0, DARKEST - of) : NO_DATA;

/** Tone and pattern as the painter packs them. */
export function lookOf(of: Distance): number {
  if (of === "sans") return WHITE | FOYER_FROID;
  return of === "inconnu" ? NO_DATA : toneOf(of);
}

/** A class in words: « 15 min au plus », « de 15 à 30 min », « plus de 60 min ». */
export function wordsOf(of: Distance, bounds: readonly number[], minutes: number): string {
  if (of === "sans") return `sans contact : aucun lieu, et plus de ${decimal(minutes)} min`;
  if (of === "inconnu") return "inconnu";
  const [low, high] = [bounds[of - 1], bounds[of]];
  if (low === undefined) return `${decimal(high ?? 0)} min au plus`;
  return high === undefined ? `plus de ${decimal(low)} min` : `de ${decimal(low)} à ${decimal(high)} min`;
}

export const TOLD: Record<Told, string> = {
  oui: "dernier bénéficiaire cette année",
  ensuite: "dernier bénéficiaire ensuite",
  non: "aucun cette année ni ensuite",
  s: "s",
  nd: "n.d.",
};

/** A policy on the map: dark where a document says it, pale under dots where one aims at it. */
export function policyLook(of: Known): number {
  if (of === "dit") return DARKEST - 1;
  return of === "vise" ? 1 | FIABILITE : NO_DATA;
}

export const KNOWN = (of: Known): string => (of === "dit" ? "dit" : of === "vise" ? "visé" : "inconnu");

/** What is known of one kind of policy, by row. */
export function policyRows(of: Policies, kind: string): Map<number, Known> {
  const known = of.known[of.kinds.findIndex(({ slug }) => slug === kind)] ?? [];
  return new Map(of.row.map((row, i) => [row, known[i] ?? null]));
}
