// The zone that one comes from: its name, and a permanence in one of its communes.
import { useState } from "preact/hooks";
import { typeset } from "../typeset";
import { opened } from "./edit";
import { aroundPlaces, communes, edit, go, view } from "./state";

/** Communes proposed; any other is found by its name. */
const PROPOSED = 40;

export function FromZone() {
  const [chosen, setChosen] = useState<string | null>(null);
  const of = view.value?.autour;
  const index = communes.data.value;
  if (!of || !index) return null;
  const found = aroundPlaces.value.slice(0, PROPOSED);
  const codes = found.map((at) => index.code[at] ?? "");
  const code = chosen !== null && codes.includes(chosen) ? chosen : codes[0];
  return (
    <div class="from-zone" data-test="around">
      <p>
        <strong>{typeset(of.nom || "Zone choisie")}</strong>
        {code === undefined && (
          <span class="caption">{typeset("Aucune de ses communes n’est dans ce qui est montré.")}</span>
        )}
      </p>
      {code !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            edit((scenario) => opened(scenario, code));
          }}
        >
          <label class="candidates">
            <span class="unseen">Commune de la zone, les plus peuplées d’abord</span>
            <select
              data-test="around-commune"
              value={code}
              onChange={({ currentTarget: { value } }) => setChosen(value)}
            >
              {found.map((at, i) => (
                <option key={codes[i]} value={codes[i]}>
                  {typeset(index.name[at] ?? "")}
                </option>
              ))}
            </select>
          </label>
          <p class="hand-ways">
            <button type="submit" class="action first" data-test="around-open">
              Poser une permanence ici
            </button>
          </p>
        </form>
      )}
      <p class="hand-ways">
        <button type="button" class="action" data-test="around-leave" onClick={() => go({ autour: null })}>
          Ne plus entourer cette zone
        </button>
      </p>
    </div>
  );
}
