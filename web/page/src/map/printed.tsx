// A drawn map cannot always be printed: a picture of it, with its names, is made when printing starts.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "preact/hooks";
import { WATER } from "../colour";
import { hovered, panelOpen, zoomedIn } from "../state";
import { padding } from "./camera";
import type { LabelLayer } from "./label";

const PRINT_MARGIN = 16;

export function PrintedMap({ map, names }: { map: MapLibre | null; names: LabelLayer | null }) {
  const picture = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!map || !names) return;
    const take = () => {
      const canvas = picture.current;
      const context = canvas?.getContext("2d");
      if (!canvas || !context) return;
      hovered.value = null;
      map.redraw();
      const drawn = map.getCanvas();
      const ratio = drawn.width / map.getContainer().clientWidth;
      // The title and the panel are printed beside the map: what they hide of it on the screen is left out.
      const { left = 0, right = 0 } = padding(map.getContainer(), panelOpen.peek());
      const from = zoomedIn.peek() ? 0 : Math.max(0, left - PRINT_MARGIN);
      const width = map.getContainer().clientWidth - from - Math.max(0, right - PRINT_MARGIN);
      canvas.width = width * ratio;
      canvas.height = drawn.height;
      context.fillStyle = WATER;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(drawn, -from * ratio, 0);
      context.scale(ratio, ratio);
      context.translate(-from, 0);
      names.draw(context);
    };
    addEventListener("beforeprint", take);
    return () => removeEventListener("beforeprint", take);
  }, [map, names]);
  return <canvas class="printed-map" ref={picture} width="0" height="0" aria-hidden="true" data-test="printed-map" />;
}
