// What the page shows: which scheme, and what a fair spread would be. Both are in the link and stand over the map and over the table.
import { Select } from "../select";
import { typeset } from "../typeset";
import type { Fairness } from "./document";
import { FAIRNESS } from "./link";
import { chooseScheme, go, lines, scheme, view } from "./state";

/** Each notion in a word and in a sentence. */
const NOTIONS: Record<Fairness, [word: string, definition: string]> = {
  uniforme: ["EPCI", "Chaque EPCI a autant de chances qu’un autre, quelle que soit sa taille."],
  population: ["habitant", "Un EPCI deux fois plus peuplé a deux fois plus de chances."],
  etablissements: [
    "établissement",
    "Un EPCI qui compte deux fois plus d’établissements de l’ESS a deux fois plus de chances.",
  ],
};

export function Choices() {
  const chosen = view.value?.equite ?? "etablissements";
  return (
    <div class="choices">
      <Select
        label="Dispositif"
        hook="scheme"
        look="scheme-choice"
        value={scheme.value ?? ""}
        choose={(slug) => chooseScheme(slug || null)}
      >
        {lines.value.map((each) => (
          <option key={each.scheme} value={each.scheme ?? ""}>
            {typeset(each.name)}
          </option>
        ))}
      </Select>
      <fieldset class="fairness">
        <legend>Partage équitable, par</legend>
        {FAIRNESS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="equite"
              value={each}
              checked={each === chosen}
              data-test={`fairness-${each}`}
              aria-describedby="equite-sens"
              onChange={() => go({ equite: each })}
            />
            {NOTIONS[each][0]}
          </label>
        ))}
        <p class="caption" id="equite-sens" data-test="fairness-definition">
          {typeset(NOTIONS[chosen][1])}
        </p>
      </fieldset>
    </div>
  );
}
