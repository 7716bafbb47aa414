// The left column: what is shown, at what level, in what sense of the ESS, with which layers.
import type { Level } from "../api/document";
import { RegionChoice, SourcesButton } from "../bar";
import { ComposeEntry } from "../compose/entry";
import { LEVELS, STUDY } from "../link";
import { isPhone } from "../map/camera";
import { go, levels, snapshot, tab, view } from "../state";
import { OwnChoice } from "../own/own-choice";
import { Term } from "../term";
import { typeset } from "../typeset";
import { choosePerimetre } from "../year";
import { FilterChoice } from "./filters";
import { Finder } from "./finder";
import { Layers } from "./layers";
import { Millesime } from "./millesime";
import { ReadingChoice } from "./reading";
import { Tests } from "./tests";

export function Column() {
  // On a phone it is a face of the page by itself.
  const alone = tab.value === "reglages" && isPhone();
  return (
    <div class="column" role={alone ? "main" : "navigation"} aria-label="Réglages de la carte" id="reglages">
      {alone && <h1 class="unseen">Réglages de la carte</h1>}
      <div class="phone-only">
        <RegionChoice hook="region-phone" />
        <SourcesButton hook="sources-phone" />
      </div>
      <p class="phone-only">
        <a class="action" href="/deploiement">
          Déploiement des dispositifs
        </a>
      </p>
      <Finder />
      <LevelChoice />
      <ComposeEntry hook="compose" />
      <Millesime />
      <ReadingChoice />
      <PerimetreChoice />
      <FilterChoice />
      <Layers />
      <Tests />
      <OwnChoice />
    </div>
  );
}

function LevelChoice() {
  const study = STUDY.filter((level) => levels.value.includes(level));
  return (
    <fieldset class="levels">
      <legend>Niveau</legend>
      {LEVELS.map((level) => (
        <LevelButton key={level} level={level} />
      ))}
      {study.length > 0 && (
        <div class="study" role="group" aria-labelledby="zonages-etude">
          <span class="caption" id="zonages-etude">
            Zonages d’étude
          </span>
          {study.map((level) => (
            <LevelButton key={level} level={level} />
          ))}
        </div>
      )}
    </fieldset>
  );
}

function LevelButton({ level }: { level: Level }) {
  const term = snapshot.value?.levels.find((each) => each.slug === level);
  return (
    <button
      type="button"
      data-test={`level-${level}`}
      aria-pressed={view.value?.niveau === level}
      title={term && typeset(term.definition)}
      onClick={() => go({ niveau: level })}
    >
      {typeset(term?.label ?? level)}
    </button>
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
        onChange={(event) => choosePerimetre(event.currentTarget.value)}
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
