// Which familles and which sectors are counted: boxes to tick, each with what the reference counts of it.
import type { Term } from "../api/document";
import type { Part } from "../api/filter";
import { decimal } from "../number";
import { choosingParts, filtered, indicator, keep, parts, snapshot, view } from "../state";
import { typeset } from "../typeset";

export function FilterChoice() {
  const terms = snapshot.value;
  const shown = view.value;
  if (!terms || !shown) return null;
  const compares = indicator.value?.of_familles ?? false;
  return (
    <div class="filters" data-test="filters">
      <Choices
        hook="famille"
        head="Familles"
        every="toutes"
        terms={terms.familles}
        chosen={shown.famille}
        found={parts.data.value?.familles}
        choose={(famille) => keep({ famille })}
        refused={compares ? "Cet indicateur compare les familles entre elles : il se lit pour toutes." : ""}
      />
      <Choices
        hook="secteur"
        head="Secteurs"
        every="tous"
        terms={terms.sections}
        chosen={shown.secteur}
        found={parts.data.value?.sections}
        choose={(secteur) => keep({ secteur })}
        refused=""
      />
      {filtered.value && (
        <p class="caption" data-test="filter-note">
          {typeset("Les zones blanches se jugent sur toute l’ESS : elles ne sont pas montrées sous un filtre. ")}
          <button
            type="button"
            class="action"
            data-test="filter-clear"
            onClick={() => keep({ famille: [], secteur: [] })}
          >
            Tout compter
          </button>
        </p>
      )}
    </div>
  );
}

interface Listed {
  hook: string;
  head: string;
  every: string;
  terms: Term[];
  chosen: string[];
  found: Part[] | undefined;
  choose: (slugs: string[]) => void;
  /** Why nothing can be chosen; empty when it can. */
  refused: string;
}

function Choices({ hook, head, every, terms, chosen, found, choose, refused }: Listed) {
  const named = terms.filter((each) => chosen.includes(each.slug)).map((each) => each.label);
  const told = named.length === 0 ? every : named.length < 3 ? named.join(", ") : String(named.length);
  const reference = parts.data.value?.reference;
  return (
    <details
      data-test={`filter-${hook}`}
      onToggle={(event) => {
        if (event.currentTarget.open) choosingParts.value = true;
      }}
    >
      <summary>
        {typeset(`${head} : `)}
        <span class="told-choice">{typeset(told)}</span>
      </summary>
      {refused ? (
        <p class="caption">{typeset(refused)}</p>
      ) : (
        <fieldset>
          <legend class="unseen">{`${head} à compter`}</legend>
          {terms.map((each) => {
            const counted = found?.find((part) => part.slug === each.slug)?.establishments;
            const ticked = chosen.includes(each.slug);
            return (
              <label key={each.slug} title={typeset(each.definition)} class={counted === 0 ? "nobody" : undefined}>
                <input
                  type="checkbox"
                  data-test={`${hook}-${each.slug}`}
                  checked={ticked}
                  onChange={(event) => {
                    const on = event.currentTarget.checked;
                    choose(
                      terms.map((own) => own.slug).filter((own) => (own === each.slug ? on : chosen.includes(own))),
                    );
                  }}
                />
                <span>{typeset(hook === "secteur" ? `${each.slug}. ${each.label}` : each.label)}</span>
                <span class="number" data-test={`${hook}-${each.slug}-count`}>
                  {typeof counted === "number" ? decimal(counted) : ""}
                </span>
              </label>
            );
          })}
          {reference && <p class="caption">{typeset(`Établissements employeurs : ${reference}.`)}</p>}
        </fieldset>
      )}
    </details>
  );
}
