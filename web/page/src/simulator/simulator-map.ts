// The map of the simulator: the ground, the names and the patterns of the explorer's map, coloured by the minutes to the nearest site, the
// enclosed EPCI under a hatch. Made once, then follows the state; the sites stand on it (marks.ts).
import { computed, effect, signal } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";
import { COOL, PAPER, WHITE } from "../colour";
import { showBoundaries } from "../map/boundaries";
import { outline, rowUnder } from "../map/marks";
import { makePageMap, showPattern, type Hosts, type Made } from "../map/page-map";
import { FOYER_FROID, type Painter } from "../map/paint";
import { FILL_OPACITY, NOTHING } from "../map/style";
import { bandOf, enclosedRows, toneOf } from "./bands";
import { opened } from "./edit";
import { followSites } from "./marks";
import { aroundBox, codeAt, communes, edit, held, places, placing, shown, view } from "./state";

const COMMUNE = "commune";
const EPCI = "epci";
/** What an EPCI that is enclosed is drawn with: the painter packs the level hatch, the layer draws the one of accompagnement. */
const HATCH = "foyer_froid";
const PATTERN = "accompagnement";
const level = signal(COMMUNE);

const add = (row: number | null) => {
  const code = row === null ? null : codeAt(row);
  placing.value = false;
  if (code) edit((of) => opened(of, code));
};

/** Makes the map in its hosts and keeps it true to the state. Throws when the browser has no WebGL. */
export function make(hosts: Hosts): Made {
  const made = makePageMap(hosts, {
    region: computed(() => view.value?.region ?? null),
    around: aroundBox,
    level: COMMUNE,
    index: () => communes.data.peek(),
    places,
    choose: add,
    leave: () => {
      if (!placing.peek()) return false;
      placing.value = false;
      return true;
    },
    free: () => !held.value,
    patterns: [[PATTERN, EPCI]],
    ready: () => Boolean(shown.peek() && communes.data.peek()),
    begin,
  });
  made.map.on("click", (event) => {
    if (placing.peek()) add(rowUnder(made.map, COMMUNE, event.point, places.peek()));
  });
  return made;
}

function begin(map: MapLibre, painter: Painter): (() => void)[] {
  map.setPaintProperty(`fill-${COMMUNE}`, "fill-opacity", FILL_OPACITY);
  map.setLayoutProperty(`fill-${COMMUNE}`, "visibility", "visible");
  showPattern(map, PATTERN, EPCI, HATCH);
  showBoundaries(map, EPCI);
  map.setPaintProperty(`casing-${EPCI}`, "line-width", 4.5);
  map.setPaintProperty(`choice-${EPCI}`, "line-width", 2);
  return [
    effect(() => {
      const told = shown.value;
      if (!told) return;
      const { communes: of, bands, epci } = told;
      painter.show(COMMUNE, new Map(of.row.map((row, i) => [row, toneOf(bandOf(of, i, bands), bands)])));
      const far = new Set(enclosedRows(epci));
      painter.show(EPCI, new Map(epci.row.map((row) => [row, far.has(row) ? WHITE | FOYER_FROID : WHITE])));
      map.triggerRepaint();
    }),
    // The EPCI that are no longer enclosed stand out.
    outline(
      map,
      level,
      ["casing", "choice"],
      computed(() => ({ [EPCI]: shown.value?.freed.map(({ row }) => row) ?? [] })),
    ),
    outlineAround(map),
    effect(() => {
      map.getCanvas().style.cursor = placing.value ? "crosshair" : "";
    }),
    followSites(map),
  ];
}

/** The EPCI of the territory looked at, under a dashed line of their own: a whole line is for those that are no longer enclosed. */
function outlineAround(map: MapLibre): () => void {
  const line = {
    type: "line",
    source: `${EPCI}-outline`,
    "source-layer": EPCI,
    filter: NOTHING,
    layout: { visibility: "none" },
  } as const;
  const below = `hover-${EPCI}`;
  map.addLayer({ ...line, id: "around-casing", paint: { "line-color": PAPER, "line-width": 4.5 } }, below);
  map.addLayer(
    { ...line, id: "around", paint: { "line-color": COOL, "line-width": 2.4, "line-dasharray": [2.6, 1.6] } },
    below,
  );
  return effect(() => {
    const codes = view.value?.autour?.epci ?? [];
    const { row, code } = shown.value?.epci ?? { row: [], code: [] };
    const rows = row.filter((_, i) => codes.includes(code[i] ?? ""));
    for (const id of ["around-casing", "around"]) {
      map.setFilter(id, ["in", ["id"], ["literal", rows]]);
      // Without a territory the tiles of the outlines are not even asked for.
      map.setLayoutProperty(id, "visibility", rows.length > 0 ? "visible" : "none");
    }
  });
}
