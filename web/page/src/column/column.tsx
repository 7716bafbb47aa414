// The left column: what is shown, at what level, in what sense of the ESS, with which layers.
import type { Level } from "../api/document";
import { RegionChoice, SourcesButton } from "../bar";
import { LEVELS } from "../link";
import { go, indicators, prefetch, snapshot, tab, view } from "../state";
import { Term } from "../term";
import { typeset } from "../typeset";
import { Layers } from "./layers";
import { Tests } from "./tests";

export function Column() {
  return (
    <nav class="column" aria-label="Réglages de la carte" id="reglages">
      <div class="phone-only">
        <RegionChoice hook="region-phone" />
        <SourcesButton hook="sources-phone" />
      </div>
      <IndicatorList />
      <LevelChoice />
      <PerimetreChoice />
      <Layers />
      <Tests />
    </nav>
  );
}

function IndicatorList() {
  const groups = new Map<string, typeof indicators.value>();
  for (const each of indicators.value) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  const chosen = view.value?.indicateur;
  return (
    <div class="indicators">
      {[...groups].map(([group, members]) => (
        <section key={group} aria-label={group}>
          <h2>{typeset(group)}</h2>
          <ul>
            {members.map((each) => (
              <li key={each.slug}>
                <button
                  type="button"
                  class="indicator"
                  data-test={`indicator-${each.slug}`}
                  aria-pressed={each.slug === chosen}
                  title={typeset(each.definition)}
                  onPointerEnter={() => prefetch(each.slug)}
                  onFocus={() => prefetch(each.slug)}
                  onClick={() => {
                    go({ indicateur: each.slug });
                    tab.value = "carte";
                  }}
                >
                  {typeset(each.short)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function LevelChoice() {
  const terms = snapshot.value?.levels ?? [];
  const shown = view.value;
  return (
    <fieldset class="levels">
      <legend>Niveau</legend>
      {LEVELS.map((level: Level) => {
        const term = terms.find((each) => each.slug === level);
        return (
          <button
            key={level}
            type="button"
            data-test={`level-${level}`}
            aria-pressed={shown?.niveau === level}
            title={term && typeset(term.definition)}
            onClick={() => go({ niveau: level })}
          >
            {typeset(term?.label ?? level)}
          </button>
        );
      })}
    </fieldset>
  );
}

function PerimetreChoice() {
  const terms = snapshot.value?.perimetres ?? [];
  const chosen = terms.find((each) => each.slug === view.value?.perimetre);
  return (
    <div class="perimetre">
      <span class="heading">
        <Term definition={chosen?.definition ?? "Ce qui est compté comme ESS."}>Périmètre</Term>
      </span>
      <select
        data-test="perimetre"
        aria-label="Périmètre de l’ESS"
        value={view.value?.perimetre}
        onChange={(event) => go({ perimetre: event.currentTarget.value })}
      >
        {terms.map((each) => (
          <option key={each.slug} value={each.slug}>
            {typeset(each.label)}
          </option>
        ))}
      </select>
    </div>
  );
}
