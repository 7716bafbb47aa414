// The map of zones: the ground and the names of the explorer's map; the EPCI of the lists by their tone, those where the chosen tests hold
// under their hatches, the zone that is opened outlined. Made once, then follows the state.
import { computed, effect, signal } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";
import { showBoundaries } from "../map/boundaries";
import { outline } from "../map/marks";
import { makePageMap, showPattern, type Hosts, type Made } from "../map/page-map";
import type { Painter } from "../map/paint";
import { FILL_OPACITY } from "../map/style";
import { KINDS } from "./link";
import { looks } from "./looks";
import { holding, opened, places, show, territories, view, watch } from "./state";

const LEVEL = "epci";
const level = signal(LEVEL);

/** Makes the map in its hosts and keeps it true to the state. Throws when the browser has no WebGL. */
export const make = (hosts: Hosts): Made =>
  makePageMap(hosts, {
    region: computed(() => view.value?.region ?? null),
    level: LEVEL,
    index: () => territories.data.peek(),
    places,
    start: () => opened.peek()?.zone.epci[0]?.row ?? null,
    choose,
    leave: () => {
      if (view.peek()?.zone == null) return false;
      show(null);
      return true;
    },
    patterns: KINDS.map((name) => [name, LEVEL] as const),
    ready: () => watch.data.peek() !== null && !watch.loading.peek(),
    begin: (map, painter) => {
      map.setLayoutProperty(`fill-${LEVEL}`, "visibility", "visible");
      map.setPaintProperty(`fill-${LEVEL}`, "fill-opacity", FILL_OPACITY);
      for (const name of KINDS) showPattern(map, name, LEVEL, name);
      map.on("click", ({ point }) => {
        const found = map.queryRenderedFeatures([point.x, point.y], { layers: [`fill-${LEVEL}`] })[0]?.id;
        if (typeof found === "number" && places.peek().has(found)) choose(found);
      });
      return [effect(() => paint(map, painter)), outline(map, level, ["casing", "choice"], chosen)];
    },
  });

/** Opens the zone that holds an EPCI, or the EPCI itself where none does. */
function choose(row: number | null): void {
  if (row === null) return;
  const code = watch.data.peek()?.units.code[places.peek().get(row) ?? -1];
  const zone = holding(row)[0]?.key ?? (code && `epci-${code}`);
  if (zone) show(zone);
}

function paint(map: MapLibre, painter: Painter): void {
  const shown = watch.data.value;
  if (!shown) return;
  showBoundaries(map, LEVEL);
  painter.show(LEVEL, looks(shown));
  map.triggerRepaint();
}

const chosen = computed((): Partial<Record<string, number[]>> => {
  const rows = opened.value?.zone.epci.map(({ row }) => row) ?? [];
  return rows.length > 0 ? { [LEVEL]: rows } : {};
});
