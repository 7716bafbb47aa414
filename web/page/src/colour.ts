// Colours of the map. What a territory says becomes a *tone*: an index into one fixed list, so that the map's paint never changes and
// another indicator, palette or reading is a change of feature states only. The legend and the charts read the same list.
import type { Spot, Structure } from "./api/analysis";
import type { Series } from "./api/document";
import type { Palette } from "./link";

export const INK = "#17203A";
export const PAPER = "#FBF9F5";
export const PAPER_2 = "#F3EFE7";
export const LANTERN = "#B85C00";
export const LANTERN_FILL = "#F4A636";
export const COOL = "#3B4CA0";
export const WATER = "#E6EBEE";
export const LAND = "#EFEBE3";

/** Six steps from pale to dark, each readable by every common colour vision and in grey. */
const SEQUENTIAL: Record<Exclude<Palette, "ecart">, readonly string[]> = {
  lanterne: ["#FFF6E0", "#FBD38D", "#F4A636", "#D97B16", "#A8500B", "#5E2A06"],
  bleu: ["#EFF3FB", "#C5D3EE", "#93AEDD", "#5F84C4", "#34589C", "#152F66"],
  vert: ["#F2F6E4", "#CFE3B4", "#9CC98B", "#5FA673", "#2C7A5B", "#0F4440"],
};
const STEPS = 6;
const DIVERGING = ["#2F3E8F", "#7C86C4", "#C9CDE6", "#F5F1EA", "#F7CF97", "#E08A1E", "#8C4A06"];
/** Third of the second indicator (rows), then third of the first: amber along one, blue along the other, dark where both are high. */
const CROSSED = ["#E3DFD8", "#F4C98F", "#E08A1E", "#B5BAD9", "#B99A86", "#A5682F", "#5A68B3", "#67536F", "#43210F"];
const CLUSTERS: Record<Structure, string> = {
  foyer_haut: "#A8500B",
  exception_haute: "#F4A636",
  foyer_bas: "#2F3E8F",
  exception_basse: "#9AA3D3",
  ns: "#E6DECD",
};
const SPOTS: Record<Spot, string> = { chaud: CLUSTERS.foyer_haut, froid: CLUSTERS.foyer_bas, ns: CLUSTERS.ns };

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
  "#FFFFFF",
  PAPER_2,
];
export const WHITE = TONES.length - 2;
export const NO_DATA = TONES.length - 1;

/** Indicators read as a departure from the reference, on both sides. */
const TWO_SIDED = new Set(["indice_specificite"]);

/** The tone of each class of a series, lowest class first. */
export function tonesOf(series: Pick<Series, "indicator" | "breaks" | "reference">, palette: Palette): number[] {
  const classes = Math.max(series.breaks.length - 1, 0);
  const sided = palette === "ecart" || (palette === "lanterne" && TWO_SIDED.has(series.indicator));
  const middle = sided ? middleOf(series) : null;
  if (middle !== null) return twoSided(classes, middle);
  const from = STEPS * Math.max(0, NAMES.indexOf(palette));
  return Array.from({ length: classes }, (_, k) =>
    classes === 1 ? from + 2 : from + Math.round((k * (STEPS - 1)) / (classes - 1)),
  );
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
