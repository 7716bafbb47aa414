// The map of the simulator and what stands on it: the question, the legend, the box beside the hand or the pointer. Where no map can be
// drawn the table stands in its place.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef, useState } from "preact/hooks";
import { fit } from "../map/camera";
import type { LabelLayer } from "../map/label";
import { PrintedMap } from "../map/printed";
import { Zoom } from "../map/zoom";
import { zoomedIn } from "../state";
import { typeset } from "../typeset";
import { Legend } from "./legend";
import { placing, shown, shownResource, view } from "./state";
import { EpciTable } from "./table";
import { SimulatorTooltip } from "./tooltip";

const HELP =
  "Flèches : aller d’une commune à l’autre. Entrée : y ouvrir une permanence. Échap : quitter. Maj et flèches : déplacer la carte. + et − : zoomer. La liste permet d’ouvrir, de déplacer et de retirer sans la carte ; le tableau porte les mêmes chiffres.";

export function SimulatorMap() {
  const host = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<{ map: MapLibre; labels: LabelLayer; home: () => void } | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    // The map library comes beside the page: figures and scenarios do not wait for it.
    import("./simulator-map")
      .then(({ makeSimulatorMap, extent }) => {
        if (!host.current || !labels.current) return;
        const margins = () => [
          ...document.querySelectorAll(".simulator :is(.map-title > *, .legend), .map-buttons, .maplibregl-ctrl-scale"),
        ];
        const drawn = makeSimulatorMap({ map: host.current, labels: labels.current, margins });
        window.lanterne = { map: drawn.map };
        setMade({ ...drawn, home: () => fit(drawn.map, extent(), false, true) });
      })
      .catch(() => {
        setMissing(true);
        document.documentElement.dataset.ready = "true";
      });
  }, []);
  useEffect(() => () => made?.map.remove(), [made]);
  const tabled = missing || view.value?.tableau === true;
  return (
    <section
      class="map-pane"
      aria-label="Carte"
      id="carte"
      tabIndex={-1}
      data-loading={shownResource.value.loading.value}
    >
      <div class="map-face" data-hidden={tabled}>
        <div class="map" ref={host} data-test="map" data-placing={placing.value} />
        <div class="labels" ref={labels} aria-hidden="true" />
        <p class="map-help" id="carte-aide">
          {typeset(HELP)}
        </p>
        {!tabled && (
          <div class="map-margin">
            <div class={zoomedIn.value ? "map-title over" : "map-title"}>
              <h1 class="map-question">{typeset("Où faire venir la permanence ?")}</h1>
              <p class="reading">{typeset("Déplacez un lieu : les chiffres suivent votre geste.")}</p>
            </div>
            <Legend />
          </div>
        )}
        {made && (
          <div class="map-buttons">
            <Zoom map={made.map} home={made.home} />
          </div>
        )}
        {made && <SimulatorTooltip map={made.map} />}
        <PrintedMap map={made?.map ?? null} names={made?.labels ?? null} />
      </div>
      {tabled && shown.value && <EpciTable of={shown.value} without={missing} />}
    </section>
  );
}
