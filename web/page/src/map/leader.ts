// Where a label stands beside what it names, with a hairline that leads to it. Pure: rectangles in, a place out.

export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

interface Point {
  x: number;
  y: number;
}

export interface Spot {
  rect: Rect;
  /** Where the hairline meets the label. */
  tip: Point;
}

export interface Ground {
  /** What no label may touch. */
  taken: readonly Rect[];
  /** The drawing itself. */
  width: number;
  height: number;
  /** What is named, and all that must stay readable. */
  kept: (x: number, y: number) => boolean;
  /** Land shown: the sea and the land around carry a label better. */
  land: (x: number, y: number) => boolean;
}

const RAYS = 16;
const STEP = 8;
const FARTHEST = 190;
/** What a label wholly on the land costs, in pixels of distance. */
const ON_LAND = 30;
/** What a hairline across another label costs. */
const ACROSS = 60;
/** Room left between a label and what is kept. */
const ROOM = 3;

/** The least costly place for a label of `w` × `h` around `anchor`; `null` when there is none. */
export function spotBeside(anchor: Point, w: number, h: number, ground: Ground): Spot | null {
  let best: (Spot & { cost: number }) | null = null;
  for (let ray = 0; ray < RAYS; ray++) {
    const angle = (2 * Math.PI * ray) / RAYS;
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    for (let distance = STEP; distance <= FARTHEST; distance += STEP) {
      const rect = hung(anchor, dx, dy, distance, w, h);
      if (!inside(rect, ground.width, ground.height)) break;
      if (covers(rect, ground.kept) || ground.taken.some((other) => meet(rect, other))) continue;
      const tip = nearest(rect, anchor);
      const crossed = ground.taken.filter((other) => cuts(anchor, tip, other)).length;
      const cost =
        Math.hypot(tip.x - anchor.x, tip.y - anchor.y) + ON_LAND * part(rect, ground.land) + ACROSS * crossed;
      if (!best || cost < best.cost) best = { rect, tip, cost };
      // Farther on the same ray costs more, but for land: two steps are enough to leave a narrow cape.
      if (distance > (best.cost ?? 0)) break;
    }
  }
  return best && { rect: best.rect, tip: best.tip };
}

/** The rectangle whose edge is `distance` away from the anchor in a direction. */
function hung(anchor: Point, dx: number, dy: number, distance: number, w: number, h: number): Rect {
  const x = anchor.x + dx * distance + (dx - 1) * (w / 2);
  const y = anchor.y + dy * distance + (dy - 1) * (h / 2);
  return { x, y, w, h };
}

function samples({ x, y, w, h }: Rect): Point[] {
  return [0, 0.25, 0.5, 0.75, 1].flatMap((k) => [
    { x: x - ROOM + k * (w + 2 * ROOM), y: y - ROOM },
    { x: x - ROOM + k * (w + 2 * ROOM), y: y + h + ROOM },
  ]);
}

const covers = (rect: Rect, test: Ground["kept"]) => samples(rect).some(({ x, y }) => test(x, y));
function part(rect: Rect, test: Ground["land"]): number {
  const all = samples(rect);
  return all.filter(({ x, y }) => test(x, y)).length / all.length;
}

/** The point of a rectangle nearest to another point, at half its height when it lies to a side. */
function nearest(rect: Rect, to: Point): Point {
  const clamp = (v: number, low: number, high: number) => Math.min(high, Math.max(low, v));
  const x = clamp(to.x, rect.x, rect.x + rect.w);
  const aside = x !== to.x;
  return { x, y: aside ? rect.y + rect.h / 2 : clamp(to.y, rect.y, rect.y + rect.h) };
}

/** Whether a segment passes through a rectangle; sampled, which is enough to choose a side. */
function cuts(a: Point, b: Point, rect: Rect): boolean {
  for (let k = 1; k < 8; k++) {
    const x = a.x + ((b.x - a.x) * k) / 8;
    const y = a.y + ((b.y - a.y) * k) / 8;
    if (x > rect.x && x < rect.x + rect.w && y > rect.y && y < rect.y + rect.h) return true;
  }
  return false;
}

export const inside = (r: Rect, width: number, height: number) =>
  r.x > 2 && r.y > 2 && r.x + r.w < width - 2 && r.y + r.h < height - 2;
export const meet = (a: Rect, b: Rect) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
