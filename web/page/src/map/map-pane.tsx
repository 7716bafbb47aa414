// The map and what stands on it: the title with the sentence that reads it, the legend, the tooltip, the zoom, the way overseas.
import type { Map as MapLibre } from "maplibre-gl";
import type { FunctionComponent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { territoriesAddress } from "../api/address";
import type { Territories } from "../api/document";
import { answer } from "../api/resource";
import { Legend } from "../legend/legend";
import { Prose } from "../prose";
import { crossing, own, ownCrossed, ownOnMap, ownShown } from "../own/own";
import { READING } from "../column/reading";
import type { Reading } from "../link";
import { clusters, go, indicators, panelOpen, reading, second, series, tab, view, zoomedIn } from "../state";
import { typeset } from "../typeset";
import { fit, isPhone, METROPOLE } from "./camera";
import { HELP } from "./keyboard";
import type { LabelLayer } from "./label";
import { StillMap, type Missing } from "./still";
import { PrintedMap } from "./printed";
import { Tooltip } from "./tooltip";
import { Zoom } from "./zoom";

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
  const [names, setNames] = useState<LabelLayer | null>(null);
  const [missing, setMissing] = useState<Missing | null>(null);
  useEffect(() => {
    // The map library comes beside the page and runs once the page is there: title, legend and table do not wait for it.
    import("./explorer-map")
      .then(
        ({ makeMap }) => {
          if (!host.current || !labels.current) return;
          const made = makeMap({
            map: host.current,
            labels: labels.current,
            margins: () => [
              ...document.querySelectorAll(
                ".map-title, .legend, .panel:not(.none), .map-buttons, .maplibregl-ctrl-scale, .signs",
              ),
            ],
          });
          window.lanterne = { map: made.map };
          setMap(made.map);
          setNames(made.labels);
        },
        () => setMissing("code"),
      )
      .catch(() => setMissing("webgl"));
  }, []);
  useEffect(() => () => map?.remove(), [map]);
  const twinned = reading.value === "deux_cartes" && !isPhone();
  const [Twin, setTwin] = useState<FunctionComponent<{ of: MapLibre }> | null>(null);
  useEffect(() => {
    if (twinned) void import("./twin").then((loaded) => setTwin(() => loaded.Twin));
  }, [twinned]);
  return (
    <section
      aria-label="Carte"
      class={twinned ? "map-pane twinned" : "map-pane"}
      id="carte"
      ref={pane}
      data-loading={series.loading.value}
    >
      <div class="map" ref={host} data-test="map" />
      <div class="labels" ref={labels} aria-hidden="true" />
      <p class="map-help" id="carte-aide">
        {typeset(HELP)}
      </p>
      {missing && <StillMap missing={missing} />}
      <div class="map-margin">
        <Title />
        <Legend />
      </div>
      {map && <Buttons map={map} />}
      {map && <Tooltip map={map} />}
      {map && twinned && Twin && <Twin of={map} />}
      <PrintedMap map={map} names={names} />
    </section>
  );
}

/** The sentence of what the colours say, where they do not say the rate. */
function readBy(reading: Reading): string | undefined {
  if (reading === "croisement") return crossing.value?.sentence;
  if (reading === "foyers" || reading === "points_chauds") return clusters.data.value?.sentence;
  return undefined;
}

/** What the colours say; of two indicators crossed, the other one. */
function named(reading: Reading): string {
  if (reading === "croisement" && ownCrossed.value && ownShown.value) return `Croisés avec : ${ownShown.value.head}`;
  const other = indicators.value.find((each) => each.slug === second.value);
  return reading === "croisement" && other ? `Croisés avec : ${other.label}` : READING[reading];
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
  const read = reading.value;
  const sentence = readBy(read) ?? shown.sentence;
  const mine = ownOnMap.value;
  if (mine) {
    return (
      <div class={zoomedIn.value || view.value?.carte ? "map-title over" : "map-title"}>
        <h1 data-test="map-title">{typeset(mine.head)}</h1>
        <p class="subtitle">
          {typeset(
            own.value?.grid.notice ?? `Vos données, ${own.value?.grid.name ?? ""}, non vérifiées par l’observatoire`,
          )}
        </p>
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
      <h1 data-test="map-title">
        {typeset(shown.label)}
        {shown.filter && (
          <>
            <span class="unseen">{typeset(" : ")}</span>
            <span class="title-filter">{typeset(shown.filter.label)}</span>
          </>
        )}
      </h1>
      <p class="subtitle">
        {read !== "classes" && <strong data-test="reading">{typeset(`${named(read)}. `)}</strong>}
        {typeset(shown.subtitle)}
      </p>
      <p class="reading" title={typeset(sentence)} data-test="map-sentence">
        <Prose text={sentence} />
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
  const open = panelOpen.value;
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
      <Zoom map={map} home={home} />
    </div>
  );
}
