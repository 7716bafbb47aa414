// The table equivalent to the map: each territory, its last beneficiary, how many against how many expected, and the verdict. It stands in
// place of the map, by choice or where the browser draws none.
import { useMemo, useState } from "preact/hooks";
import { figure } from "../number";
import { hovered } from "../state";
import { BackToMap } from "../table/back-to-map";
import { SortHead } from "../table/sort-head";
import { typeset } from "../typeset";
import { Choices } from "./choices";
import { classOf, VERDICT, VERDICT_TOLD, wordsOf } from "./classes";
import type { DeploymentUnits } from "./document";
import { Swatch } from "./legend";
import { FIRST, orderOf, type UnitColumn, type UnitOrder } from "./sort-units";
import { chosen, go, outlinedRows, units } from "./state";

const HEADS: [UnitColumn, label: string, numeric: boolean][] = [
  ["name", "Territoire", false],
  ["years_since", "Dernier bénéficiaire", false],
  ["beneficiaries", "Bénéficiaires", true],
  ["expected", "Attendus", true],
  ["none", "Probabilité d’aucun", true],
  ["verdict", "Écart établi", false],
];

export function UnitsTable({ without }: { without: boolean }) {
  const shown = units.data.value;
  return (
    <div class="units" id="tableau" tabIndex={-1} data-test="units">
      <div class="units-head">
        <h2 data-test="table-title">{typeset(`${chosen.value?.name ?? "Dispositifs"} : les EPCI`)}</h2>
        <BackToMap without={without} back={() => go({ tableau: false })} />
        <Choices />
        {shown && <p class="reading">{typeset(shown.sentence)}</p>}
      </div>
      {shown ? <Rows of={shown} /> : <p class="empty">Chargement du tableau…</p>}
      <p class="caption units-foot">
        {typeset(`${VERDICT_TOLD}. s : moins de trois bénéficiaires, ou masqué avec un territoire qui l’est. `)}
        {shown && typeset(shown.source_line)}
      </p>
    </div>
  );
}

function Rows({ of }: { of: DeploymentUnits }) {
  const [order, setOrder] = useState<UnitOrder>(FIRST);
  const positions = useMemo(() => orderOf(of, order), [of, order]);
  const marked = new Set(outlinedRows.value);
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Tableau des EPCI">
      <table class="table" data-test="units-table">
        <thead>
          <tr>
            {HEADS.map(([column, label, numeric]) => (
              <SortHead key={column} {...{ column, label, numeric, order, setOrder }} />
            ))}
          </tr>
        </thead>
        <tbody>
          {positions.map((i) => (
            <tr
              key={of.code[i]}
              data-code={of.code[i]}
              class={marked.has(of.row[i] ?? -1) ? "chosen" : undefined}
              onPointerEnter={() => (hovered.value = of.row[i] ?? null)}
              onPointerLeave={() => (hovered.value = null)}
            >
              <th scope="row">
                {typeset(of.name[i] ?? "")}
                {marked.has(of.row[i] ?? -1) && <span class="unseen"> (constat choisi)</span>}
              </th>
              <td data-column="years_since">
                <span class="classed">
                  <Swatch of={classOf(of, i)} />
                  {typeset(wordsOf(classOf(of, i), of.window).split(",")[0] ?? "")}
                </span>
              </td>
              <td class="number" data-column="beneficiaries">
                {figure(of.beneficiaries[i], of.absence[i])}
              </td>
              <td class="number" data-column="expected">
                {figure(of.expected[i], of.absence[i] === "nd" ? "nd" : null, 1)}
              </td>
              <td class="number" data-column="none">
                {of.reached[i] ? "–" : figure(of.none[i], null, 3)}
              </td>
              <td data-column="verdict">{VERDICT[of.verdict[i] ?? "nd"]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
