// The map of the deployment: the ground, the names and the patterns of the explorer's map, coloured by the years since the last
// beneficiary. Made once, then follows the state.
import { computed, effect, signal } from "@preact/signals";
import { ScaleControl, type LineLayerSpecification, type Map as MapLibre } from "maplibre-gl";
import type { Box } from "../api/document";
import { COOL } from "../colour";
import { showBoundaries } from "../map/boundaries";
import { fit, fitting, inSight, METROPOLE } from "../map/camera";
import { addPatterns, groundMap } from "../map/ground";
import { keyboard } from "../map/keyboard";
import { LabelLayer } from "../map/label";
import { outline, rowUnder } from "../map/marks";
import { NO_MASK } from "../map/mask";
import { rectsOn } from "../map/margins";
import { labelsOf } from "../map/names";
import { Painter } from "../map/paint";
import { FILL_OPACITY } from "../map/style";
import { watchTrouble } from "../map/trouble";
import { patternAt } from "../pattern";
import { hovered, keyboardCursor, snapshot, zoomedIn } from "../state";
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

export interface Hosts {
  map: HTMLElement;
  labels: HTMLElement;
  /** Elements that stand on the map and must not be written over. */
  margins: () => Element[];
}

const region = computed(() => view.value?.region ?? null);

/** Extent of what is shown. */
export const extent = (): Box => snapshot.peek()?.regions.find(({ code }) => code === region.peek())?.bbox ?? METROPOLE;

/** Makes the map in its hosts and keeps it true to the state. Throws when the browser has no WebGL. */
export function makeMonitorMap(hosts: Hosts): { map: MapLibre; labels: LabelLayer } {
  const map = groundMap(hosts.map, { bounds: extent(), fitBoundsOptions: fitting(hosts.map, false) });
  keyboard(map, {
    index: () => territories.data.peek(),
    known: (row) => places.peek().has(row),
    start: () => outlinedRows.peek()[0] ?? null,
    choose: () => undefined,
    leave: () => {
      if (view.peek()?.constat == null) return false;
      go({ constat: null });
      return true;
    },
    inSight: (box) => inSight(map, box, false, 0),
  });
  watchTrouble(map);
  map.addControl(new ScaleControl({ maxWidth: 90, unit: "metric" }), "bottom-right");
  const labels = new LabelLayer(
    map,
    hosts.labels,
    () => rectsOn(hosts.map, hosts.margins()),
    () => NO_MASK,
    () => false,
  );
  const painter = new Painter(map);
  /** Zoom that shows the whole; whoever has moved the map keeps their place. */
  let homeZoom = 0;
  let moved = false;

  const frame = () => {
    fit(map, extent(), false, false);
    homeZoom = map.getZoom();
    zoomedIn.value = false;
  };

  map.once("style.load", () => {
    addPatterns(map);
    map.addLayer(gap, `hover-${LEVEL}`);
    map.setPaintProperty(`fill-${LEVEL}`, "fill-opacity", FILL_OPACITY);
    map.setLayoutProperty(`fill-${LEVEL}`, "visibility", "visible");
    for (const name of PATTERNS) {
      const shown = ["boolean", ["feature-state", name], false] as const;
      map.setPaintProperty(`pattern-${name}-${LEVEL}`, "fill-opacity", ["case", shown, OPACITY[name] ?? 1, 0] as never);
      map.setLayoutProperty(`pattern-${name}-${LEVEL}`, "visibility", "visible");
    }
    showBoundaries(map, LEVEL);
    const stops = [
      effect(() => {
        const shown = units.data.value;
        if (shown) painter.show(LEVEL, new Map(shown.row.map((row, i) => [row, lookOf(classOf(shown, i))])));
        map.triggerRepaint();
      }),
      effect(() => {
        const at = snapshot.value?.regions.findIndex(({ code }) => code === region.value) ?? -1;
        map.setFilter("perimeter", ["==", ["id"], at] as never);
        moved = false;
        frame();
        void labelsOf(region.value, false).then((each) => labels.show(each));
      }),
      ...followOutlines(map),
    ];
    map.once("remove", () => stops.forEach((stop) => stop()));
  });

  let sized = "";
  const sizePatterns = () => {
    const next = patternAt("foyer_froid", map.getZoom());
    if (next === sized || !map.isStyleLoaded()) return;
    sized = next;
    for (const name of PATTERNS)
      map.setPaintProperty(`pattern-${name}-${LEVEL}`, "fill-pattern", patternAt(name, map.getZoom()));
  };
  map.on("zoomend", sizePatterns);
  map.on("idle", sizePatterns);
  map.on("idle", () => {
    if (units.data.peek() && !units.loading.peek()) document.documentElement.dataset.ready = "true";
  });
  map.on("resize", () => moved || frame());
  map.on("moveend", (event) => {
    if ((event as { originalEvent?: unknown }).originalEvent) moved = true;
    zoomedIn.value = map.getZoom() > homeZoom + 0.35;
  });
  map.on("mousemove", (event) => {
    keyboardCursor.value = false;
    hovered.value = rowUnder(map, LEVEL, event.point, places.peek());
  });
  map.on("mouseout", () => keyboardCursor.peek() || (hovered.value = null));
  return { map, labels };
}

/** Outlines the territories of the finding and the one under the pointer; each is stopped by calling it. */
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
    outline(
      map,
      level,
      ["hover"],
      computed(() => (hovered.value === null ? {} : { [LEVEL]: [hovered.value] })),
    ),
  ];
}
