// The map of the deployment: the ground, the names and the patterns of the explorer's map, coloured by the years since the last
// beneficiary. Made once, then follows the state.
import { computed, effect, signal } from "@preact/signals";
import type { LineLayerSpecification, Map as MapLibre } from "maplibre-gl";
import { COOL } from "../colour";
import { showBoundaries } from "../map/boundaries";
import { outline } from "../map/marks";
import { makePageMap, showPattern, type Hosts, type Made } from "../map/page-map";
import { FILL_OPACITY } from "../map/style";
import { classOf, lookOf, OPACITY, PATTERN_OF } from "./classes";
import { go, outlinedRows, places, territories, units, view } from "./state";

const LEVEL = "epci";
const PATTERNS = Object.values(PATTERN_OF);
const level = signal(LEVEL);

/** Where chance does not explain that there is none: a broad line inside the border, whatever the colours. */
const gap: LineLayerSpecification = {
  id: "gap",
  type: "line",
  source: LEVEL,
  "source-layer": LEVEL,
  layout: { "line-join": "round" },
  paint: {
    "line-color": COOL,
    "line-width": ["interpolate", ["linear"], ["zoom"], 6, 1.8, 10, 4],
    "line-offset": ["interpolate", ["linear"], ["zoom"], 6, 0.9, 10, 2],
    "line-opacity": ["case", ["boolean", ["feature-state", "foyer_froid"], false], 1, 0],
  },
};

/** Makes the map in its hosts and keeps it true to the state. Throws when the browser has no WebGL. */
export const make = (hosts: Hosts): Made =>
  makePageMap(hosts, {
    region: computed(() => view.value?.region ?? null),
    level: LEVEL,
    index: () => territories.data.peek(),
    places,
    start: () => outlinedRows.peek()[0] ?? null,
    leave: () => {
      if (view.peek()?.constat == null) return false;
      go({ constat: null });
      return true;
    },
    patterns: PATTERNS.map((name) => [name, LEVEL] as const),
    ready: () => units.data.peek() !== null && !units.loading.peek(),
    begin: (map, painter) => {
      map.addLayer(gap, `hover-${LEVEL}`);
      map.setPaintProperty(`fill-${LEVEL}`, "fill-opacity", FILL_OPACITY);
      map.setLayoutProperty(`fill-${LEVEL}`, "visibility", "visible");
      for (const name of PATTERNS) showPattern(map, name, LEVEL, name, OPACITY[name]);
      showBoundaries(map, LEVEL);
      return [
        effect(() => {
          const shown = units.data.value;
          if (shown) painter.show(LEVEL, new Map(shown.row.map((row, i) => [row, lookOf(classOf(shown, i))])));
          map.triggerRepaint();
        }),
        ...followOutlines(map),
      ];
    },
  });

/** Outlines the territories of the finding; each is stopped by calling it. */
function followOutlines(map: MapLibre): (() => void)[] {
  const several = computed(() => outlinedRows.value.length > 1);
  return [
    // One territory stands out by a broad line; the many edges of several by lines that do not hide what they enclose.
    effect(() => {
      map.setPaintProperty(`casing-${LEVEL}`, "line-width", several.value ? 4.5 : 7);
      map.setPaintProperty(`choice-${LEVEL}`, "line-width", several.value ? 2 : 3);
    }),
    outline(
      map,
      level,
      ["casing", "choice"],
      computed(() => ({ [LEVEL]: outlinedRows.value })),
    ),
  ];
}
