// « Chercher les meilleurs lieux »: how many, for what, for whom; the answer is a sentence with its bound, and becomes a scenario. A search
// may take twenty seconds: it says so, and can be given up.
import { useRef, useState } from "preact/hooks";
import { Problem } from "../api/problem";
import { answer } from "../api/resource";
import { decimal } from "../number";
import { typeset } from "../typeset";
import { sitingAddress, type Demand, type Objective, type Siting } from "./document";
import { opened } from "./edit";
import { begun, edit, said, scenario, view } from "./state";

const OBJECTIVES: [Objective, string][] = [
  ["couverture", "Le plus grand nombre à moins du temps choisi"],
  ["mediane", "Le trajet moyen le plus court"],
  ["centre", "Le plus éloigné le plus près possible"],
  ["equite", "L’EPCI le moins servi d’abord"],
];
const DEMANDS: [Demand, string][] = [
  ["population", "les habitants"],
  ["etablissements", "les établissements de l’ESS"],
  ["zones_blanches", "les zones blanches d’accompagnement seules"],
];
const MOST = 10;

export function BestSites() {
  const [objective, setObjective] = useState<Objective>("couverture");
  const [demand, setDemand] = useState<Demand>("population");
  const [open, setOpen] = useState(2);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Siting | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const round = useRef(0);

  function search(): void {
    const from = view.peek();
    if (!from) return;
    const own = ++round.current;
    setBusy(true);
    setFound(null);
    setProblem(null);
    answer<Siting>(sitingAddress(from, scenario.peek(), { objective, demand, open })).then(
      (told) => {
        if (own !== round.current) return;
        setBusy(false);
        setFound(told);
        said.value = told.sentence;
      },
      (failure: unknown) => {
        if (own !== round.current) return;
        setBusy(false);
        setProblem(failure instanceof Problem ? failure : new Problem("La recherche a échoué", String(failure), 0));
      },
    );
  }
  const giveUp = () => {
    round.current += 1;
    setBusy(false);
  };
  const all = (of: Parameters<typeof opened>[0]) =>
    (found?.sites ?? []).reduce((last, { commune }) => opened(last, commune), of);

  return (
    <form
      class="best"
      aria-labelledby="meilleurs"
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <h2 id="meilleurs">Chercher les meilleurs lieux</h2>
      <label>
        <span>Nombre de lieux</span>
        <input
          type="number"
          min="1"
          max={MOST}
          required
          value={open}
          data-test="best-open"
          onInput={({ currentTarget: { valueAsNumber } }) =>
            Number.isInteger(valueAsNumber) && valueAsNumber >= 1 && valueAsNumber <= MOST && setOpen(valueAsNumber)
          }
        />
      </label>
      <label>
        <span>But</span>
        <select
          data-test="best-objective"
          value={objective}
          onChange={({ currentTarget: { value } }) => setObjective(value as Objective)}
        >
          {OBJECTIVES.map(([name, words]) => (
            <option key={name} value={name}>
              {typeset(words)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Pour</span>
        <select
          data-test="best-demand"
          value={demand}
          onChange={({ currentTarget: { value } }) => setDemand(value as Demand)}
        >
          {DEMANDS.map(([name, words]) => (
            <option key={name} value={name}>
              {typeset(words)}
            </option>
          ))}
        </select>
      </label>
      <p class="hand-ways">
        <button type="submit" class="action first" data-test="best-search" disabled={busy}>
          {open > 1 ? `Chercher les ${decimal(open)} meilleurs lieux` : "Chercher le meilleur lieu"}
        </button>
        {busy && (
          <button type="button" class="action" onClick={giveUp}>
            Abandonner
          </button>
        )}
      </p>
      {busy && <p role="status">{typeset("Recherche du meilleur choix, vingt secondes au plus…")}</p>}
      {problem && (
        <p class="problem" role="alert" data-test="error">
          {typeset(`${problem.title}. ${problem.detail}`)}
        </p>
      )}
      {found && (
        <div class="best-found" data-test="best-found" data-status={found.status}>
          <p data-test="best-sentence">{typeset(found.sentence)}</p>
          {found.sites.length > 0 && (
            <p class="hand-ways">
              <button
                type="button"
                class="action first"
                data-test="best-new"
                onClick={() => begun(all(scenario.peek() ?? { nom: "", ajouts: [], retraits: [] }))}
              >
                En faire un scénario
              </button>
              {scenario.value && (
                <button type="button" class="action" data-test="best-add" onClick={() => edit(all)}>
                  {typeset(`Ajouter à « ${scenario.value.nom} »`)}
                </button>
              )}
            </p>
          )}
        </div>
      )}
    </form>
  );
}
