// Which boundaries show at a level: thin ones between its own units, stronger ones for what is coarser.
import type { Map as MapLibre } from "maplibre-gl";
import { boundaryRanks, INSIDE } from "./style";

/** Rank of `limite` from which on the borders of departments show. */
const DEPARTEMENT = 2;

export function showBoundaries(map: MapLibre, level: string): void {
  const show = (id: string, shown: boolean) =>
    map.getLayer(id) && map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
  show("limite-departement", boundaryRanks(level as never) >= DEPARTEMENT);
  for (const each of INSIDE) {
    show(`paper-${each}`, each === level);
    show(`brown-${each}`, each === level);
  }
}
