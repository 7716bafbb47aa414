// When tiles do not come: the page says it once, asks for them again, and is silent as soon as they are there. Tiles of a
// publication that another one has replaced are not asked again: the page must be loaded anew.
import { signal } from "@preact/signals";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";

/** `tuiles`: some did not come; `publication`: what is shown is no longer what is served. */
export const mapTrouble = signal<"tuiles" | "publication" | null>(null);

const AGAIN_MS = 4000;
const missing = new Set<string>();
let again: (() => void) | null = null;

/** Asks now for what is missing. */
export const retryTiles = (): void => again?.();

/** Of a source of tiles, those that lack; of a file, the whole. */
function askAgain(map: MapLibre, id: string): void {
  const source = map.getSource(id);
  if (source?.type === "vector") map.refreshTiles(id);
  if (source?.type !== "geojson") return;
  const { data } = (source as GeoJSONSource).serialize();
  if (typeof data === "string") (source as GeoJSONSource).setData(data);
}

export function watchTrouble(map: MapLibre): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const quiet = () => {
    if (missing.size === 0 && mapTrouble.peek() === "tuiles") mapTrouble.value = null;
  };
  again = () => {
    clearTimeout(timer);
    const sources = [...missing];
    missing.clear();
    for (const id of sources) askAgain(map, id);
    // What fails again says so before the next round; else the trouble is over, even where nothing is left to draw.
    timer = setTimeout(() => (missing.size > 0 ? again?.() : quiet()), AGAIN_MS);
  };
  map.on("error", (event) => {
    const { sourceId, error } = event as { sourceId?: string; error?: { status?: number } };
    if (!sourceId) return;
    if (error?.status === 410) {
      mapTrouble.value = "publication";
      return;
    }
    if (missing.size === 0 && mapTrouble.peek() === null) timer = setTimeout(() => again?.(), AGAIN_MS);
    missing.add(sourceId);
    if (mapTrouble.peek() !== "publication") mapTrouble.value = "tuiles";
  });
  map.on("idle", quiet);
}
