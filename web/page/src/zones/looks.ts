// What the map says of an EPCI: on which list it is, by its tone; which tests hold there, by their hatches. One list for the map, its
// legend and the table. Pure.
import { NO_DATA, WHITE } from "../colour";
import { ACCOMPAGNEMENT, FOYER_FROID, OFFRE, RECOURS } from "../map/paint";
import type { Kind, Origin, Verdict, Watch, WatchZone } from "./document";

/** Steps of the palette « lanterne », which begins the list of tones. */
export const ROADMAP = 1;
export const CHOSEN = 3;

const BITS: Record<Kind, number> = {
  offre: OFFRE,
  foyer_froid: FOYER_FROID,
  accompagnement: ACCOMPAGNEMENT,
  recours: RECOURS,
};

export type Listing = Origin | null;

/** The list an EPCI is on: the reader's own before the roadmap's. */
export function listingOf(row: number, zones: readonly WatchZone[]): Listing {
  const on = (origin: Origin) =>
    zones.some((zone) => zone.origin === origin && zone.epci.some((own) => own.row === row));
  return on("choisie") ? "choisie" : on("feuille_de_route") ? "feuille_de_route" : null;
}

/** Tone and hatches as the painter packs them. */
export function lookOf(listing: Listing, kinds: readonly Kind[]): number {
  const tone =
    listing === "choisie" ? CHOSEN : listing === "feuille_de_route" ? ROADMAP : kinds.length > 0 ? WHITE : NO_DATA;
  return kinds.reduce((look, kind) => look | BITS[kind], tone);
}

/** The look of every EPCI. */
export function looks({ units, zones }: Pick<Watch, "units" | "zones">): Map<number, number> {
  return new Map(units.row.map((row, i) => [row, lookOf(listingOf(row, zones), units.kinds[i] ?? [])]));
}

export const ORIGIN: Record<Origin, string> = {
  feuille_de_route: "Feuille de route",
  choisie: "Votre liste",
  trouvee: "Trouvée par les tests",
};

export const VERDICT: Record<Verdict, string> = { oui: "oui", non: "non", ns: "n.s.", nd: "n.d." };
