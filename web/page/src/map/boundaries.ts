// Which boundaries show at a level: thin ones between its own units, stronger ones for what is coarser.
import type { Map as MapLibre } from "maplibre-gl";
import { boundaryRanks, INSIDE } from "./style";

/** Rank of `limite` from which on the borders of departments show. */
const DEPARTEMENT = 2;

/** `level`: null shows none. */
export function showBoundaries(map: MapLibre, level: string | null): void {
  const show = (id: string, shown: boolean) =>
    map.getLayer(id) && map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
  show("limite-departement", level !== null && boundaryRanks(level as never) >= DEPARTEMENT);
  for (const each of INSIDE) {
    show(`paper-${each}`, each === level);
    show(`brown-${each}`, each === level);
  }
}

/** What lies around the colours of a level. */
const AROUND = ["land", "border", "france", "limite-region", "cote", "perimeter"];

export function showAround(map: MapLibre, shown: boolean): void {
  for (const id of AROUND) map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
}
