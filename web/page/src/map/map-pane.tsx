// The map and what stands on it: the title with the sentence that reads it, the legend, the tooltip, the zoom, the way overseas.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef, useState } from "preact/hooks";
import { territoriesAddress } from "../api/address";
import type { Territories } from "../api/document";
import { answer } from "../api/resource";
import { HomeIcon, MinusIcon, PlusIcon } from "../icon";
import { Legend } from "../legend/legend";
import { go, hovered, series, tab, view, zoomedIn } from "../state";
import { typeset } from "../typeset";
import { fit, METROPOLE } from "./camera";
import { makeMap } from "./explorer-map";
import { Tooltip } from "./tooltip";

declare global {
  interface Window {
    lanterne?: { map?: MapLibre };
  }
}

export function MapPane() {
  const host = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    if (!host.current || !labels.current) return;
    try {
      const made = makeMap({
        map: host.current,
        labels: labels.current,
        margins: () => [
          ...document.querySelectorAll(
            ".map-title, .legend, .panel:not(.none), .map-buttons, .maplibregl-ctrl-scale, .signs",
          ),
        ],
      });
      window.lanterne = { map: made };
      setMap(made);
      return () => made.remove();
    } catch {
      setFailure(
        "Ce navigateur ne peut pas dessiner la carte (WebGL manque). Le tableau et les profils portent les mêmes chiffres.",
      );
      return;
    }
  }, []);
  return (
    <main class="map-pane" id="carte" ref={pane} data-loading={series.loading.value}>
      <div class="map" ref={host} data-test="map" />
      <div class="labels" ref={labels} aria-hidden="true" />
      {failure && (
        <p class="map-failure" role="alert">
          {failure}
        </p>
      )}
      <Title />
      <Legend />
      {map && <Buttons map={map} />}
      {map && <Tooltip map={map} />}
      <PrintedMap map={map} />
    </main>
  );
}

function Title() {
  const shown = series.data.value;
  if (!shown) {
    return (
      <div class="map-title waiting" aria-hidden="true">
        <div class="bone title" />
        <div class="bone" style="width:70%" />
        <div class="bone" />
      </div>
    );
  }
  return (
    <div class={zoomedIn.value || view.value?.carte ? "map-title over" : "map-title"}>
      <button
        type="button"
        class="title-button"
        onClick={() => (tab.value = "reglages")}
        tabIndex={-1}
        aria-hidden="true"
      />
      <h1 data-test="map-title">{typeset(shown.title)}</h1>
      <p class="subtitle">{typeset(shown.subtitle)}</p>
      <p class="reading" title={typeset(shown.sentence)}>
        {typeset(shown.sentence)}
      </p>
    </div>
  );
}

function Buttons({ map }: { map: MapLibre }) {
  const [overseas, setOverseas] = useState<Territories | null>(null);
  const region = view.value?.region ?? null;
  useEffect(() => {
    void answer<Territories>(territoriesAddress("region", null)).then(setOverseas, () => undefined);
  }, []);
  const open = view.value?.territoire !== null;
  const home = () => {
    const i = region === null ? -1 : (overseas?.code.indexOf(region) ?? -1);
    go({ carte: null }, "replace");
    fit(map, overseas?.bbox[i] ?? METROPOLE, open, true);
  };
  return (
    <div class="map-buttons">
      {region === null && overseas && (
        <nav class="overseas" aria-label="Aller à">
          <button type="button" onClick={home}>
            Métropole
          </button>
          {overseas.code.map((code, i) =>
            /^0[1-6]$/.test(code) && overseas.bbox[i] ? (
              <button
                key={code}
                type="button"
                data-test={`go-${code}`}
                onClick={() => fit(map, overseas.bbox[i] ?? METROPOLE, open, false)}
              >
                {typeset(overseas.name[i] ?? code)}
              </button>
            ) : null,
          )}
        </nav>
      )}
      <div class="zoom">
        <button
          type="button"
          aria-label="Agrandir"
          onClick={() => map.zoomIn({ duration: 150 }, { originalEvent: true })}
        >
          <PlusIcon />
        </button>
        <button
          type="button"
          aria-label="Réduire"
          onClick={() => map.zoomOut({ duration: 150 }, { originalEvent: true })}
        >
          <MinusIcon />
        </button>
        <button type="button" aria-label="Recadrer sur le territoire montré" onClick={home}>
          <HomeIcon />
        </button>
      </div>
    </div>
  );
}

/** A drawn map cannot always be printed: an image of it is made when printing starts. */
function PrintedMap({ map }: { map: MapLibre | null }) {
  const [image, setImage] = useState("");
  useEffect(() => {
    if (!map) return;
    const take = () => {
      hovered.value = null;
      map.redraw();
      setImage(map.getCanvas().toDataURL("image/png"));
    };
    addEventListener("beforeprint", take);
    return () => removeEventListener("beforeprint", take);
  }, [map]);
  return image ? <img class="printed-map" src={image} alt="" /> : null;
}
