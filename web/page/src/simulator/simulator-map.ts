// The map of the simulator: the ground, the names and the patterns of the explorer's map, coloured by the minutes to the nearest site, the
// enclosed EPCI under a hatch. Made once, then follows the state; the sites stand on it (marks.ts).
import { computed, effect, signal } from "@preact/signals";
import { ScaleControl, type Map as MapLibre } from "maplibre-gl";
import type { Box } from "../api/document";
import { WHITE } from "../colour";
import { showBoundaries } from "../map/boundaries";
import { fit, fitting, inSight, METROPOLE } from "../map/camera";
import { addPatterns, groundMap } from "../map/ground";
import { keyboard } from "../map/keyboard";
import { LabelLayer } from "../map/label";
import { outline, rowUnder } from "../map/marks";
import { NO_MASK } from "../map/mask";
import { rectsOn } from "../map/margins";
import { labelsOf } from "../map/names";
import { FOYER_FROID, Painter } from "../map/paint";
import { FILL_OPACITY } from "../map/style";
import { watchTrouble } from "../map/trouble";
import { patternAt } from "../pattern";
import { hovered, keyboardCursor, snapshot, zoomedIn } from "../state";
import { bandOf, enclosedRows, toneOf } from "./bands";
import { opened } from "./edit";
import { followSites } from "./marks";
import { codeAt, communes, edit, held, places, placing, shown, view } from "./state";

const COMMUNE = "commune";
const EPCI = "epci";
/** What an EPCI that is enclosed is drawn with: the painter packs the level hatch, the layer draws the one of accompagnement. */
const HATCH = "foyer_froid";
const PATTERN = "accompagnement";
const level = signal(COMMUNE);

export interface Hosts {
  map: HTMLElement;
  labels: HTMLElement;
  /** Elements that stand on the map and must not be written over. */
  margins: () => Element[];
}

const region = computed(() => view.value?.region ?? null);

/** Extent of what is shown. */
export const extent = (): Box => snapshot.peek()?.regions.find(({ code }) => code === region.peek())?.bbox ?? METROPOLE;

const add = (row: number | null) => {
  const code = row === null ? null : codeAt(row);
  placing.value = false;
  if (code) edit((of) => opened(of, code));
};

/** Makes the map in its hosts and keeps it true to the state. Throws when the browser has no WebGL. */
export function makeSimulatorMap(hosts: Hosts): { map: MapLibre; labels: LabelLayer } {
  const map = groundMap(hosts.map, { bounds: extent(), fitBoundsOptions: fitting(hosts.map, false) });
  keyboard(map, {
    index: () => communes.data.peek(),
    known: (row) => places.peek().has(row),
    start: () => null,
    choose: add,
    leave: () => {
      if (!placing.peek()) return false;
      placing.value = false;
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
    map.setPaintProperty(`fill-${COMMUNE}`, "fill-opacity", FILL_OPACITY);
    map.setLayoutProperty(`fill-${COMMUNE}`, "visibility", "visible");
    const enclosed = ["boolean", ["feature-state", HATCH], false] as const;
    map.setPaintProperty(`pattern-${PATTERN}-${EPCI}`, "fill-opacity", ["case", enclosed, 1, 0] as never);
    map.setLayoutProperty(`pattern-${PATTERN}-${EPCI}`, "visibility", "visible");
    showBoundaries(map, EPCI);
    const stops = [
      effect(() => {
        const told = shown.value;
        if (!told) return;
        const { communes: of, bands, epci } = told;
        painter.show(COMMUNE, new Map(of.row.map((row, i) => [row, toneOf(bandOf(of, i, bands), bands)])));
        const far = new Set(enclosedRows(epci));
        painter.show(EPCI, new Map(epci.row.map((row) => [row, far.has(row) ? WHITE | FOYER_FROID : WHITE])));
        map.triggerRepaint();
      }),
      effect(() => {
        const at = snapshot.value?.regions.findIndex(({ code }) => code === region.value) ?? -1;
        map.setFilter("perimeter", ["==", ["id"], at] as never);
        moved = false;
        frame();
        void labelsOf(region.value, false).then((each) => labels.show(each));
      }),
      // The EPCI that are no longer enclosed stand out.
      outline(
        map,
        level,
        ["casing", "choice"],
        computed(() => ({ [EPCI]: shown.value?.freed.map(({ row }) => row) ?? [] })),
      ),
      outline(
        map,
        level,
        ["hover"],
        computed(() => (hovered.value === null || held.value ? {} : { [COMMUNE]: [hovered.value] })),
      ),
      effect(() => {
        map.getCanvas().style.cursor = placing.value ? "crosshair" : "";
      }),
      followSites(map),
    ];
    map.setPaintProperty(`casing-${EPCI}`, "line-width", 4.5);
    map.setPaintProperty(`choice-${EPCI}`, "line-width", 2);
    map.once("remove", () => stops.forEach((stop) => stop()));
  });

  let sized = "";
  const sizePatterns = () => {
    const next = patternAt(PATTERN, map.getZoom());
    if (next === sized || !map.isStyleLoaded()) return;
    sized = next;
    map.setPaintProperty(`pattern-${PATTERN}-${EPCI}`, "fill-pattern", next);
  };
  map.on("zoomend", sizePatterns);
  map.on("idle", sizePatterns);
  map.on("idle", () => {
    if (shown.peek() && communes.data.peek()) document.documentElement.dataset.ready = "true";
  });
  map.on("resize", () => moved || frame());
  map.on("moveend", (event) => {
    if ((event as { originalEvent?: unknown }).originalEvent) moved = true;
    zoomedIn.value = map.getZoom() > homeZoom + 0.35;
  });
  map.on("mousemove", (event) => {
    keyboardCursor.value = false;
    if (!held.peek()) hovered.value = rowUnder(map, COMMUNE, event.point, places.peek());
  });
  map.on("mouseout", () => keyboardCursor.peek() || (hovered.value = null));
  map.on("click", (event) => {
    if (placing.peek()) add(rowUnder(map, COMMUNE, event.point, places.peek()));
  });
  return { map, labels };
}
