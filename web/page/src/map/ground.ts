// What any map of the page begins with: the style of this server, flat and north up, and the images of its patterns.
import { Map as MapLibre, setWorkerUrl, type MapOptions } from "maplibre-gl";
import workerAddress from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { PATTERN_QUARTERS, patternImage, patternRatio } from "../pattern";
import { levels, snapshot } from "../state";
import { mapStyle, PATTERN_NAMES } from "./style";

setWorkerUrl(new URL(workerAddress, location.href).href);

/** Makes a map; throws when the browser has no WebGL. */
export function groundMap(container: HTMLElement, start: Partial<MapOptions>): MapLibre {
  const map = new MapLibre({
    container,
    style: mapStyle(levels.peek(), snapshot.peek()?.tiles ?? {}),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    maxZoom: 11.5,
    minZoom: 2.5,
    renderWorldCopies: false,
    transformRequest: (url) => ({ url: url.startsWith("/") ? location.origin + url : url }),
    locale: { "Map.Title": "Carte", "ScaleControl.Kilometers": "km", "ScaleControl.Meters": "m" },
    ...start,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disable();
  return map;
}

export function addPatterns(map: MapLibre): void {
  for (const name of PATTERN_NAMES) {
    const image = patternImage(name);
    for (const quarter of PATTERN_QUARTERS)
      map.addImage(`${name}-${quarter}`, image, { pixelRatio: patternRatio(quarter) });
  }
}
