// What the colours of the map say, and the second indicator where two are crossed.
import { MethodTerm } from "../method";
import type { Reading } from "../link";
import { READINGS } from "../link";
import { ownCrossed, ownShown } from "../own/own";
import { go, indicator, reading, second, seconds } from "../state";
import { typeset } from "../typeset";

export const READING: Record<Reading, string> = {
  classes: "Classes du taux",
  cercles: "Cercles proportionnels",
  foyers: "Foyers et exceptions",
  points_chauds: "Points chauds et froids",
  croisement: "Deux indicateurs croisés",
  deux_cartes: "Deux cartes côte à côte",
};

/** Slug of the method a reading rests on. */
const METHOD: Partial<Record<Reading, string>> = {
  foyers: "moran_local",
  points_chauds: "gi_star",
  croisement: "correlation",
};

export function ReadingChoice() {
  const chosen = reading.value;
  const method = METHOD[chosen];
  return (
    <div class="perimetre">
      <span class="heading">
        Lecture de la carte
        {method && <MethodTerm slug={method} mark />}
      </span>
      <select
        data-test="lecture"
        aria-label="Lecture de la carte"
        value={chosen}
        onChange={(event) => go({ lecture: event.currentTarget.value as Reading })}
      >
        {READINGS.map((each) => (
          <option key={each} value={each}>
            {READING[each]}
          </option>
        ))}
      </select>
      {indicator.value?.denominator === "aucun" && (
        <p class="caption" data-test="number-reading">
          {typeset(
            chosen === "classes"
              ? "Attention : coloré par un nombre, un territoire paraît fort parce qu’il est grand ou peuplé. Les cercles ne trompent pas."
              : "Un nombre se lit par des cercles : des couleurs montreraient surtout la taille des territoires.",
          )}
        </p>
      )}
      {(chosen === "croisement" || chosen === "deux_cartes") && <SecondChoice />}
    </div>
  );
}

/** What stands for a person's own figures among the indicators. */
const OWN = "vos-donnees";

/** The second indicator: any but the first, or a person's own figures. */
export function SecondChoice() {
  const mine = reading.value === "deux_cartes" ? null : ownShown.value;
  return (
    <label class="second">
      <span class="caption">avec</span>
      <select
        data-test="avec"
        aria-label="Second indicateur"
        value={mine && ownCrossed.value ? OWN : (second.value ?? "")}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          ownCrossed.value = chosen === OWN;
          if (chosen !== OWN) go({ avec: chosen });
        }}
      >
        {mine && <option value={OWN}>{typeset(`Vos données : ${mine.head}`)}</option>}
        {seconds.value.map((each) => (
          <option key={each.slug} value={each.slug}>
            {typeset(each.short)}
          </option>
        ))}
      </select>
    </label>
  );
}
