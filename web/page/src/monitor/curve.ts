// The small curve of a scheme: places on it, and nothing else. Pure.
import { linear } from "../chart/scale";

export const W = 98;
export const H = 50;
const LEFT = 4;
/** Room for the figures written at the end of the lines. */
const RIGHT = 26;
const TOP = 7;
const FOOT = 4;
/** Least distance between two figures written one above the other. */
const LINE = 14;

export interface Frame {
  x: (at: number) => number;
  y: (territories: number) => number;
  /** Where the figures at the end begin. */
  end: number;
}

/** One scale for all the schemes: the years in order, and the territories that are open. */
export function frame(years: number, open: number): Frame {
  return {
    x: linear(0, Math.max(1, years - 1), LEFT, W - RIGHT),
    y: linear(0, open, H - FOOT, TOP),
    end: W - RIGHT + 6,
  };
}

/** Baselines of the observed and the expected end figure: apart by a line, each as near its own end as can be, inside the chart. */
export function endLabels(observed: number, expected: number): { observed: number; expected: number } {
  const middle = (observed + expected) / 2;
  const close = Math.abs(observed - expected) < LINE;
  const apart = observed >= expected ? 1 : -1;
  let [o, e] = close ? [middle + (apart * LINE) / 2, middle - (apart * LINE) / 2] : [observed, expected];
  const over = TOP - 2 - Math.min(o, e);
  if (over > 0) [o, e] = [o + over, e + over];
  const under = Math.max(o, e) - (H - 2);
  if (under > 0) [o, e] = [o - under, e - under];
  return { observed: o + 4, expected: e + 4 };
}
