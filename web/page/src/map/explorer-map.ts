// The map itself: made once, then follows the state. Each effect below is one sentence: "when this changes, do that".
// It reads signals and calls `go`; it draws nothing of the margin.
import { computed, effect, signal } from "@preact/signals";
import { type Map as MapLibre, ScaleControl } from "maplibre-gl";
import type { Box } from "../api/document";
import type { Layer } from "../link";
import { crossing, ownOnMap } from "../own/own";
import { patternAt } from "../pattern";
import {
  brushed,
  clusters,
  go,
  hovered,
  indicators,
  keyboardCursor,
  levels,
  palette,
  panelOpen,
  positions,
  prefetch,
  reading,
  selectedRow,
  series,
  sites,
  snapshot,
  territories,
  territory,
  view,
  whiteZones,
  zoomedIn,
} from "../state";
import { lookAt } from "../compose/shown";
import { choose } from "./choose";
import { circlesOf } from "./circles";
import { fit, fitting, inSight, isPhone, METROPOLE, underSheet } from "./camera";
import { choiceLabel, labelsOf, publishedLabels } from "./names";
import { keyboard } from "./keyboard";
import { LabelLayer } from "./label";
import { appearances, Painter } from "./paint";
import { rectsOn } from "./margins";
import { maskOf, NO_MASK, type Mask } from "./mask";
import { showAround, showBoundaries } from "./boundaries";
import { addPatterns, groundMap } from "./ground";
import { followMarks, rowUnder } from "./marks";
import { watchTrouble } from "./trouble";
import { FILL_OPACITY, PATTERN_NAMES, SITE_LAYERS } from "./style";

/** The level drawn: the one asked for once its values are there, so that no map is ever without its colours. */
const level = computed(() => series.data.value?.level ?? view.value?.niveau ?? "epci");
const region = computed(() => view.value?.region ?? null);
const layers = computed(() => view.value?.couches.join(",") ?? "");
const chosen = computed(() =>
  view.value?.territoire ? `${view.value.territoire.level}-${view.value.territoire.code}` : "",
);
const beside = computed(() => reading.value === "deux_cartes");
const camera = computed(() => view.value?.carte ?? null);

/** In row order. */
const regions = () => snapshot.peek()?.regions ?? [];
const extent = (code: string | null): Box => regions().find((each) => each.code === code)?.bbox ?? METROPOLE;

export interface Hosts {
  map: HTMLElement;
  labels: HTMLElement;
  /** Elements that stand on the map and must not be written over. */
  margins: () => Element[];
}

/** Makes the map in its hosts and keeps it true to the state. Rejects when the browser has no WebGL. */
export function makeMap(hosts: Hosts): { map: MapLibre; labels: LabelLayer } {
  const start = camera.peek();
  const map = groundMap(
    hosts.map,
    start
      ? { center: [start.lon, start.lat], zoom: start.zoom }
      : { bounds: extent(region.peek()), fitBoundsOptions: fitting(hosts.map, panelOpen.peek() && !isPhone()) },
  );
  keyboard(map, {
    index: () => {
      const index = territories.data.peek();
      return index && index.level === series.data.peek()?.level ? index : null;
    },
    known: (row) => positions.peek().has(row),
    start: () => selectedRow.peek(),
    choose: (row) => void choose(row),
    leave: () => {
      if (!view.peek()?.territoire) return false;
      go({ territoire: null });
      return true;
    },
    inSight: (box) => inSight(map, box, panelOpen.peek(), 0),
  });
  watchTrouble(map);
  map.addControl(new ScaleControl({ maxWidth: 90, unit: "metric" }), "bottom-right");
  const painter = new Painter(map);
  const labels = new LabelLayer(map, hosts.labels, () => rectsOn(hosts.map, hosts.margins()), under, marked);
  /** True from the first frame in which the level has its colours, and when all is there that will come without them. */
  const coloured = signal(false);
  const surrounded = signal(false);
  let warmed = false;
  /** Zoom that shows the whole region or country; nearer, the map passes under the title. */
  let homeZoom = 7;
  let moving = false;
  let regionRow = -1;

  const whenLoaded = new Promise<void>((resolve) => map.once("style.load", () => resolve()));
  void whenLoaded.then(() => {
    showAround(map, false);
    follow();
  });

  /** Land of the region shown, declared zones and the choice, as they stand on the screen. */
  function under(): Mask {
    if (!map.getLayer("zone-area")) return NO_MASK;
    const row = selectedRow.peek();
    const chosenArea = row === null ? [] : query([`fill-${level.peek()}`], ["==", ["id"], row]);
    return maskOf(map, query(["france"], ["==", ["id"], regionRow]), [...query(["zone-area"]), ...chosenArea]);
  }
  function query(layers: string[], filter?: unknown) {
    const there = layers.filter((id) => map.getLayer(id));
    return map.queryRenderedFeatures({ layers: there, ...(filter ? { filter: filter as never } : {}) });
  }
  function marked(x: number, y: number): boolean {
    if (!layers.peek().includes("operateurs")) return false;
    const there = SITE_LAYERS.filter((id) => map.getLayer(id));
    return map.queryRenderedFeatures([x, y], { layers: there }).length > 0;
  }

  /** Effects start once the style is there; each reads what it follows. */
  function follow(): void {
    effect(() => {
      if (!surrounded.value) return;
      addPatterns(map);
      showAround(map, true);
    });
    effect(() => {
      void layers.value;
      void surrounded.value;
      showLevel(level.value);
      map.triggerRepaint();
    });
    effect(() => {
      const columns = series.data.value;
      const shown = {
        whiteZones: whiteZones.data.value,
        clusters: clusters.data.value,
        relation: crossing.value,
        brushed: brushed.value,
        own: ownOnMap.value,
        palette: palette.value,
        reading: reading.value,
        layers: layers.value.split(",") as Layer[],
      };
      if (!columns) return;
      const began = performance.now();
      painter.show(columns.level, appearances({ series: columns, ...shown }));
      map.once("render", () => {
        performance.measure("lanterne:repaint", { start: began, end: performance.now() });
      });
      map.triggerRepaint();
    });
    effect(() => {
      const code = region.value;
      void beside.value;
      // The room is another once the second map has come or gone.
      if (warmed) setTimeout(() => frame(code), 50);
      else frame(code);
    });
    followMarks(map, level);
    effect(() => {
      const source = map.getSource("circles") as { setData(data: unknown): void } | undefined;
      const drawn = reading.value === "cercles";
      source?.setData(
        circlesOf(drawn ? series.data.value : null, territories.data.value, palette.value, brushed.value),
      );
    });
    effect(() => {
      const shown = surrounded.value && layers.value.includes("surveillance");
      for (const id of ["zone-area", "zone-casing", "zone-dash"]) {
        map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
      }
    });
    effect(() => {
      const shown = surrounded.value && layers.value.includes("operateurs");
      const found = sites.data.value;
      const source = map.getSource("site") as { setData(data: unknown): void } | undefined;
      source?.setData({
        type: "FeatureCollection",
        features: shown && found ? found.features.filter((feature) => feature.geometry) : [],
      });
    });
    effect(() => {
      if (!surrounded.value) return;
      const published = publishedLabels(series.data.value, territories.data.value);
      const asked = labelsOf(region.value, layers.value.includes("surveillance") && !isPhone());
      void asked.then((each) => labels.show([...published, ...each]));
    });
    effect(() => {
      const label = choiceLabel(series.data.value, territories.data.value, selectedRow.value);
      requestAnimationFrame(() => labels.choose(isPhone() ? null : label));
    });
    effect(() => {
      const found = territory.data.value;
      if (found?.bbox && `${found.level}-${found.code}` === chosen.value) {
        if (!camera.peek() && !inSight(map, found.bbox, true)) reach(found.bbox);
        labels.place();
      }
      if (!chosen.value) labels.place();
    });
    effect(() => {
      const box = lookAt.value;
      if (box && !(inSight(map, box, true) && !(zoomedIn.peek() && underSheet(map, box)))) reach(box, true, true);
    });
  }

  function showLevel(current: string): void {
    for (const each of levels.peek()) {
      const here = each === current;
      const visibility = here || (warmed && !isPhone()) ? "visible" : "none";
      map.setLayoutProperty(`fill-${each}`, "visibility", visibility);
      map.setPaintProperty(`fill-${each}`, "fill-opacity", here ? FILL_OPACITY : 0);
      // Each pattern shown is one more column of vertices sent for every change of colour: only those asked for.
      for (const name of PATTERN_NAMES) {
        const shown = here && surrounded.peek() && layers.peek().split(",").includes(name);
        map.setLayoutProperty(`pattern-${name}-${each}`, "visibility", shown ? "visible" : "none");
      }
      // The first territory pointed at must not wait for its tiles.
      if (here && warmed) map.setLayoutProperty(`hover-${each}`, "visibility", "visible");
    }
    showBoundaries(map, surrounded.peek() ? current : null);
  }

  /** Frames the region asked for and draws its outline. */
  function frame(code: string | null): void {
    regionRow = regions().findIndex((each) => each.code === code);
    map.setFilter("perimeter", ["==", ["id"], regionRow] as never);
    if (camera.peek()) return;
    reach(extent(code), false);
    homeZoom = map.getZoom();
    zoomedIn.value = false;
  }

  function reach(box: Box, animate = true, clear = false): void {
    moving = true;
    fit(map, box, panelOpen.peek() && !isPhone(), animate && warmed, clear);
    moving = false;
  }

  let patterns = "";
  function sizePatterns(): void {
    const next = patternAt("offre", map.getZoom());
    if (next === patterns || !map.isStyleLoaded()) return;
    patterns = next;
    for (const each of levels.peek()) {
      for (const name of PATTERN_NAMES) {
        map.setPaintProperty(`pattern-${name}-${each}`, "fill-pattern", patternAt(name, map.getZoom()));
      }
    }
  }
  map.on("zoomend", sizePatterns);
  map.on("idle", sizePatterns);

  let here = "";
  map.on("moveend", (event) => {
    zoomedIn.value = map.getZoom() > homeZoom + 0.35;
    if (!(event as { originalEvent?: unknown }).originalEvent || moving) return;
    const { lng, lat } = map.getCenter();
    here = `${map.getZoom()}/${lat}/${lng}`;
    go({ carte: { zoom: map.getZoom(), lat, lon: lng } }, "replace");
  });
  effect(() => {
    const to = camera.value;
    if (to && here !== `${to.zoom}/${to.lat}/${to.lon}`) map.jumpTo({ center: [to.lon, to.lat], zoom: to.zoom });
  });

  map.on("mousemove", (event) => {
    keyboardCursor.value = false;
    hovered.value = rowUnder(map, level.peek(), event.point);
    map.getCanvas().style.cursor = hovered.peek() === null ? "" : "pointer";
  });
  map.on("mouseout", () => keyboardCursor.peek() || (hovered.value = null));
  map.on("click", (event) => void choose(rowUnder(map, level.peek(), event.point)));

  // The first frame in which the whole level has its colours. Each kind of layer costs a browser the compilation of a program, and each
  // frame before that one as much as it: what is around, lines, patterns, zones and places of operators follow, and nobody waits for
  // them to see the map.
  const first = () => {
    const now = level.peek();
    if (series.data.peek()?.level !== now || !map.getSource(now) || !map.isSourceLoaded(now)) return;
    map.off("render", first);
    coloured.value = true;
    requestAnimationFrame(() => {
      performance.measure("lanterne:first-colours", { start: 0, end: performance.now() });
      surrounded.value = true;
    });
  };
  map.on("render", first);
  map.on("idle", () => {
    // Nothing more comes by itself: without colours, too, the map says where one is.
    if (!surrounded.peek()) {
      surrounded.value = true;
      return;
    }
    if (!coloured.peek() || warmed) return;
    warmed = true;
    performance.mark("lanterne:first-map");
    performance.measure("lanterne:first-map", { start: 0, end: performance.now() });
    document.documentElement.dataset.ready = "true";
    requestIdleCallback?.(() => warm());
  });

  /** After the first map: the other levels' tiles and the other indicators' columns, so that nothing waits later. */
  function warm(): void {
    showLevel(level.peek());
    for (const each of indicators.peek()) prefetch(each.slug);
  }
  return { map, labels };
}
