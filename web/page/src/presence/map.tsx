// The map with what stands on it: the question, the choices, the legend with its layers, the box beside the pointer. Where no map can be
// drawn the table stands in its place.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef, useState } from "preact/hooks";
import { fit } from "../map/camera";
import type { LabelLayer } from "../map/label";
import { PrintedMap } from "../map/printed";
import { Zoom } from "../map/zoom";
import { zoomedIn } from "../state";
import { NARROW, typeset } from "../typeset";
import { Choices } from "./choices";
import { Legend } from "./legend";
import { ofPolicies, policies, presence, view } from "./state";
import { PresenceTable } from "./table";
import { PresenceTooltip } from "./tooltip";

const HELP =
  "Flèches : aller d’un EPCI à l’autre. Échap : quitter. Maj et flèches : déplacer la carte. + et − : zoomer. Le tableau porte les mêmes chiffres.";

export function PresenceMap() {
  const host = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<{ map: MapLibre; labels: LabelLayer; home: () => void } | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    // The map library comes beside the page: sentences and lists do not wait for it.
    import("./presence-map")
      .then(({ makePresenceMap, extent }) => {
        if (!host.current || !labels.current) return;
        const margins = () => [
          ...document.querySelectorAll(
            ".presence .map-title > *, .presence .legend, .map-buttons, .maplibregl-ctrl-scale",
          ),
        ];
        const drawn = makePresenceMap({ map: host.current, labels: labels.current, margins });
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
      data-loading={presence.loading.value || policies.loading.value}
    >
      <div class="map-face" data-hidden={tabled}>
        <div class="map" ref={host} data-test="map" />
        <div class="labels" ref={labels} aria-hidden="true" />
        <p class="map-help" id="carte-aide">
          {typeset(HELP)}
        </p>
        {!tabled && (
          <div class="map-margin">
            <div class={zoomedIn.value ? "map-title over" : "map-title"}>
              <h2 class="map-question" data-test="map-title">
                {ofPolicies.value ? "Quels EPCI ont une politique ESS" : "Où rencontrer un opérateur"}
                {`${NARROW}?`}
              </h2>
              <Choices />
            </div>
            <Legend />
          </div>
        )}
        {made && (
          <div class="map-buttons">
            <Zoom map={made.map} home={made.home} />
          </div>
        )}
        {made && <PresenceTooltip map={made.map} />}
        <PrintedMap map={made?.map ?? null} names={made?.labels ?? null} />
      </div>
      {tabled && <PresenceTable without={missing} />}
    </section>
  );
}
