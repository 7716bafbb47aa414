// Colours of the map, from the one table of styles that the server's pictures read too (tiles/style.json). What a territory says becomes a *tone*: an index into one fixed list, so that the map's paint never changes and
// another indicator, palette or reading is a change of feature states only. The legend and the charts read the same list.
import style from "../../../tiles/style.json";
import type { Spot, Structure } from "./api/analysis";
import type { Series } from "./api/document";
import type { Palette } from "./link";

export const INK = style.ink;
export const PAPER = style.paper;
export const PAPER_2 = style.paper_2;
export const LANTERN = style.lantern;
export const LANTERN_FILL = style.lantern_fill;
export const COOL = style.cool;
export const WATER = style.water;
export const LAND = style.land;

/** Six steps from pale to dark, each readable by every common colour vision and in grey. */
const SEQUENTIAL: Record<Exclude<Palette, "ecart">, readonly string[]> = style.sequential;
const STEPS = 6;
const DIVERGING = style.diverging;
/** Third of the second indicator (rows), then third of the first: amber along one, blue along the other, dark where both are high. */
const CROSSED = style.crossed;
const CLUSTERS: Record<Structure, string> = style.clusters;
const SPOTS: Record<Spot, string> = style.spots;

const SEQUENCES = Object.values(SEQUENTIAL);
const NAMES = Object.keys(SEQUENTIAL);
const DIVERGING_FROM = SEQUENCES.length * STEPS;
const CROSSED_FROM = DIVERGING_FROM + DIVERGING.length;
const CLUSTERS_FROM = CROSSED_FROM + CROSSED.length;

/** Every tone a territory can take. */
export const TONES: readonly string[] = [
  ...SEQUENCES.flat(),
  ...DIVERGING,
  ...CROSSED,
  ...Object.values(CLUSTERS),
  style.white,
  style.no_data,
];
export const WHITE = TONES.length - 2;
export const NO_DATA = TONES.length - 1;

/** Indicators read as a departure from the reference, on both sides. */
const TWO_SIDED = new Set(style.two_sided);

/** The tone of each class of a series, lowest class first. */
export function tonesOf(series: Pick<Series, "indicator" | "breaks" | "reference">, palette: Palette): number[] {
  const classes = Math.max(series.breaks.length - 1, 0);
  const sided = palette === "ecart" || (palette === "lanterne" && TWO_SIDED.has(series.indicator));
  const middle = sided ? middleOf(series) : null;
  if (middle !== null) return twoSided(classes, middle);
  const from = STEPS * Math.max(0, NAMES.indexOf(palette));
  return (style.spread[classes] ?? []).map((step) => from + step);
}

/** Where the hues part: at a break, or in the midst of the class that holds the reference (a half). */
function middleOf({ breaks, reference }: Pick<Series, "breaks" | "reference">): number | null {
  if (reference.break_index !== null) return reference.break_index;
  const { value } = reference;
  if (value === null || breaks.length < 2) return null;
  return breaks.slice(1, -1).filter((edge) => edge < value).length + 0.5;
}

/** Purple below the reference, orange above, palest beside it; a class that holds the reference is neither. */
function twoSided(classes: number, middle: number): number[] {
  return Array.from({ length: classes }, (_, k) => {
    const from = k + 0.5 - middle;
    if (from === 0) return DIVERGING_FROM + 3;
    const step = Math.min(3, Math.ceil(Math.abs(from)));
    return DIVERGING_FROM + 3 + Math.sign(from) * step;
  });
}

export const crossedTone = (cell: number): number => CROSSED_FROM + cell;
export const structureTone = (structure: Structure): number => CLUSTERS_FROM + Object.keys(CLUSTERS).indexOf(structure);
export const spotTone = (spot: Spot): number => TONES.indexOf(SPOTS[spot], CLUSTERS_FROM);

/** The colours of a palette, pale to dark, to show what it is. */
export const samples = (palette: Palette): readonly string[] => (palette === "ecart" ? DIVERGING : SEQUENTIAL[palette]);
