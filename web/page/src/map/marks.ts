// What a map shows of the pointer and of the choice, and which territory lies under a point: the same on every map of the page.
import { effect, type ReadonlySignal } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";
import { hovered, levels, positions, selectedRow } from "../state";
import { NOTHING } from "./style";

/** Outlines the territory under the pointer and the chosen one; each is stopped by calling it. */
export function followMarks(map: MapLibre, level: ReadonlySignal<string>): (() => void)[] {
  const outline = (layers: readonly string[], row: ReadonlySignal<number | null>) =>
    effect(() => {
      for (const each of levels.peek()) {
        const here = each === level.value;
        const filter = row.value !== null && here ? ["==", ["id"], row.value] : NOTHING;
        for (const layer of layers) {
          map.setFilter(`${layer}-${each}`, filter as never);
          // Until something is outlined the tiles of the outlines are not even asked for.
          if (!here) map.setLayoutProperty(`${layer}-${each}`, "visibility", "none");
          else if (row.value !== null) map.setLayoutProperty(`${layer}-${each}`, "visibility", "visible");
        }
      }
    });
  return [outline(["casing", "choice"], selectedRow), outline(["hover"], hovered)];
}

/** Row of the territory of the level shown under a point; `null` where none of the series is. */
export function rowUnder(map: MapLibre, level: string, { x, y }: { x: number; y: number }): number | null {
  const id = `fill-${level}`;
  if (!map.getLayer(id)) return null;
  const found = map.queryRenderedFeatures([x, y], { layers: [id] })[0]?.id;
  return typeof found === "number" && positions.peek().has(found) ? found : null;
}
