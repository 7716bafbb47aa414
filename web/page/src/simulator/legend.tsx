// The legend in words: the bands of minutes, the enclosed EPCI, the sites by their kind.
import { patternFill } from "../chart/pattern-defs";
import { COOL, INK, PAPER } from "../colour";
import { LegendFoot } from "../map/legend-foot";
import { typeset } from "../typeset";
import { colourOf, wordsOf, type Band } from "./bands";
import { drawingOf, kindOf, KINDS, type MarkKind } from "./mark";
import { aroundPlaces, go, shown, view } from "./state";

export function Legend() {
  const told = shown.value;
  if (!told) return null;
  const { bands, communes, sites } = told;
  const unknown = communes.absence.includes("nd");
  const classes: Band[] = [...bands.keys(), "beyond", ...(unknown ? (["unknown"] as const) : [])];
  const present = new Set<MarkKind>(sites.map(kindOf));
  return (
    <div class="legend" data-test="legend">
      <h2>{typeset("Trajet vers le lieu le plus proche")}</h2>
      <ul>
        {classes.map((band) => (
          <li key={band}>
            <svg width="26" height="14" aria-hidden="true">
              <rect x="0.5" y="0.5" width="25" height="13" fill={colourOf(band, bands)} stroke="#C9C0B0" />
            </svg>
            {typeset(wordsOf(band, bands))}
          </li>
        ))}
        <li>
          <svg width="26" height="14" aria-hidden="true">
            <rect x="0.5" y="0.5" width="25" height="13" fill={PAPER} stroke="#C9C0B0" />
            <rect x="0.5" y="0.5" width="25" height="13" fill={patternFill("accompagnement")} />
          </svg>
          EPCI enclavé
        </li>
        {told.freed.length > 0 && (
          <li>
            <svg width="26" height="14" aria-hidden="true">
              <rect x="2" y="2" width="22" height="10" fill="none" stroke={INK} stroke-width="2.5" />
            </svg>
            EPCI désenclavé
          </li>
        )}
        {aroundPlaces.value.length > 0 && (
          <li data-test="around-key">
            <svg width="26" height="14" aria-hidden="true">
              <rect
                x="2"
                y="2"
                width="22"
                height="10"
                fill="none"
                stroke={COOL}
                stroke-width="2"
                stroke-dasharray="5 3"
              />
            </svg>
            {typeset(view.value?.autour?.nom || "Zone choisie")}
          </li>
        )}
        {KINDS.filter(([kind]) => present.has(kind)).map(([kind, words]) => (
          <li key={kind} class="mark-key">
            <span dangerouslySetInnerHTML={{ __html: drawingOf(kind) }} />
            {typeset(words)}
          </li>
        ))}
      </ul>
      <LegendFoot toTable={() => go({ tableau: true })} synthetic={told.synthetic} />
    </div>
  );
}
