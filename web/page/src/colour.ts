// Colours of classes. A class becomes a *tone*: an index into one fixed list, so that the map's paint never changes and a change of
// indicator is a change of feature states only. The legend and the charts read the same list.
import type { Series } from "./api/document";

export const INK = "#17203A";
export const PAPER = "#FBF9F5";
export const PAPER_2 = "#F3EFE7";
export const LANTERN = "#B85C00";
export const LANTERN_FILL = "#F4A636";
export const COOL = "#3B4CA0";
export const WATER = "#E6EBEE";
export const LAND = "#EFEBE3";

const SEQUENTIAL = ["#FFF6E0", "#FBD38D", "#F4A636", "#D97B16", "#A8500B", "#5E2A06"];
const DIVERGING = ["#2F3E8F", "#7C86C4", "#C9CDE6", "#F5F1EA", "#F7CF97", "#E08A1E", "#8C4A06"];

/** Every tone a territory can take: sequential, diverging, white (a white zone), no data. */
export const TONES: readonly string[] = [...SEQUENTIAL, ...DIVERGING, "#FFFFFF", PAPER_2];
export const WHITE = SEQUENTIAL.length + DIVERGING.length;
export const NO_DATA = WHITE + 1;

/** Indicators read as a departure from the reference, on both sides. */
const TWO_SIDED = new Set(["indice_specificite"]);

/** The tone of each class of a series, lowest class first. */
export function tonesOf(series: Pick<Series, "indicator" | "breaks" | "reference">): number[] {
  const classes = Math.max(series.breaks.length - 1, 0);
  const middle = series.reference.break_index;
  if (TWO_SIDED.has(series.indicator) && middle !== null) return twoSided(classes, middle);
  return Array.from({ length: classes }, (_, k) =>
    classes === 1 ? 2 : Math.round((k * (SEQUENTIAL.length - 1)) / (classes - 1)),
  );
}

/** Purple below the reference, orange above, palest beside it. */
function twoSided(classes: number, middle: number): number[] {
  const first = SEQUENTIAL.length;
  return Array.from({ length: classes }, (_, k) => {
    if (k < middle) return first + Math.max(0, 2 - (middle - 1 - k));
    return first + Math.min(6, 4 + (k - middle));
  });
}
