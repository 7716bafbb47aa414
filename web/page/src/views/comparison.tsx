// Up to four territories side by side: every indicator a row, so that the eye compares along it.
import { useEffect, useState } from "preact/hooks";
import { territoryAddress } from "../api/address";
import type { Territory } from "../api/document";
import { answer } from "../api/resource";
import { CloseIcon } from "../icon";
import { IndicatorTerm } from "../method";
import type { Named } from "../link";
import { MOST_COMPARED } from "../link";
import { figure, interval } from "../number";
import { go, scope, territory, view } from "../state";
import { typeset } from "../typeset";

const same = (a: Named, b: Named) => a.level === b.level && a.code === b.code;

/** Adds a territory to those compared, or takes it away. */
export function compare(named: Named): void {
  const list = view.peek()?.comparer ?? [];
  const without = list.filter((each) => !same(each, named));
  go({ comparer: without.length < list.length ? without : [...list, named].slice(-MOST_COMPARED) });
}

export const compared = (named: Named): boolean => view.value?.comparer.some((each) => same(each, named)) ?? false;

export function Comparison() {
  const shown = view.value;
  const counted = scope.value;
  const list = shown?.comparer ?? [];
  const [found, setFound] = useState<Territory[]>([]);
  const [problem, setProblem] = useState("");
  const asked = list
    .map((each) => (counted ? territoryAddress(each.level, each.code, shown?.indicateur ?? "", counted, {}) : ""))
    .join(" ");
  useEffect(() => {
    let current = true;
    setProblem("");
    void Promise.all(asked ? asked.split(" ").map((address) => answer<Territory>(address)) : []).then(
      (all) => current && setFound(all),
      (failure: { detail?: string }) => current && setProblem(failure.detail ?? "Un territoire n’a pas pu être lu."),
    );
    return () => {
      current = false;
    };
  }, [asked]);
  const chosen = territory.data.value;
  const room = list.length < MOST_COMPARED;
  const offered = chosen && shown?.territoire && !compared(shown.territoire) && room ? chosen : null;
  return (
    <div class="comparison-view" data-test="comparison">
      {problem && <p role="alert">{typeset(problem)}</p>}
      {list.length === 0 && !offered && (
        <p class="empty">
          {typeset(
            "Choisissez un territoire sur la carte, puis « Comparer » dans son panneau : jusqu’à quatre, de tout niveau.",
          )}
        </p>
      )}
      {(found.length > 0 || offered) && (
        <div class="table-scroll">
          <table class="table compared">
            <thead>
              <tr>
                <th scope="col">Indicateur</th>
                {found.map((each) => (
                  <th scope="col" class="number" key={each.code}>
                    <span>
                      {typeset(each.name)}
                      <button
                        type="button"
                        class="icon-button"
                        aria-label={typeset(`Retirer ${each.name}`)}
                        onClick={() => compare({ level: each.level, code: each.code })}
                      >
                        <CloseIcon />
                      </button>
                    </span>
                  </th>
                ))}
                {offered && (
                  <th scope="col">
                    <button
                      type="button"
                      class="action"
                      data-test="compare-add"
                      onClick={() => compare({ level: offered.level, code: offered.code })}
                    >
                      {typeset(`Ajouter ${offered.name}`)}
                    </button>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {(found[0]?.figures ?? []).map((row) => (
                <tr key={row.indicator} class={row.indicator === shown?.indicateur ? "chosen" : undefined}>
                  <th scope="row">
                    <IndicatorTerm slug={row.indicator}>{typeset(row.short)}</IndicatorTerm>
                  </th>
                  {found.map((each) => {
                    const own = each.figures.find((other) => other.indicator === row.indicator);
                    const range = interval(own?.low, own?.high, row.decimals);
                    return (
                      <td class="number" key={each.code} data-compared={`${each.level}-${each.code}`}>
                        {figure(own?.value, own?.absence, row.decimals)}
                        <span class="caption">{range && ` ${range}`}</span>
                      </td>
                    );
                  })}
                  {offered && <td />}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found[0] && <p class="caption table-foot">{typeset(found[0].source_line)}</p>}
    </div>
  );
}
