// Where the box beside the pointer stands: by the pointer, or by the keyboard's cursor on a territory.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useState } from "preact/hooks";
import type { Territories } from "../api/document";
import { keyboardCursor } from "../state";

export interface Spot {
  x: number;
  y: number;
}

/** The place on the map of what is pointed at, of a territory of the index; `null` before anything was. */
export function usePointer(map: MapLibre): (index: Territories, place: number) => Spot | null {
  const [pointer, setPointer] = useState<Spot | null>(null);
  useEffect(() => {
    const move = map.on("mousemove", (event) => setPointer({ x: event.point.x, y: event.point.y }));
    return () => move.unsubscribe();
  }, [map]);
  const [, moved] = useState(0);
  useEffect(() => {
    const rest = map.on("moveend", () => keyboardCursor.peek() && moved((n) => n + 1));
    return () => rest.unsubscribe();
  }, [map]);
  return (index, place) => (keyboardCursor.value ? pointOf(map, index, place) : pointer);
}

/** Where the keyboard's cursor stands. */
function pointOf(map: MapLibre, index: Territories, place: number): Spot | null {
  const [lon, lat] = [index.lon[place], index.lat[place]];
  return typeof lon === "number" && typeof lat === "number" ? map.project([lon, lat]) : null;
}
