// The hand by keyboard: open a permanence by searching its commune, move it, give it up, choose its days; close a site that stands; the
// schemes and the minutes that count.
import { useState } from "preact/hooks";
import type { FoundPlace } from "../api/document";
import { ChevronDown, CloseIcon } from "../icon";
import { count, decimal } from "../number";
import { RegionSelect } from "../region-select";
import { Combobox } from "../search/combobox";
import { Select } from "../select";
import { typeset } from "../typeset";
import { BestSites } from "./best";
import { answering, context, shortName, sought, told, type Candidate } from "./candidate";
import { Candidates } from "./candidates";
import { closed, givenUp, moved, opened, reopened, withDays, type Moved } from "./edit";
import { FromZone } from "./from-zone";
import { MINUTES, MOST_DAYS, MOST_OPENED, type Scenario } from "./link";
import { candidates, edit, go, nameOf, placing, said, scenario, schemes, shown, view } from "./state";

const DAYS_WEIGH_NOTHING = "Les jours sont gardés avec le scénario ; ils ne pèsent pas dans les temps de trajet.";

export function Panel() {
  const [moving, setMoving] = useState<{ what: Moved; name: string } | null>(null);
  const own = scenario.value;
  const places = candidates.value;
  const take = ({ level, code, name }: FoundPlace) => {
    if (level !== "commune") {
      said.value = `${name} n’est pas une commune : choisissez celle où ouvrir la permanence.`;
      return;
    }
    settle(code, (done) => `${done} à ${name}.`);
  };
  const takeCandidate = (of: Candidate) => settle(of.commune, (done) => told(of, done));
  /** What is moved goes to a commune, or a permanence opens there; `telling` says where. */
  function settle(commune: string, telling: (done: string) => string) {
    const before = view.peek();
    edit((of) => (moving ? moved(of, moving.what, commune) : opened(of, commune)));
    if (view.peek() !== before) said.value = telling(moving ? `${moving.name} est déplacé` : "Permanence ajoutée");
    else if (own) said.value = unchanged(own, commune);
    setMoving(null);
  }
  const beside = (asked: string) =>
    answering(places, asked).map((each) => ({
      key: `candidate-${each.site}`,
      name: shortName(each.name),
      context: context(each),
      take: () => takeCandidate(each),
    }));
  const label = moving ? `Où déplacer ${moving.name} ?` : `Ajouter une permanence : chercher ${sought(places)}`;
  const asking = places.length > 0 ? "Ajouter : commune ou lieu…" : "Ajouter dans une commune…";
  return (
    <section class="panel-hand" aria-labelledby="permanences" id="permanences-volet" tabIndex={-1}>
      <div class="phone-region">
        <RegionSelect
          hook="region-phone"
          chosen={view.value?.region ?? null}
          choose={(region) => go({ region, autour: null })}
        />
      </div>
      <Choices />
      <Places />
      <h2 id="permanences">Permanences</h2>
      <FromZone />
      <Combobox
        key={moving ? moving.name : "ajouter"}
        hook="add-search"
        look="search add-search"
        label={typeset(label)}
        placeholder={() => typeset(moving ? `Commune où déplacer ${moving.name}` : asking)}
        onTake={take}
        only="commune"
        beside={places.length > 0 ? beside : undefined}
        stays
      />
      <p class="hand-ways">
        {moving ? (
          <button type="button" class="action" onClick={() => setMoving(null)}>
            Ne pas déplacer
          </button>
        ) : (
          <button
            type="button"
            class="action"
            data-test="place"
            aria-pressed={placing.value}
            onClick={() => (placing.value = !placing.value)}
          >
            {placing.value ? "Cliquez sur la carte…" : "Ou montrer la commune sur la carte"}
          </button>
        )}
      </p>
      <Candidates take={takeCandidate} />
      {own && own.ajouts.length > 0 ? (
        <ul class="hand-list" data-test="added">
          {own.ajouts.map(({ commune, jours }, at) => {
            const name = nameOf(commune);
            return (
              <li key={commune} data-test={`added-${commune}`}>
                <strong>{typeset(name)}</strong>
                <label class="days">
                  <span class="unseen">{typeset(`Jours par mois à ${name}`)}</span>
                  <input
                    type="number"
                    min="1"
                    max={MOST_DAYS}
                    value={jours ?? ""}
                    placeholder="–"
                    data-test={`days-${commune}`}
                    onChange={({ currentTarget: { value, valueAsNumber } }) => {
                      const whole = value === "" ? null : Math.min(MOST_DAYS, Math.max(1, Math.round(valueAsNumber)));
                      edit((of) => withDays(of, at, Number.isNaN(whole) ? null : whole));
                    }}
                  />
                  <span aria-hidden="true">j/mois</span>
                </label>
                <button
                  type="button"
                  class="action"
                  aria-label={typeset(`Déplacer la permanence de ${name}`)}
                  data-test={`move-${commune}`}
                  onClick={() => setMoving({ what: { ajout: at }, name: `la permanence de ${name}` })}
                >
                  Déplacer
                </button>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={typeset(`Retirer la permanence de ${name}`)}
                  data-test={`give-up-${commune}`}
                  onClick={() => edit((of) => givenUp(of, at))}
                >
                  <CloseIcon />
                </button>
              </li>
            );
          })}
        </ul>
      ) : (
        <p class="caption" data-test="none-added">
          {typeset(
            "Aucune permanence ajoutée. Les lieux d’aujourd’hui se déplacent aussi, sur la carte ou ci-dessous.",
          )}
        </p>
      )}
      {own && own.ajouts.length > 0 && <p class="caption">{typeset(DAYS_WEIGH_NOTHING)}</p>}
      <Standing move={(what, name) => setMoving({ what, name })} />
      <BestSites />
    </section>
  );
}

/** Why nothing opens in a commune. */
const unchanged = ({ ajouts }: Scenario, commune: string) =>
  ajouts.some((each) => each.commune === commune)
    ? `Il y a déjà une permanence à ${nameOf(commune)} dans ce scénario.`
    : `Il y a déjà ${MOST_OPENED} permanences dans ce scénario : retirez-en une pour en ajouter.`;

/** The schemes whose sites count, and how far is far. */
function Choices() {
  const of = view.value;
  if (!of) return null;
  return (
    <div class="hand-choices">
      <Select
        label="Dispositif"
        hook="scheme"
        look="scheme-choice"
        value={of.dispositif ?? ""}
        choose={(slug) => go({ dispositif: slug || null })}
      >
        <option value="">Tous les dispositifs</option>
        {schemes.data.value?.map((each) => (
          <option key={each.scheme} value={each.scheme}>
            {typeset(each.name)}
          </option>
        ))}
      </Select>
      <Select
        label="Trajet, minutes"
        hook="minutes"
        look="scheme-choice minutes-choice"
        value={of.minutes}
        choose={(minutes) => go({ minutes: Number(minutes) })}
      >
        {MINUTES.map((each) => (
          <option key={each} value={each}>
            {decimal(each)}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** Which places count: those made up are offered where there are any, and so is the switch of workshops. */
function Places() {
  const of = view.value;
  const told = shown.value?.places;
  if (!of || !told) return null;
  const examples = told.known_examples > 0 || of.sites === "exemple";
  const workshops = told.known_workshops > 0 || !of.ateliers;
  if (!examples && !workshops) return null;
  return (
    <fieldset class="counted">
      <legend>Lieux pris en compte</legend>
      {examples && (
        <label class="scheme-choice">
          <span class="unseen">Lieux pris en compte</span>
          <span class="select">
            <select
              data-test="sites"
              value={of.sites}
              onChange={({ currentTarget: { value } }) => go({ sites: value === "exemple" ? "exemple" : "documents" })}
            >
              <option value="documents">{typeset("Lieux connus des documents")}</option>
              <option value="exemple">{typeset(`Avec les sites d’exemple (${decimal(told.known_examples)})`)}</option>
            </select>
            <ChevronDown />
          </span>
        </label>
      )}
      {workshops && (
        <label class="switch">
          <input
            type="checkbox"
            checked={of.ateliers}
            data-test="workshops"
            onChange={({ currentTarget: { checked } }) => go({ ateliers: checked })}
          />
          <span>{typeset(`Compter les lieux d’atelier (${decimal(told.known_workshops)})`)}</span>
        </label>
      )}
    </fieldset>
  );
}

/** The sites that stand today, each to be closed, moved or let stand again. */
function Standing({ move }: { move: (what: Moved, name: string) => void }) {
  const sites = shown.value?.sites.filter(({ state }) => state !== "ajoute") ?? [];
  const shut = scenario.value?.retraits ?? [];
  const told = count(sites.length, "lieu aujourd’hui", "lieux aujourd’hui");
  return (
    <details class="standing" open={shut.length > 0} data-test="standing">
      <summary>{typeset(shut.length > 0 ? `${told}, dont ${count(shut.length, "fermé", "fermés")}` : told)}</summary>
      <ul class="hand-list">
        {sites.map(({ site, name, kind_label, state, commune }) => (
          <li key={site} data-closed={state === "retire"} data-test={`site-${site}`}>
            <span>
              {typeset(name)}
              <span class="caption">{typeset(state === "retire" ? "fermé dans ce scénario" : kind_label)}</span>
            </span>
            {state === "retire" ? (
              <button
                type="button"
                class="action"
                aria-label={typeset(`Rouvrir ${name}`)}
                onClick={() => edit((of) => reopened(of, site))}
              >
                Rouvrir
              </button>
            ) : (
              <>
                {commune && (
                  <button
                    type="button"
                    class="action"
                    aria-label={typeset(`Déplacer ${name}`)}
                    onClick={() => move({ site }, name)}
                  >
                    Déplacer
                  </button>
                )}
                <button
                  type="button"
                  class="action"
                  aria-label={typeset(`Fermer ${name}`)}
                  data-test={`close-${site}`}
                  onClick={() => edit((of) => closed(of, site))}
                >
                  Fermer
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
