// Hatches and dots, defined once and drawn twice: as images of the map, as SVG patterns of the legend and charts.
// The direction of a hatch is the kind of white zone: 45° offre, 0° foyer froid, −45° accompagnement, upright recours. Dots: a rate
// that is hardly reliable.
import style from "../../../tiles/style.json";

export type PatternName = "offre" | "foyer_froid" | "accompagnement" | "recours" | "fiabilite";

interface Hatch {
  shape: "hatch";
  /** 1 climbs to the right, −1 falls to the right, 0 is level, 2 stands upright. */
  climb: 2 | 1 | 0 | -1;
  colour: string;
  width: number;
}

interface Dots {
  shape: "dots";
  colour: string;
  radius: number;
}

/** Side of the repeated square, CSS pixels. */
export const PATTERN_SIDE = style.patterns.side;

export const PATTERNS = style.patterns as unknown as Record<PatternName, Hatch | Dots>;

/** Lines of a hatch over the square and its corners, so that the repeated square shows no seam. */
export function hatchLines(climb: 2 | 1 | 0 | -1, side: number): [number, number, number, number][] {
  if (climb === 2) return [side / 4, (3 * side) / 4].map((x) => [x, -1, x, side + 1]);
  if (climb === 0) return [side / 4, (3 * side) / 4].map((y) => [-1, y, side + 1, y]);
  return [-side, 0, side].map((shift) =>
    climb === 1 ? [shift - 1, side + 1, shift + side + 1, -1] : [shift - 1, -1, shift + side + 1, side + 1],
  );
}

/** Centres of the dots: a quincunx. */
export function dotCentres(side: number): [number, number][] {
  return [
    [side / 4, side / 4],
    [(3 * side) / 4, (3 * side) / 4],
  ];
}

/** The map stretches a pattern between two whole zooms; one image per quarter of a zoom keeps it as wide as the legend's. */
export const PATTERN_QUARTERS = [0, 1, 2, 3];
const RATIO = 4;

/** Name of the image of a pattern at a zoom. */
export function patternAt(name: PatternName, zoom: number): string {
  const quarter = Math.min(3, Math.round((zoom - Math.floor(zoom)) * 4));
  return `${name}-${quarter}`;
}

/** Pixels of the image per CSS pixel, for a quarter of a zoom. */
export const patternRatio = (quarter: number): number => RATIO * 2 ** (quarter / 4);

/** The pattern as an image of the map. */
export function patternImage(name: PatternName): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = PATTERN_SIDE * RATIO;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no 2d canvas");
  const pattern = PATTERNS[name];
  context.scale(RATIO, RATIO);
  context.strokeStyle = context.fillStyle = pattern.colour;
  if (pattern.shape === "hatch") {
    context.lineWidth = pattern.width;
    for (const [x1, y1, x2, y2] of hatchLines(pattern.climb, PATTERN_SIDE)) {
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      context.stroke();
    }
  } else {
    for (const [x, y] of dotCentres(PATTERN_SIDE)) {
      context.beginPath();
      context.arc(x, y, pattern.radius, 0, 2 * Math.PI);
      context.fill();
    }
  }
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
