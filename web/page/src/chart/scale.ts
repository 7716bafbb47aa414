// Positions on charts: layout only, no figure of the page comes from here.

/** A linear map from values to pixels. */
export function linear(from: number, to: number, start: number, end: number): (value: number) => number {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

/** Round graduations inside [from, to], about `wanted` of them. */
export function ticks(from: number, to: number, wanted: number): number[] {
  const span = to - from;
  if (!(span > 0)) return [from];
  const rough = span / Math.max(wanted, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999) ?? 10 * power;
  const result: number[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++)
    result.push(Number((k * step).toPrecision(12)));
  return result;
}

/** Where a value stands among bars of equal width: bar index plus its part of the bar. */
export function along(bars: readonly { from: number; to: number }[], value: number): number {
  const last = bars.length - 1;
  const i = bars.findIndex((bar, k) => value < bar.to || k === last);
  const bar = bars[i];
  if (!bar) return 0;
  const part = bar.to > bar.from ? (value - bar.from) / (bar.to - bar.from) : 0.5;
  return i + Math.min(1, Math.max(0, part));
}

/** The value that stands there among bars of equal width: the way back of [along]. */
export function valueAt(bars: readonly { from: number; to: number }[], place: number): number {
  const i = Math.min(bars.length - 1, Math.max(0, Math.floor(place)));
  const bar = bars[i];
  if (!bar) return 0;
  return bar.from + Math.min(1, Math.max(0, place - i)) * (bar.to - bar.from);
}

/** A swarm: marks of diameter `size` at x, moved up or down until none overlaps; returns y offsets from the middle. */
export function swarm(xs: readonly number[], size: number, most: number): number[] {
  const order = xs.map((x, i) => [x, i] as const).sort((a, b) => a[0] - b[0]);
  const placed: { x: number; y: number }[] = [];
  const ys = new Array<number>(xs.length).fill(0);
  for (const [x, i] of order) {
    const near = placed.filter((mark) => x - mark.x < size);
    let y = 0;
    for (let k = 0; k * size <= 2 * most; k++) {
      y = (k % 2 === 0 ? 1 : -1) * Math.ceil(k / 2) * (size / 2);
      if (!near.some((mark) => (mark.x - x) ** 2 + (mark.y - y) ** 2 < size * size * 0.98)) break;
    }
    y = Math.max(-most, Math.min(most, y));
    placed.push({ x, y });
    ys[i] = y;
  }
  return ys;
}
