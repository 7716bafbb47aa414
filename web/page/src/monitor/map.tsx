// The map of the deployment and what stands on it: the question, the choices, the sentence that reads it, the legend, the box beside the
// pointer. Where no map can be drawn the table stands in its place.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef, useState } from "preact/hooks";
import type { LabelLayer } from "../map/label";
import { PrintedMap } from "../map/printed";
import { Zoom } from "../map/zoom";
import { fit } from "../map/camera";
import { zoomedIn } from "../state";
import { NARROW, typeset } from "../typeset";
import { Choices } from "./choices";
import { Legend } from "./legend";
import { units, view } from "./state";
import { MonitorTooltip } from "./tooltip";
import { UnitsTable } from "./units-table";

const HELP =
  "Flèches : aller d’un EPCI à l’autre. Échap : quitter. Maj et flèches : déplacer la carte. + et − : zoomer. Le tableau porte les mêmes chiffres.";

export function MonitorMap() {
  const host = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<{ map: MapLibre; labels: LabelLayer; home: () => void } | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    // The map library comes beside the page: findings, curves and figures do not wait for it.
    import("./monitor-map")
      .then(({ makeMonitorMap, extent }) => {
        if (!host.current || !labels.current) return;
        const margins = () => [
          ...document.querySelectorAll(
            ".monitor .map-title > *, .monitor .legend, .map-buttons, .maplibregl-ctrl-scale",
          ),
        ];
        const drawn = makeMonitorMap({ map: host.current, labels: labels.current, margins });
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
    <section class="map-pane" aria-label="Carte" id="carte" tabIndex={-1} data-loading={units.loading.value}>
      <div class="map-face" data-hidden={tabled}>
        <div class="map" ref={host} data-test="map" />
        <div class="labels" ref={labels} aria-hidden="true" />
        <p class="map-help" id="carte-aide">
          {typeset(HELP)}
        </p>
        {!tabled && (
          <div class="map-margin">
            <MapTitle />
            <Legend />
          </div>
        )}
        {made && (
          <div class="map-buttons">
            <Zoom map={made.map} home={made.home} />
          </div>
        )}
        {made && <MonitorTooltip map={made.map} />}
        <PrintedMap map={made?.map ?? null} names={made?.labels ?? null} />
      </div>
      {tabled && <UnitsTable without={missing} />}
    </section>
  );
}

function MapTitle() {
  const shown = units.data.value;
  return (
    <div class={zoomedIn.value ? "map-title over" : "map-title"}>
      <h2 class="map-question" data-test="map-title">
        Où l’aide <span class="whole">est-elle arrivée{NARROW}?</span>
      </h2>
      <Choices />
      {shown ? (
        <p class="reading" data-test="map-sentence">
          {typeset(shown.sentence)}
        </p>
      ) : (
        <div aria-hidden="true">
          <div class="bone" />
          <div class="bone" />
        </div>
      )}
    </div>
  );
}
