// What the page shows: which scheme, which operator, which year, how far a contact may be. All are in the link and stand over the map and
// over the table.
import { PauseIcon, PlayIcon } from "../icon";
import { Select } from "../select";
import { NARROW, typeset } from "../typeset";
import type { Choice } from "./document";
import { REACHES } from "./link";
import { chooseYear, go, ofPolicies, play, playing, policies, presence, view, year } from "./state";

export const Choices = () => (ofPolicies.value ? <PolicyChoice /> : <PresenceChoices />);

function PresenceChoices() {
  const shown = presence.data.value;
  const asked = view.value;
  if (!asked) return null;
  return (
    <div class="choices">
      <OneOf
        label="Dispositif"
        all="Tous les dispositifs"
        hook="scheme"
        of={shown?.schemes ?? []}
        value={asked.dispositif}
        choose={(dispositif) => go({ dispositif, operateur: null })}
      />
      <OneOf
        label="Opérateur"
        all="Tous les opérateurs"
        hook="operator"
        of={shown?.operators ?? []}
        value={asked.operateur}
        choose={(operateur) => go({ operateur })}
      />
      <Years />
      <Select
        label="Contact à portée"
        hook="minutes"
        look="scheme-choice"
        value={asked.minutes}
        choose={(minutes) => go({ minutes: Number(minutes) })}
      >
        {REACHES.map((each) => (
          <option key={each} value={each}>
            {`${each}${NARROW}minutes au plus`}
          </option>
        ))}
      </Select>
      <label class="fine">
        <input
          type="checkbox"
          data-test="fine"
          checked={asked.maille === "commune"}
          onChange={({ currentTarget: { checked } }) => go({ maille: checked ? "commune" : "epci" })}
        />
        Couleurs par commune
      </label>
    </div>
  );
}

interface OneOfProps {
  label: string;
  all: string;
  hook: string;
  of: readonly Choice[];
  value: string | null;
  choose: (slug: string | null) => void;
}

const OneOf = ({ label, all, hook, of, value, choose }: OneOfProps) => (
  <Select label={label} hook={hook} look="scheme-choice" value={value ?? ""} choose={(slug) => choose(slug || null)}>
    <option value="">{all}</option>
    {of.map(({ slug, name }) => (
      <option key={slug} value={slug}>
        {typeset(name)}
      </option>
    ))}
  </Select>
);

/** The year shown, and their play. */
function Years() {
  const all = presence.data.value?.years ?? [];
  const shown = year.value;
  if (all.length < 2 || shown === null) return null;
  return (
    <div class="millesime" data-test="years">
      <p class="heading">
        Année
        <output data-test="year-shown">{shown}</output>
        <button
          type="button"
          class="play"
          data-test="play"
          aria-label={playing.value ? "Arrêter la lecture des années" : `Lire les années de ${all[0]} à ${all.at(-1)}`}
          onClick={play}
        >
          {playing.value ? <PauseIcon /> : <PlayIcon />}
        </button>
      </p>
      <input
        type="range"
        data-test="year"
        min="0"
        max={all.length - 1}
        step="1"
        value={all.indexOf(shown)}
        aria-label="Année"
        aria-valuetext={String(shown)}
        onInput={({ currentTarget: { value } }) => {
          const chosen = all[Number(value)];
          playing.value = false;
          if (chosen !== undefined) chooseYear(chosen, "replace");
        }}
      />
      <p class="ends" aria-hidden="true">
        <span>{all[0]}</span>
        <span>{all.at(-1)}</span>
      </p>
    </div>
  );
}

function PolicyChoice() {
  const known = policies.data.value;
  return (
    <div class="choices">
      <Select
        label="Politique"
        hook="policy"
        look="scheme-choice"
        value={view.value?.politique}
        choose={(politique) => go({ politique })}
      >
        {known?.kinds.map(({ slug, label }) => (
          <option key={slug} value={slug}>
            {typeset(label)}
          </option>
        ))}
      </Select>
    </div>
  );
}
