// The legend in words: the year of the last beneficiary, then the two kinds of none, each with its own pattern and outline.
import { patternFill } from "../chart/pattern-defs";
import { COOL, INK, PAPER } from "../colour";
import { LegendFoot } from "../map/legend-foot";
import { typeset } from "../typeset";
import { classesOf, colourOf, OPACITY, PATTERN_OF, wordsOf, type UnitClass } from "./classes";
import { finding, go, units } from "./state";

export function Legend() {
  const shown = units.data.value;
  if (!shown) return null;
  const closed = shown.verdict.includes("nd");
  const classes: UnitClass[] = [...classesOf(shown.window), ...(closed ? (["ferme"] as const) : [])];
  return (
    <div class="legend" data-test="legend">
      <h2>{typeset(`Dernier bénéficiaire, de ${shown.window[0]} à ${shown.window[1]}`)}</h2>
      <ul>
        {classes.map((each) => (
          <li key={each} data-class={each}>
            <Swatch of={each} />
            {typeset(wordsOf(each, shown.window))}
          </li>
        ))}
        {(finding.value?.codes.length ?? 0) > 0 && (
          <li>
            <svg width="26" height="14" aria-hidden="true">
              <rect x="2" y="2" width="22" height="10" fill="none" stroke={PAPER} stroke-width="4" />
              <rect x="2" y="2" width="22" height="10" fill="none" stroke={INK} stroke-width="2.5" />
            </svg>
            EPCI du constat choisi
          </li>
        )}
      </ul>
      <LegendFoot toTable={() => go({ tableau: true })} synthetic={shown.synthetic} />
    </div>
  );
}

export function Swatch({ of }: { of: UnitClass }) {
  const pattern = PATTERN_OF[of];
  return (
    <svg width="26" height="14" aria-hidden="true">
      <rect x="0.5" y="0.5" width="25" height="13" fill={colourOf(of)} stroke="#C9C0B0" />
      {pattern && (
        <rect x="0.5" y="0.5" width="25" height="13" fill={patternFill(pattern)} opacity={OPACITY[pattern]} />
      )}
      {of === "exclu" && <rect x="1" y="1" width="24" height="12" fill="none" stroke={COOL} stroke-width="2" />}
    </svg>
  );
}
