// Which boundaries show at a level: thin ones between its own units, stronger ones for what is coarser.
import type { Map as MapLibre } from "maplibre-gl";
import { boundaryRanks } from "./style";

/** Boundary layers by the finest level at which they show, as a rank of `limite`. */
const BOUNDARY_RANK = {
  "limite-departement": 2,
  "paper-epci": 3,
  "brown-epci": 3,
  "paper-commune": 4,
  "brown-commune": 4,
};

export function showBoundaries(map: MapLibre, level: string): void {
  const finest = boundaryRanks(level as never);
  for (const [id, rank] of Object.entries(BOUNDARY_RANK)) {
    map.setLayoutProperty(id, "visibility", (rank === 2 ? rank <= finest : rank === finest) ? "visible" : "none");
  }
}
