// How a site looks, by its kind: one drawing for the map and its legend. Shape and ring tell the kinds apart, not colour alone.
import { INK, LANTERN, LANTERN_FILL, PAPER } from "../colour";
import type { SimulatedSite } from "./document";

export type MarkKind = "siege" | "antenne" | "permanence" | "inconnu" | "ajoute" | "retire";

/** The kinds in the order of the legend, in words. */
export const KINDS: readonly [MarkKind, string][] = [
  ["siege", "Siège"],
  ["antenne", "Antenne"],
  ["permanence", "Permanence"],
  ["inconnu", "Lieu dont la nature n’est pas connue"],
  ["ajoute", "Permanence ajoutée"],
  ["retire", "Lieu fermé ou déplacé"],
];

const NAMED: readonly string[] = ["siege", "antenne", "permanence"];

export function kindOf({ state, kind }: Pick<SimulatedSite, "state" | "kind">): MarkKind {
  if (state !== "existant") return state;
  return NAMED.includes(kind) ? (kind as MarkKind) : "inconnu";
}

const DRAWN: Record<MarkKind, string> = {
  siege: `<circle r="6" fill="${INK}" stroke="${PAPER}" stroke-width="1.5"/>`,
  antenne: `<circle r="4.5" fill="${PAPER}" stroke="${INK}" stroke-width="2.6"/>`,
  permanence: `<circle r="3.2" fill="${INK}" stroke="${PAPER}" stroke-width="1.2"/>`,
  inconnu: `<path d="M0-5 5 0 0 5-5 0Z" fill="${PAPER}" stroke="${INK}" stroke-width="2"/>`,
  ajoute: `<circle r="10" fill="${LANTERN_FILL}" stroke="${LANTERN}" stroke-width="2.4"/><circle r="4" fill="${INK}"/>`,
  retire: `<circle r="6" fill="${PAPER}" fill-opacity=".7" stroke="${INK}" stroke-width="1.6" stroke-dasharray="2.6 2"/>`,
};

export const drawingOf = (kind: MarkKind): string =>
  `<svg width="26" height="26" viewBox="-13 -13 26 26" aria-hidden="true">${DRAWN[kind]}</svg>`;
export const markOf = (site: SimulatedSite): string => drawingOf(kindOf(site));
/** What must be drawn anew when it changes. */
export const lookOf = (site: SimulatedSite): string => `${kindOf(site)} ${site.site} ${site.name}`;
