// Which territory an arrow key leads to. Pure: points in, a position out.

export type Direction = "north" | "south" | "east" | "west";

export interface Points {
  lon: readonly (number | null)[];
  lat: readonly (number | null)[];
}

const STEP: Record<Direction, readonly [number, number]> = {
  north: [0, 1],
  south: [0, -1],
  east: [1, 0],
  west: [-1, 0],
};
/** How much a step aside costs against a step ahead. */
const ASIDE = 2;

/** The nearest territory on that side of another; `null` at the edge. */
export function nextTo(from: number, direction: Direction, points: Points): number | null {
  const here = at(points, from);
  if (!here) return null;
  const [dx, dy] = STEP[direction];
  const shrink = Math.cos((here[1] * Math.PI) / 180);
  let best: number | null = null;
  let least = Infinity;
  points.lon.forEach((_, i) => {
    const there = i === from ? null : at(points, i);
    if (!there) return;
    const x = (there[0] - here[0]) * shrink;
    const y = there[1] - here[1];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead <= 0 || aside > ahead * 1.5) return;
    const cost = Math.hypot(ahead, ASIDE * aside);
    if (cost < least) [best, least] = [i, cost];
  });
  return best;
}

/** The territory whose point is nearest to a place. */
export function nearestTo(lon: number, lat: number, points: Points): number | null {
  const shrink = Math.cos((lat * Math.PI) / 180);
  let best: number | null = null;
  let least = Infinity;
  points.lon.forEach((_, i) => {
    const there = at(points, i);
    if (!there) return;
    const cost = Math.hypot((there[0] - lon) * shrink, there[1] - lat);
    if (cost < least) [best, least] = [i, cost];
  });
  return best;
}

function at(points: Points, i: number): [number, number] | null {
  const [lon, lat] = [points.lon[i], points.lat[i]];
  return typeof lon === "number" && typeof lat === "number" ? [lon, lat] : null;
}
