// A line through the years, parted where nothing is known or where what is counted changes: nothing is drawn across either.

/** What follows without a gap, in order; `parted` says before which index a new run begins. */
export function runs<T>(items: readonly (T | null)[], parted: (index: number) => boolean = () => false): T[][] {
  const found: T[][] = [];
  let open: T[] | null = null;
  items.forEach((item, index) => {
    if (item === null) {
      open = null;
      return;
    }
    if (open === null || parted(index)) found.push((open = []));
    open.push(item);
  });
  return found;
}

/** The runs of points as the path of an SVG. */
export const path = (parts: readonly (readonly [x: number, y: number])[][], close = ""): string =>
  parts.map((run) => `M${run.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}${close}`).join("");
