// The territory being composed as one: a broad line around it, over the thin ones that its members keep between them. The server
// dissolves their borders, so that the line is that of what its profile is about.
import { effect } from "@preact/signals";
import type { LineLayerSpecification, Map as MapLibre, VectorTileSource } from "maplibre-gl";
import { INK, PAPER } from "../colour";
import { whole } from "../compose/shown";
import { SITE_LAYERS } from "./style";

const SOURCE = "composed";
/** Zooms of the tiles that are made on demand. */
const ZOOMS = { minzoom: 3, maxzoom: 10 };

const line = (id: string, colour: string, width: number): LineLayerSpecification => ({
  id: `${id}-${SOURCE}`,
  type: "line",
  source: SOURCE,
  "source-layer": "groupement",
  layout: { "line-join": "round" },
  paint: { "line-color": colour, "line-width": width },
});
const LINES = [line("casing", PAPER, 6.5), line("choice", INK, 3)];

/** Follows what is composed until it is called. */
export const followWhole = (map: MapLibre): (() => void) =>
  effect(() => {
    const parts = whole.value;
    const there = map.getSource<VectorTileSource>(SOURCE);
    const tiles = [`/tiles/live/groupement/{z}/{x}/{y}?${parts}`];
    if (parts !== null && there) there.setTiles(tiles);
    if (parts !== null && !there) {
      map.addSource(SOURCE, { type: "vector", tiles, ...ZOOMS });
      // Under the places of operators, over the outlines of the members.
      for (const each of LINES)
        map.addLayer(
          each,
          SITE_LAYERS.find((id) => map.getLayer(id)),
        );
    }
    if (parts === null && !there) return;
    for (const { id } of LINES) map.setLayoutProperty(id, "visibility", parts === null ? "none" : "visible");
  });
