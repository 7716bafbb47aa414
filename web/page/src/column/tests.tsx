// The parameters of the white-zone tests. The server recomputes; the page shows what it used and writes it in the link.
import { useRef } from "preact/hooks";
import type { WhiteZones } from "../api/document";
import type { TestParameters } from "../link";
import { NO_TESTS } from "../link";
import { MethodTerm } from "../method";
import { bound, decimal, percent } from "../number";
import { go, schemes, view, whiteZones } from "../state";
import { NARROW, typeset } from "../typeset";

type Name = "c" | "p" | "t" | "m" | "alpha" | "fenetre";

interface Slider {
  name: Name;
  label: string;
  /** Slug of the method it sets. */
  method: string;
  min: number;
  max: number;
  step: number;
  shown: (value: number) => string;
}

const SLIDERS: Slider[] = [
  {
    name: "c",
    label: "Offre faible : moins de",
    method: "zone_blanche_offre",
    min: 0.4,
    max: 1,
    step: 0.05,
    shown: (v) => `${percent(v)} du taux de référence`,
  },
  {
    name: "p",
    label: "Probabilité demandée",
    method: "probabilite_seuil",
    min: 0.8,
    max: 0.99,
    step: 0.01,
    shown: (v) => percent(v),
  },
  {
    name: "alpha",
    label: "Foyers froids et recours : fausses alertes acceptées",
    method: "fausses_decouvertes",
    min: 0.01,
    max: 0.2,
    step: 0.01,
    shown: (v) => percent(v),
  },
  {
    name: "t",
    label: "Loin : plus de",
    method: "temps_de_trajet",
    min: 10,
    max: 60,
    step: 5,
    shown: (v) => `${bound(v, 0)}${NARROW}min d’un lieu`,
  },
  {
    name: "m",
    label: "Part des habitants loin",
    method: "zone_blanche_accompagnement",
    min: 0.1,
    max: 1,
    step: 0.05,
    shown: (v) => `au moins ${percent(v)}`,
  },
  {
    name: "fenetre",
    label: "Recours : sans bénéficiaire depuis",
    method: "zone_blanche_recours",
    min: 1,
    max: 10,
    step: 1,
    shown: (v) => (v < 2 ? "un an" : `${bound(v, 0)} ans`),
  },
];

/** The served default of a parameter, under the name it has in the answer. */
const served = ({ parameters }: WhiteZones, name: Name): number =>
  name === "fenetre" ? parameters.years : parameters[name];

const PAUSE_MS = 60;

export function Tests() {
  const asked = view.value?.tests ?? NO_TESTS;
  const used = whiteZones.data.value;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const changed = Object.values(asked).some((value) => value !== null);
  if (!used) return null;

  function set(change: Partial<TestParameters>) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go({ tests: { ...asked, ...change } }, "replace"), PAUSE_MS);
  }

  return (
    <details class="tests" open={changed}>
      <summary data-test="tests">Critères des zones blanches</summary>
      {SLIDERS.map(({ name, label, method, min, max, step, shown }) => {
        const value = asked[name] ?? served(used, name);
        return (
          <div key={name} class="slider">
            <span>
              <MethodTerm slug={method}>{typeset(label)}</MethodTerm>
            </span>
            <output>{shown(value)}</output>
            <input
              type="range"
              aria-label={typeset(label)}
              data-test={`parameter-${name}`}
              min={min}
              max={max}
              step={step}
              value={value}
              aria-valuetext={shown(value)}
              onInput={(event) => set({ [name]: Number(event.currentTarget.value) })}
            />
          </div>
        );
      })}
      <label class="slider">
        <span>Dispositif</span>
        <select
          data-test="parameter-dispositif"
          value={asked.dispositif ?? ""}
          onChange={(event) => go({ tests: { ...asked, dispositif: event.currentTarget.value || null } })}
        >
          <option value="">Tous les dispositifs</option>
          {schemes.data.value?.map((scheme) => (
            <option key={scheme.scheme} value={scheme.scheme}>
              {typeset(scheme.name)}
            </option>
          ))}
        </select>
      </label>
      <p class="caption" aria-live="polite">
        {typeset(used.sentence)}
      </p>
      {used.combination.meetings.length > 0 && (
        <p class="caption" data-test="meetings">
          {typeset(
            `Critères réunis : ${used.combination.meetings.map((met) => `${met.label}, ${decimal(met.units)}`).join(" ; ")}.`,
          )}
        </p>
      )}
      <p class="caption" data-test="recours-basis">
        {typeset(`Recours : ${used.kinds.recours.basis}`)}
      </p>
      <p class="caption">{typeset(`${used.parameters.travel_model} ${used.basis}`)}</p>
      {changed && (
        <button type="button" class="action" onClick={() => go({ tests: { ...NO_TESTS } })}>
          Revenir aux critères par défaut
        </button>
      )}
    </details>
  );
}
