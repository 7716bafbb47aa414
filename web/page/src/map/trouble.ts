// When tiles do not come: the page says it once, asks for them again, and is silent as soon as they are there. Tiles of a
// publication that another one has replaced are not asked again: the page must be loaded anew.
import { signal } from "@preact/signals";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";

/** `tuiles`: some did not come; `publication`: what is shown is no longer what is served. */
export const mapTrouble = signal<"tuiles" | "publication" | null>(null);

/** What is missing is asked for again after this time. */
const AGAIN_MS = 4000;

interface TilePlace {
  x: number;
  y: number;
  z: number;
}

/** By source, the tiles that did not come; none of a file. */
const missing = new Map<string, TilePlace[]>();
let again: (() => void) | null = null;

/** What MapLibre tells of a source that failed. */
interface Failure {
  sourceId?: string;
  error?: { status?: number };
  tile?: { tileID: { canonical: TilePlace } };
}

/** Asks now for what is missing. */
export const retryTiles = (): void => again?.();

/** Of a source of tiles, those that lack, by their names: asked to refresh a whole source, MapLibre waits for ever for tiles that
 * failed. Of a file, the whole. */
function askAgain(map: MapLibre, id: string, places: TilePlace[]): void {
  const source = map.getSource(id);
  if (source?.type === "vector" && places.length > 0) map.refreshTiles(id, places);
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
    for (const [id, places] of sources) askAgain(map, id, places);
    // What fails again says so before the next round; else the trouble is over, even where nothing is left to draw.
    timer = setTimeout(() => (missing.size > 0 ? again?.() : quiet()), AGAIN_MS);
  };
  map.on("error", (event) => {
    const { sourceId, error, tile } = event as Failure;
    if (!sourceId) return;
    if (error?.status === 410) {
      mapTrouble.value = "publication";
      return;
    }
    if (missing.size === 0 && mapTrouble.peek() === null) timer = setTimeout(() => again?.(), AGAIN_MS);
    const places = missing.get(sourceId) ?? [];
    missing.set(sourceId, tile ? [...places, tile.tileID.canonical] : places);
    if (mapTrouble.peek() !== "publication") mapTrouble.value = "tuiles";
  });
  map.on("idle", quiet);
}
