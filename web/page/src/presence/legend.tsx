// The legend: the colours of the minutes, then the layers, each with its sign and a box to show it; in the tab of policies, what is said.
import { patternFill } from "../chart/pattern-defs";
import { COOL, INK, LANTERN, LANTERN_FILL, PAPER, TONES } from "../colour";
import { LegendFoot } from "../map/legend-foot";
import { typeset } from "../typeset";
import { distanceOf, lookOf, policyLook, wordsOf, type Distance } from "./classes";
import { LAYERS, type Layer } from "./link";
import { go, ofPolicies, presence, shows, view, year } from "./state";

export const LAYER_WORDS: Record<Layer, string> = {
  siege: "Sièges",
  antenne: "Antennes",
  permanence: "Permanences",
  inconnu: "Lieux de nature inconnue",
  atelier: "Ateliers : pas un bureau",
  zones: "Zones déclarées : pas une présence",
  activite: "Activité réelle",
};

export function Legend() {
  return (
    <div class="legend" data-test="legend">
      {ofPolicies.value ? <OfPolicies /> : <OfMinutes />}
      <LegendFoot
        toTable={() => go({ tableau: true })}
        synthetic={presence.data.value?.synthetic === true && !ofPolicies.value}
      />
    </div>
  );
}

function OfMinutes() {
  const shown = presence.data.value;
  if (!shown) return null;
  const { units, bounds, minutes } = shown;
  const fine = view.value?.maille === "commune";
  const near = [...bounds.map((_, i) => i), bounds.length];
  // A class that no territory can be in is not in the legend: beyond the reach a territory has a contact only where one stands in it.
  const seen = new Set(units.row.map((_, i) => distanceOf(units, i)));
  const classes: Distance[] = fine
    ? near
    : near.filter((each) => seen.has(each) || (bounds[each] ?? Infinity) <= minutes);
  if (seen.has("sans") && !fine) classes.push("sans");
  if (seen.has("inconnu")) classes.push("inconnu");
  return (
    <>
      <h2>{typeset(`Contact le plus proche${year.value === null ? "" : `, ${year.value}`}`)}</h2>
      <ul>
        {classes.map((each) => (
          <li key={each} data-class={each}>
            <Swatch of={each} />
            {typeset(wordsOf(each, bounds, minutes))}
          </li>
        ))}
      </ul>
      <fieldset class="layers">
        <legend>Couches</legend>
        {LAYERS.map((each) => (
          <label key={each}>
            <input
              type="checkbox"
              data-test={`layer-${each}`}
              checked={shows(each)}
              onChange={({ currentTarget: { checked } }) => toggle(each, checked)}
            />
            <Sign of={each} />
            {typeset(LAYER_WORDS[each])}
          </label>
        ))}
        {shows("activite") && (
          <p class="activity-key">
            <Sign of="activite" />
            {typeset("dernier bénéficiaire cette année ;")} <Ring /> une année suivante
          </p>
        )}
      </fieldset>
    </>
  );
}

function toggle(layer: Layer, on: boolean): void {
  const before = view.value?.couches ?? [];
  go({ couches: LAYERS.filter((each) => (each === layer ? on : before.includes(each))) });
}

function OfPolicies() {
  const lines = [
    ["dit", "dit par un document"],
    ["vise", "visé par un document"],
    [null, "inconnu"],
  ] as const;
  return (
    <>
      <h2>Ce que disent les documents</h2>
      <ul>
        {lines.map(([known, words]) => (
          <li key={words}>
            <Box look={policyLook(known)} dots={known === "vise"} />
            {words}
          </li>
        ))}
      </ul>
    </>
  );
}

export const Swatch = ({ of }: { of: Distance }) => <Box look={lookOf(of)} lines={of === "sans"} />;

function Box({ look, lines = false, dots = false }: { look: number; lines?: boolean; dots?: boolean }) {
  const pattern = lines ? "foyer_froid" : dots ? "fiabilite" : null;
  return (
    <svg width="26" height="14" aria-hidden="true">
      <rect x="0.5" y="0.5" width="25" height="13" fill={TONES[look & 0xff] ?? "none"} stroke="#C9C0B0" />
      {pattern && <rect x="0.5" y="0.5" width="25" height="13" fill={patternFill(pattern)} />}
    </svg>
  );
}

/** The signs as the map draws them (map/style.ts, presence-map.ts). */
export function Sign({ of }: { of: Layer }) {
  return (
    <svg width="26" height="14" aria-hidden="true">
      {of === "zones" ? (
        <rect
          x="2"
          y="2"
          width="22"
          height="10"
          fill="none"
          stroke={COOL}
          stroke-width="1.6"
          stroke-dasharray="4 2.4"
        />
      ) : (
        <circle cx="13" cy="7" {...SIGNS[of]} />
      )}
    </svg>
  );
}

/** The sign of activity that is told of a later year only. */
const Ring = () => (
  <svg width="14" height="14" aria-hidden="true">
    <circle cx="7" cy="7" r="4.5" fill={PAPER} stroke={LANTERN} stroke-width="2.5" />
  </svg>
);

const SIGNS: Record<Exclude<Layer, "zones">, { r: number; fill: string; stroke: string; "stroke-width": number }> = {
  siege: { r: 5.5, fill: INK, stroke: PAPER, "stroke-width": 1.5 },
  antenne: { r: 4.5, fill: "#FFFFFF", stroke: INK, "stroke-width": 2.5 },
  permanence: { r: 3, fill: INK, stroke: PAPER, "stroke-width": 1 },
  inconnu: { r: 3.5, fill: COOL, stroke: PAPER, "stroke-width": 1 },
  atelier: { r: 4, fill: PAPER, stroke: COOL, "stroke-width": 1.25 },
  activite: { r: 5, fill: LANTERN_FILL, stroke: INK, "stroke-width": 1 },
};
