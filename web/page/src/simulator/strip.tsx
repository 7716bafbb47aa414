// The scenarios side by side: today and up to four others, each with its four figures and what they change. One is shown on the map.
import type { Resource } from "../api/resource";
import { figure, percent } from "../number";
import { typeset } from "../typeset";
import type { Simulation } from "./document";
import { MOST_SCENARIOS, named, type Scenario } from "./link";
import { Keeping } from "./keeping";
import { signed } from "./signed";
import { begun, cards, go, held, shown, today, view } from "./state";

export function Strip() {
  const of = view.value;
  if (!of) return null;
  const full = of.scenarios.length >= MOST_SCENARIOS;
  return (
    <section class="strip-scenarios" aria-labelledby="scenarios" id="scenarios-volet" tabIndex={-1}>
      <header>
        <h2 id="scenarios">Scénarios</h2>
        <p class="caption">{typeset(`À moins de ${of.minutes} min d’un lieu`)}</p>
        <button
          type="button"
          class="action"
          data-test="new-scenario"
          disabled={full}
          onClick={() => begun({ ajouts: [], retraits: [] })}
        >
          Nouveau scénario
        </button>
        <Keeping />
      </header>
      <ol>
        <Card at={0} resource={today} scenario={null} chosen={of.montre === 0} />
        {of.scenarios.map((scenario, i) => (
          <Card
            key={i}
            at={i + 1}
            resource={cards[i] ?? today}
            scenario={scenario}
            chosen={of.montre === i + 1}
            full={full}
          />
        ))}
      </ol>
    </section>
  );
}

interface CardProps {
  at: number;
  resource: Resource<Simulation>;
  /** `null`: today. */
  scenario: Scenario | null;
  chosen: boolean;
  full?: boolean;
}

function Card({ at, resource, scenario, chosen, full = false }: CardProps) {
  // What a hand drags is the scenario shown: its figures follow.
  const told = chosen && held.value ? shown.value : resource.data.value;
  const name = scenario ? `Scénario ${scenario.nom}` : "Aujourd’hui";
  return (
    <li class="scenario" data-chosen={chosen} data-test={`scenario-${at}`} data-loading={resource.loading.value}>
      <div class="scenario-head">
        <button
          type="button"
          class="scenario-choice"
          aria-pressed={chosen}
          data-test={`choose-${at}`}
          onClick={() => go({ montre: at })}
        >
          <strong>{typeset(name)}</strong>
          {told && <span class="caption">{typeset(sitesOf(told, scenario))}</span>}
        </button>
        {scenario && <Acts at={at} scenario={scenario} full={full} />}
      </div>
      {told ? (
        <Four of={told} changes={scenario !== null || (chosen && held.value !== null)} />
      ) : (
        <p class="empty">…</p>
      )}
      {resource.problem.value && (
        <p class="problem" role="alert" data-test="error">
          {typeset(`${resource.problem.value.title}. ${resource.problem.value.detail}`)}
        </p>
      )}
    </li>
  );
}

function sitesOf({ after: { sites }, difference }: Simulation, scenario: Scenario | null): string {
  const told = `${sites} ${sites > 1 ? "lieux" : "lieu"}`;
  return scenario ? `${told} (${signed(difference.sites)})` : told;
}

/** Rename, duplicate, delete. */
function Acts({ at, scenario, full }: { at: number; scenario: Scenario; full: boolean }) {
  const scenarios = view.value?.scenarios ?? [];
  return (
    <p class="scenario-acts">
      <label>
        <span class="unseen">{typeset(`Nom du scénario ${scenario.nom}`)}</span>
        <input
          type="text"
          value={scenario.nom}
          data-test={`name-${at}`}
          maxLength={40}
          onChange={({ currentTarget }) => {
            const nom = named(currentTarget.value).trim() || scenario.nom;
            currentTarget.value = nom;
            go({ scenarios: scenarios.map((each, i) => (i === at - 1 ? { ...each, nom } : each)) });
          }}
        />
      </label>
      <button
        type="button"
        class="action"
        disabled={full}
        aria-label={typeset(`Dupliquer le scénario ${scenario.nom}`)}
        data-test={`duplicate-${at}`}
        onClick={() => begun(scenario)}
      >
        Dupliquer
      </button>
      <button
        type="button"
        class="action"
        aria-label={typeset(`Supprimer le scénario ${scenario.nom}`)}
        data-test={`delete-${at}`}
        onClick={() => {
          const left = scenarios.filter((_, i) => i !== at - 1);
          const montre = view.peek()?.montre ?? 0;
          go({ scenarios: left, montre: Math.min(montre >= at ? Math.max(montre - 1, 0) : montre, left.length) });
        }}
      >
        Supprimer
      </button>
    </p>
  );
}

function Four({ of, changes }: { of: Simulation; changes: boolean }) {
  const { after, difference } = of;
  const reach = after.population.find((each) => each.minutes === of.minutes);
  const shops = after.establishments.find((each) => each.minutes === of.minutes);
  const share = reach?.share;
  const figures: [hook: string, label: string, value: string, change: string][] = [
    [
      "population",
      "Habitants",
      typeof share === "number" ? percent(share, 1) : "n.d.",
      `${signed(difference.population_points, 1)} pt`,
    ],
    ["establishments", "Établissements", figure(shops?.within, null), signed(difference.establishments)],
    ["enclosed", "EPCI enclavés", figure(after.enclosed, null), signed(difference.enclosed)],
    ["minutes", "Trajet moyen, min", figure(after.mean_minutes, null, 1), signed(difference.mean_minutes, 1)],
  ];
  return (
    <dl class="four">
      {figures.map(([hook, label, value, change]) => (
        <div key={hook}>
          <dt>{typeset(label)}</dt>
          <dd data-test={`figure-${hook}`}>{typeset(value)}</dd>
          {changes && (
            <dd class="gained" data-test={`change-${hook}`}>
              {typeset(change)}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
