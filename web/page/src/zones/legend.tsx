// The legend: the lists by their tone, the tests by their hatches.
import { patternFill } from "../chart/pattern-defs";
import { TONES } from "../colour";
import { LegendFoot } from "../map/legend-foot";
import { typeset } from "../typeset";
import type { Kind } from "./document";
import { CHOSEN, ROADMAP } from "./looks";
import { go, watch } from "./state";

export function Legend() {
  const shown = watch.data.value;
  if (!shown) return null;
  const own = shown.zones.some(({ origin }) => origin === "choisie");
  return (
    <div class="legend" data-test="legend">
      <h2>Zones à surveiller, EPCI par EPCI</h2>
      <ul>
        <li>
          <Box tone={ROADMAP} /> feuille de route (candidats)
        </li>
        {own && (
          <li>
            <Box tone={CHOSEN} /> votre liste
          </li>
        )}
        {shown.kinds.map((kind) => (
          <li key={kind} data-kind={kind}>
            <Box kind={kind} />{" "}
            {typeset(
              `le test tient : ${shown.known_kinds.find(({ slug }) => slug === kind)?.name.toLowerCase() ?? kind}`,
            )}
          </li>
        ))}
      </ul>
      <LegendFoot toTable={() => go({ tableau: true })} synthetic={shown.synthetic} />
    </div>
  );
}

function Box({ tone, kind }: { tone?: number; kind?: Kind }) {
  return (
    <svg width="26" height="14" aria-hidden="true">
      <rect
        x="0.5"
        y="0.5"
        width="25"
        height="13"
        fill={(tone !== undefined && TONES[tone]) || "#FFFFFF"}
        stroke="#C9C0B0"
      />
      {kind && <rect x="0.5" y="0.5" width="25" height="13" fill={patternFill(kind)} />}
    </svg>
  );
}
