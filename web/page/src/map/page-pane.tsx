// A map and what stands on it: title, legend, zoom, box beside the pointer. Where no map can be drawn, or where it is asked for, the table
// stands in its place.
import type { Map as MapLibre } from "maplibre-gl";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { zoomedIn } from "../state";
import { typeset } from "../typeset";
import type { Hosts, Made } from "./page-map";
import { PrintedMap } from "./printed";
import { Zoom } from "./zoom";

interface Pane {
  /** The map's own module: it comes beside the page, whose words and figures do not wait for it. */
  load: () => Promise<{ make: (hosts: Hosts) => Made }>;
  /** What stands on the map and must not be written over, as a selector. */
  margins: string;
  /** How it is led by keyboard. */
  help: string;
  loading: boolean;
  tabled: boolean;
  /** A commune is about to be shown with the pointer. */
  placing?: boolean;
  title: ComponentChildren;
  legend: ComponentChildren;
  tooltip: (map: MapLibre) => ComponentChildren;
  /** The table; `without`: no map can be drawn here. */
  table: (without: boolean) => ComponentChildren;
}

export function PagePane({ load, margins, help, loading, tabled, placing, title, legend, tooltip, table }: Pane) {
  const host = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<Made | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    load()
      .then(({ make }) => {
        if (!host.current || !labels.current) return;
        const stand = () => [
          ...document.querySelectorAll(margins),
          ...document.querySelectorAll(".map-buttons, .maplibregl-ctrl-scale"),
        ];
        const drawn = make({ map: host.current, labels: labels.current, margins: stand });
        window.lanterne = { map: drawn.map };
        setMade(drawn);
      })
      .catch(() => {
        setMissing(true);
        document.documentElement.dataset.ready = "true";
      });
  }, []);
  useEffect(() => () => made?.map.remove(), [made]);
  const asTable = missing || tabled;
  return (
    <section class="map-pane" aria-label="Carte" id="carte" tabIndex={-1} data-loading={loading}>
      <div class="map-face" data-hidden={asTable}>
        <div class="map" ref={host} data-test="map" data-placing={placing} />
        <div class="labels" ref={labels} aria-hidden="true" />
        <p class="map-help" id="carte-aide">
          {typeset(help)}
        </p>
        {!asTable && (
          <div class="map-margin">
            <div class={zoomedIn.value ? "map-title over" : "map-title"}>{title}</div>
            {legend}
          </div>
        )}
        {made && (
          <div class="map-buttons">
            <Zoom map={made.map} home={made.home} />
          </div>
        )}
        {made && tooltip(made.map)}
        <PrintedMap map={made?.map ?? null} names={made?.labels ?? null} />
      </div>
      {asTable && table(missing)}
    </section>
  );
}
