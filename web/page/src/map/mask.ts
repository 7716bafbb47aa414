// What lies under the labels, as a small picture: the land shown, and what must stay readable (the declared zones, the choice).
// One query of the map and one drawing when it rests, instead of hundreds of queries.
import type { Map as MapLibre, MapGeoJSONFeature } from "maplibre-gl";

const SCALE = 4;

export interface Mask {
  /** On the territories shown. */
  land: (x: number, y: number) => boolean;
  /** On what no led label may cover. */
  kept: (x: number, y: number) => boolean;
}

export const NO_MASK: Mask = { land: () => false, kept: () => false };

export function maskOf(map: MapLibre, land: MapGeoJSONFeature[], kept: MapGeoJSONFeature[]): Mask {
  const { clientWidth, clientHeight } = map.getContainer();
  const width = Math.max(1, Math.ceil(clientWidth / SCALE));
  const height = Math.max(1, Math.ceil(clientHeight / SCALE));
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return NO_MASK;
  // Red says land, green says kept: they add up.
  context.globalCompositeOperation = "lighter";
  for (const [features, colour] of [
    [land, "#f00"],
    [kept, "#0f0"],
  ] as const) {
    context.fillStyle = colour;
    for (const { geometry } of features) {
      if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") continue;
      const polygons: number[][][][] = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      context.beginPath();
      for (const ring of polygons.flat()) {
        ring.forEach(([lon, lat], i) => {
          const { x, y } = map.project([lon as number, lat as number]);
          if (i === 0) context.moveTo(x / SCALE, y / SCALE);
          else context.lineTo(x / SCALE, y / SCALE);
        });
      }
      context.fill("evenodd");
    }
  }
  const { data } = context.getImageData(0, 0, width, height);
  const at = (channel: number) => (x: number, y: number) => {
    const [column, row] = [Math.round(x / SCALE), Math.round(y / SCALE)];
    if (column < 0 || row < 0 || column >= width || row >= height) return false;
    return (data[4 * (row * width + column) + channel] ?? 0) > 127;
  };
  return { land: at(0), kept: at(1) };
}
