// What a map shows of the pointer and of the choice, and which territory lies under a point: the same on every map of the page.
import { computed, effect, type ReadonlySignal } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";
import { isComposing, outlined, whole } from "../compose/shown";
import { hovered, levels, positions, selectedRow } from "../state";
import { NOTHING } from "./style";
import { followWhole } from "./whole";

type Rows = Partial<Record<string, readonly number[]>>;
const NONE: readonly number[] = [];

/** One territory stands out by a broad line; the members of one that is composed, by lines that do not hide what they enclose, thin
 * ones where a broad line runs around them all. */
const WIDTHS = { casing: [7, 5.5, 2.6], choice: [3, 2.5, 1.2] } as const;

/** Outlines rows, by level, with some layers of each level, and follows them until it is called. */
export const outline = (
  map: MapLibre,
  level: ReadonlySignal<string>,
  layers: readonly string[],
  rows: ReadonlySignal<Rows>,
): (() => void) =>
  effect(() => {
    for (const each of levels.peek()) {
      const own = rows.value[each] ?? NONE;
      const here = each === level.value;
      const filter = own.length > 0 ? ["in", ["id"], ["literal", own]] : NOTHING;
      for (const layer of layers) {
        map.setFilter(`${layer}-${each}`, filter as never);
        // Until something is outlined the tiles of the outlines are not even asked for.
        if (own.length > 0) map.setLayoutProperty(`${layer}-${each}`, "visibility", "visible");
        else if (!here) map.setLayoutProperty(`${layer}-${each}`, "visibility", "none");
      }
    }
  });

/** Outlines the territory under the pointer, and the chosen one or those of which one is composed, each by its own level; each is
 * stopped by calling it. */
export function followMarks(map: MapLibre, level: ReadonlySignal<string>): (() => void)[] {
  const one = (row: ReadonlySignal<number | null>) =>
    computed((): Rows => (row.value === null ? {} : { [level.value]: [row.value] }));
  const single = one(selectedRow);
  const width = effect(() => {
    const at = !isComposing.value ? 0 : whole.value === null ? 1 : 2;
    for (const each of levels.peek()) {
      for (const [layer, widths] of Object.entries(WIDTHS)) {
        map.setPaintProperty(`${layer}-${each}`, "line-width", widths[at]);
      }
    }
  });
  return [
    outline(
      map,
      level,
      ["casing", "choice"],
      computed(() => (isComposing.value ? outlined.value : single.value)),
    ),
    outline(map, level, ["hover"], one(hovered)),
    width,
    followWhole(map),
  ];
}

/** Row of the territory of the level shown under a point; `null` where none of those known is. */
export function rowUnder(
  map: MapLibre,
  level: string,
  { x, y }: { x: number; y: number },
  known: ReadonlyMap<number, unknown> = positions.peek(),
): number | null {
  const id = `fill-${level}`;
  if (!map.getLayer(id)) return null;
  const found = map.queryRenderedFeatures([x, y], { layers: [id] })[0]?.id;
  return typeof found === "number" && known.has(found) ? found : null;
}
