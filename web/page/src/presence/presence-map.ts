// The map of presence: the ground and the names of the explorer's map, coloured by the minutes to the nearest contact, with places,
// declared zones and activity each in a layer of its own. Made once, then follows the state. A declared zone is a dashed outline: it
// colours nothing.
import { computed, effect, signal } from "@preact/signals";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { COOL, INK, LANTERN, LANTERN_FILL, NO_DATA, PAPER } from "../colour";
import { showBoundaries } from "../map/boundaries";
import { outline } from "../map/marks";
import { makePageMap, showPattern, type Hosts, type Made } from "../map/page-map";
import type { Painter } from "../map/paint";
import { FILL_OPACITY, NOTHING } from "../map/style";
import type { PatternName } from "../pattern";
import { levels } from "../state";
import { distanceOf, lookOf, policyLook, policyRows, toneOf } from "./classes";
import { ofPolicies, places, policies, presence, shows, territories, view } from "./state";

const LEVEL = "epci";
/** Level lines: without contact. Dots: a policy that is aimed at. */
const PATTERNS: readonly PatternName[] = ["foyer_froid", "fiabilite"];
const level = signal(LEVEL);

/** Makes the map in its hosts and keeps it true to the state. Throws when the browser has no WebGL. */
export const make = (hosts: Hosts): Made =>
  makePageMap(hosts, {
    region: computed(() => view.value?.region ?? null),
    level: LEVEL,
    index: () => territories.data.peek(),
    places,
    patterns: PATTERNS.map((name) => [name, LEVEL] as const),
    ready: () => presence.data.peek() !== null && !presence.loading.peek(),
    begin: (map, painter) => {
      addLayers(map);
      return [
        effect(() => paint(map, painter)),
        effect(() => void (map.getSource("site") as GeoJSONSource).setData(sites())),
        effect(() => void (map.getSource("activite") as GeoJSONSource).setData(activity())),
        outline(map, level, ["declared"], declared),
      ];
    },
  });

/** What stands over the ground of the explorer's map. */
function addLayers(map: MapLibre): void {
  for (const each of levels.peek()) {
    map.addLayer(
      {
        id: `declared-${each}`,
        type: "line",
        source: `${each}-outline`,
        "source-layer": each,
        filter: NOTHING,
        layout: { visibility: "none", "line-join": "round" },
        paint: {
          "line-color": COOL,
          "line-width": ["interpolate", ["linear"], ["zoom"], 5, 1.4, 10, 2.4],
          "line-offset": ["interpolate", ["linear"], ["zoom"], 6, 0.6, 9, 2.2],
          "line-dasharray": [2.6, 1.6],
        },
      },
      `hover-${LEVEL}`,
    );
  }
  map.addSource("activite", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer(
    {
      id: "activite",
      type: "circle",
      source: "activite",
      paint: {
        "circle-radius": 5,
        "circle-color": ["case", ["==", ["get", "told"], "oui"], LANTERN_FILL, PAPER],
        "circle-stroke-color": ["case", ["==", ["get", "told"], "oui"], INK, LANTERN],
        "circle-stroke-width": ["case", ["==", ["get", "told"], "oui"], 1, 2.5],
      },
    },
    "site-atelier",
  );
  map.addLayer(
    {
      id: "site-inconnu",
      type: "circle",
      source: "site",
      filter: ["==", ["get", "kind"], "inconnu"],
      paint: { "circle-radius": 3.5, "circle-color": COOL, "circle-stroke-color": PAPER, "circle-stroke-width": 1 },
    },
    "site-siege",
  );
  map.setFilter("site-permanence", ["==", ["get", "kind"], "permanence"] as never);
  map.setLayoutProperty(`fill-${LEVEL}`, "visibility", "visible");
  for (const name of PATTERNS) showPattern(map, name, LEVEL, name);
}

/** Colours of the EPCI, or of the communes under the lines of the EPCI; of a policy in its tab. */
function paint(map: MapLibre, painter: Painter): void {
  const shown = presence.data.value;
  const told = policies.data.value;
  const fine = view.value?.maille === "commune" && !ofPolicies.value;
  map.setPaintProperty(`fill-${LEVEL}`, "fill-opacity", fine ? 0 : FILL_OPACITY);
  map.setPaintProperty("fill-commune", "fill-opacity", fine ? FILL_OPACITY : 0);
  map.setLayoutProperty("fill-commune", "visibility", fine ? "visible" : "none");
  showBoundaries(map, LEVEL);
  if (ofPolicies.value) {
    if (told && view.value) {
      const rows = policyRows(told, view.value.politique);
      painter.show(LEVEL, new Map([...rows].map(([row, known]) => [row, policyLook(known)])));
    }
  } else if (shown) {
    const { units, communes } = shown;
    // Lines over the colours of the communes would hide them: an EPCI without contact is then told beside the map.
    const look = (i: number) => (fine ? NO_DATA : lookOf(distanceOf(units, i)));
    painter.show(LEVEL, new Map(units.row.map((row, i) => [row, look(i)])));
    if (fine) painter.show("commune", new Map(communes.row.map((row, i) => [row, toneOf(communes.class[i])])));
  }
  map.triggerRepaint();
}

interface Sign {
  type: "Feature";
  geometry: { type: "Point"; coordinates: [number, number] };
  properties: Record<string, string>;
}

interface Signs {
  type: "FeatureCollection";
  features: Sign[];
}

const signs = (features: Sign[]): Signs => ({ type: "FeatureCollection", features });
const point = (coordinates: [number, number], properties: Record<string, string>): Sign => ({
  type: "Feature",
  geometry: { type: "Point", coordinates },
  properties,
});

/** The places whose kind is shown; the ring of a workshop's place is asked for by its basis. */
function sites(): Signs {
  const shown = (!ofPolicies.value && presence.data.value?.sites) || [];
  const features = shown.flatMap(({ point: at, kind, site }) =>
    at && shows(kind) ? [point(at, { site, kind, basis: kind === "atelier" ? "atelier" : "" })] : [],
  );
  return signs(features);
}

/** A sign in each EPCI of which activity is told. */
function activity(): Signs {
  const index = territories.data.value;
  const units = presence.data.value?.units;
  if (!index || !units || ofPolicies.value || !shows("activite")) return signs([]);
  const features = index.rows.flatMap((row, k) => {
    const told = units.activity[places.value.get(row) ?? -1];
    const [lon, lat] = [index.lon[k], index.lat[k]];
    const here = typeof lon === "number" && typeof lat === "number";
    return here && (told === "oui" || told === "ensuite") ? [point([lon, lat], { told })] : [];
  });
  return signs(features);
}

/** Territories of the declared zones, by level. */
const declared = computed(() => {
  const rows: Partial<Record<string, number[]>> = {};
  if (ofPolicies.value || !shows("zones")) return rows;
  for (const zone of presence.data.value?.zones ?? []) (rows[zone.level] ??= []).push(zone.row);
  return rows;
});
