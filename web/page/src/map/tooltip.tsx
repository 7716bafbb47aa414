// The ink box beside the pointer: name, value, interval, and the reason when the territory is white.
import type { Map as MapLibre } from "maplibre-gl";
import { standingOf } from "../compose/shown";
import { figure, interval } from "../number";
import { crossing, ownShown } from "../own/own";
import { saidOf } from "../legend/cluster-key";
import { clusters, hovered, panelOpen, positions, reading, series, territories, view, whiteZones } from "../state";
import { typeset } from "../typeset";
import { padding } from "./camera";
import { usePointer } from "./pointer";

/** How a territory stands to the one being composed, and what a click does. */
const STANDING = {
  in: "dans le territoire composé ; un clic l’enlève",
  part: "en partie dans le territoire composé ; un clic l’ajoute",
  out: "un clic l’ajoute",
};

export function Tooltip({ map }: { map: MapLibre }) {
  const spot = usePointer(map);
  const row = hovered.value;
  const shown = series.data.value;
  const index = territories.data.value;
  if (row === null || !shown || index?.level !== shown.level) return null;
  const i = positions.value.get(row);
  const place = index.rows.indexOf(row);
  if (i === undefined || place < 0) return null;
  const at = spot(index, place);
  if (!at) return null;
  const published = shown.published.find((each) => each.row === row);
  const range = interval(shown.low[i], shown.high[i], shown.decimals);
  const { right = 0 } = padding(map.getContainer(), panelOpen.value);
  const leftward = at.x > map.getContainer().clientWidth - right - 256;
  return (
    <div
      class={leftward ? "tooltip leftward" : "tooltip"}
      style={{ transform: `translate(${at.x + (leftward ? -14 : 14)}px, ${Math.max(8, at.y - 18)}px)` }}
      data-test="tooltip"
      aria-hidden="true"
    >
      <p>
        {typeset(index.name[place] ?? "")}{" "}
        <strong>
          {published && shown.value[i] === null
            ? figure(published.value, null, shown.decimals)
            : figure(shown.value[i], shown.absence[row], shown.decimals)}
        </strong>
      </p>
      {range && (
        <p class="more">
          de {range}
          {shown.reliable[i] === false && " ; taux peu fiable"}
        </p>
      )}
      {published && (
        <p class="more">
          {typeset(`publié : ${[published.source, published.year].filter((word) => word).join(", ")}`)}
        </p>
      )}
      {index.partial[place] && <p class="more">territoire partiel</p>}
      {ownShown.value && (
        <p class="more">{typeset(`${ownShown.value.head} : ${figure(ownShown.value.values.get(row), null, 2)}`)}</p>
      )}
      {standingOf.value && (
        <p class="more">{typeset(STANDING[standingOf.value(index.level, index.code[place] ?? "")])}</p>
      )}
      <Said row={row} />
      <WhiteReasons row={row} />
    </div>
  );
}

/** What the colours say of it, where they do not say the rate. */
function Said({ row }: { row: number }) {
  const read = reading.value;
  const tests = clusters.data.value;
  const crossed = crossing.value;
  if ((read === "foyers" || read === "points_chauds") && tests) {
    const k = tests.row.indexOf(row);
    const q = (read === "foyers" ? tests.q : tests.gi_q)[k];
    const why = tests.untested[row];
    if (k < 0) return null;
    const more = typeof q === "number" ? ` ; q ${figure(q, null, 3)}` : why ? ` : ${why}` : "";
    return <p class="more">{typeset(saidOf(tests, read, k) + more)}</p>;
  }
  if (read === "croisement" && crossed) {
    const { short, decimals, value } = crossed.y;
    return <p class="more">{typeset(`${short} : ${figure(value[crossed.row.indexOf(row)], null, decimals)}`)}</p>;
  }
  if (read === "cercles") {
    const amount = series.data.value?.numerator[positions.value.get(row) ?? -1];
    return typeof amount === "number" ? <p class="more">{typeset(`effectif : ${figure(amount, null, 0)}`)}</p> : null;
  }
  return null;
}

function WhiteReasons({ row }: { row: number }) {
  const tests = whiteZones.data.value;
  const layers = view.value?.couches ?? [];
  if (!tests) return null;
  const i = tests.rows.indexOf(row);
  const { offre, foyer_froid: foyerFroid, accompagnement, recours } = tests.kinds;
  return (
    <>
      {layers.includes("offre") && offre.verdict[i] === "oui" && (
        <p class="more">Zone blanche, offre{probability(offre.probability[i])}</p>
      )}
      {layers.includes("foyer_froid") && foyerFroid.verdict[i] === "oui" && (
        <p class="more">Zone blanche, foyer froid{gap(foyerFroid.z[i])}</p>
      )}
      {layers.includes("accompagnement") && accompagnement.verdict[i] === "oui" && (
        <p class="more">Zone blanche, accompagnement{minutes(accompagnement.minutes[i])}</p>
      )}
      {layers.includes("recours") && recours.verdict[i] === "oui" && (
        <p class="more">Zone blanche, recours{expected(recours.expected[i])}</p>
      )}
    </>
  );
}

const probability = (p: number | null | undefined) =>
  typeof p === "number" ? ` : probabilité ${figure(p, null, 2)}` : "";
const gap = (z: number | null | undefined) => (typeof z === "number" ? ` : z ${figure(z, null, 1)}` : "");
const minutes = (m: number | null | undefined) =>
  typeof m === "number" ? typeset(` : ${figure(m, null, 0)} min en moyenne`) : "";
const expected = (n: number | null | undefined) =>
  typeof n === "number"
    ? typeset(` : aucun bénéficiaire pour ${figure(n, null, 1)} ${n < 2 ? "attendu" : "attendus"}`)
    : "";
