// The layers that may lie over the colours, each a switch.
import { LAYERS, type Layer } from "../link";
import { go, view } from "../state";

const NAME: Record<Layer, string> = {
  offre: "Zones blanches : offre",
  foyer_froid: "Zones blanches : foyer froid",
  accompagnement: "Zones blanches : accompagnement",
  recours: "Zones blanches : recours",
  fiabilite: "Taux peu fiables",
  surveillance: "Zones à surveiller",
  operateurs: "Opérateurs",
};

export function Layers() {
  const shown = view.value?.couches ?? [];
  return (
    <ul class="layers" aria-label="Couches">
      {LAYERS.map((layer) => {
        const on = shown.includes(layer);
        return (
          <li key={layer}>
            <button
              type="button"
              role="switch"
              aria-checked={on}
              data-test={`layer-${layer}`}
              onClick={() => go({ couches: LAYERS.filter((each) => (each === layer ? !on : shown.includes(each))) })}
            >
              <span>{NAME[layer]}</span>
              <span class="switch" aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
