// A map of one region for a page beside the explorer: ground, names, patterns, keyboard, pointer and frame, made once, following the state.
// What it shows is the page's own. Refuses to know: what colours mean.
import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { ScaleControl, type Map as MapLibre } from "maplibre-gl";
import type { Box, Territories } from "../api/document";
import { patternAt, type PatternName } from "../pattern";
import { hovered, keyboardCursor, snapshot, zoomedIn } from "../state";
import { fit, fitting, inSight, METROPOLE } from "./camera";
import { addPatterns, groundMap } from "./ground";
import { keyboard } from "./keyboard";
import { LabelLayer } from "./label";
import { outline, rowUnder } from "./marks";
import { NO_MASK } from "./mask";
import { rectsOn } from "./margins";
import { labelsOf } from "./names";
import { Painter } from "./paint";
import { watchTrouble } from "./trouble";

export interface Hosts {
  map: HTMLElement;
  labels: HTMLElement;
  /** Elements that stand on the map and must not be written over. */
  margins: () => Element[];
}

export interface PageMap {
  region: ReadonlySignal<string | null>;
  /** What is looked at first in the region; it may come later than the map. */
  around?: ReadonlySignal<Box | null>;
  /** The territories that the pointer and the keyboard go through, and their places among what is shown. */
  level: string;
  index: () => Territories | null;
  places: ReadonlySignal<ReadonlyMap<number, unknown>>;
  /** Where the keyboard begins, what Enter and Escape do there. */
  start?: () => number | null;
  choose?: (row: number | null) => void;
  leave?: () => boolean;
  /** Whether the pointer shows what is under it; it does, without. */
  free?: () => boolean;
  /** Patterns and the level each is drawn on, as large as the zoom asks. */
  patterns: readonly (readonly [name: PatternName, level: string])[];
  /** Whether what the first picture needs has come. */
  ready: () => boolean;
  /** Adds the page's own to the map once its style is there; answers what follows the state, to be stopped with the map. */
  begin: (map: MapLibre, painter: Painter) => (() => void)[];
}

export interface Made {
  map: MapLibre;
  labels: LabelLayer;
  /** Shows the whole again. */
  home: () => void;
}

/** Makes the map in its hosts. Throws when the browser has no WebGL. */
export function makePageMap(hosts: Hosts, page: PageMap): Made {
  const extent = (): Box => snapshot.peek()?.regions.find(({ code }) => code === page.region.peek())?.bbox ?? METROPOLE;
  const map = groundMap(hosts.map, { bounds: extent(), fitBoundsOptions: fitting(hosts.map, false) });
  keyboard(map, {
    index: page.index,
    known: (row) => page.places.peek().has(row),
    start: page.start ?? (() => null),
    choose: page.choose ?? (() => undefined),
    leave: page.leave ?? (() => false),
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
  const beyondHome = () => map.getZoom() > homeZoom + 0.35;
  const frame = () => {
    fit(map, extent(), false, false);
    homeZoom = map.getZoom();
    const near = page.around?.peek() ?? null;
    if (near) fit(map, near, false, false);
    zoomedIn.value = beyondHome();
  };
  const free = page.free ?? (() => true);
  const under = computed(() => (hovered.value === null || !free() ? {} : { [page.level]: [hovered.value] }));

  map.once("style.load", () => {
    addPatterns(map);
    const stops = [
      ...page.begin(map, painter),
      effect(() => {
        const at = snapshot.value?.regions.findIndex(({ code }) => code === page.region.value) ?? -1;
        map.setFilter("perimeter", ["==", ["id"], at] as never);
        moved = false;
        frame();
        void labelsOf(page.region.value, false).then((each) => labels.show(each));
      }),
      effect(() => {
        if (page.around?.value && !moved) frame();
      }),
      outline(map, level(page.level), ["hover"], under),
    ];
    map.once("remove", () => stops.forEach((stop) => stop()));
  });

  const [first] = page.patterns;
  let sized = "";
  const sizePatterns = () => {
    const next = first ? patternAt(first[0], map.getZoom()) : "";
    if (next === sized || !map.isStyleLoaded()) return;
    sized = next;
    for (const [name, on] of page.patterns)
      map.setPaintProperty(`pattern-${name}-${on}`, "fill-pattern", patternAt(name, map.getZoom()));
  };
  map.on("zoomend", sizePatterns);
  map.on("idle", sizePatterns);
  map.on("idle", () => {
    if (page.ready()) document.documentElement.dataset.ready = "true";
  });
  map.on("resize", () => moved || frame());
  map.on("moveend", (event) => {
    if ((event as { originalEvent?: unknown }).originalEvent) moved = true;
    zoomedIn.value = beyondHome();
  });
  map.on("mousemove", (event) => {
    keyboardCursor.value = false;
    if (free()) hovered.value = rowUnder(map, page.level, event.point, page.places.peek());
  });
  map.on("mouseout", () => keyboardCursor.peek() || (hovered.value = null));
  return { map, labels, home: () => fit(map, extent(), false, true) };
}

/** Draws a pattern of a level where the painter says so, as strong as it should be. */
export function showPattern(map: MapLibre, name: PatternName, on: string, flag: string, opacity = 1): void {
  const shown = ["boolean", ["feature-state", flag], false] as const;
  map.setPaintProperty(`pattern-${name}-${on}`, "fill-opacity", ["case", shown, opacity, 0] as never);
  map.setLayoutProperty(`pattern-${name}-${on}`, "visibility", "visible");
}

const level = (name: string): ReadonlySignal<string> => computed(() => name);
