// The three buttons of a map: nearer, farther, the whole again.
import type { Map as MapLibre } from "maplibre-gl";
import { HomeIcon, MinusIcon, PlusIcon } from "../icon";

const BY_READER = { originalEvent: true };

export const Zoom = ({ map, home }: { map: MapLibre; home: () => void }) => (
  <div class="zoom">
    <button type="button" aria-label="Agrandir" onClick={() => map.zoomIn({ duration: 150 }, BY_READER)}>
      <PlusIcon />
    </button>
    <button type="button" aria-label="Réduire" onClick={() => map.zoomOut({ duration: 150 }, BY_READER)}>
      <MinusIcon />
    </button>
    <button type="button" aria-label="Recadrer sur le territoire montré" onClick={home}>
      <HomeIcon />
    </button>
  </div>
);
