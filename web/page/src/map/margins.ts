// The rectangles of what stands on a map: no name is written under them.

const MARGIN = 4;

export function rectsOn(
  map: HTMLElement,
  elements: readonly Element[],
): { x: number; y: number; w: number; h: number }[] {
  const origin = map.getBoundingClientRect();
  return elements.map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return {
      x: left - origin.left - MARGIN,
      y: top - origin.top - MARGIN,
      w: width + 2 * MARGIN,
      h: height + 2 * MARGIN,
    };
  });
}
