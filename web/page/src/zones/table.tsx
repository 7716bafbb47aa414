// The table equivalent to the map: each zone of each list, its three figures together, its minutes, the tests that hold, the zones it
// meets. It stands in place of the map, by choice or where the browser draws none.
import { useMemo, useState } from "preact/hooks";
import { figure, percent } from "../number";
import { BackToMap } from "../table/back-to-map";
import { SortHead } from "../table/sort-head";
import { typeset } from "../typeset";
import { Choices } from "./choices";
import type { Watch } from "./document";
import { ORIGIN } from "./looks";
import { FIRST, orderOf, type Column, type Order } from "./order";
import { go, show, watch } from "./state";

const HEADS: [column: Column, label: string, numeric: boolean][] = [
  ["name", "Zone", false],
  ["origin", "Liste", false],
  ["etablissements", "Établissements", true],
  ["densite", "Pour 10 000 hab.", true],
  ["part_emplois", "% des emplois", true],
  ["minutes", "Minutes", true],
];

export function ZonesTable({ without }: { without: boolean }) {
  const shown = watch.data.value;
  return (
    <div class="units" id="tableau" tabIndex={-1} data-test="units">
      <div class="units-head">
        <h2>Zones à surveiller, côte à côte</h2>
        <BackToMap without={without} back={() => go({ tableau: false })} />
        <Choices />
      </div>
      {shown && <Rows of={shown} />}
      <p class="caption units-foot">{typeset("s : secret ; n.d. : non disponible ; – : aucun.")}</p>
    </div>
  );
}

function Rows({ of: { zones, known_kinds } }: { of: Watch }) {
  const [order, setOrder] = useState<Order>(FIRST);
  const sorted = useMemo(() => orderOf(zones, order), [zones, order]);
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Tableau des zones">
      <table class="table" data-test="units-table">
        <thead>
          <tr>
            {HEADS.map(([column, label, numeric]) => (
              <SortHead key={column} {...{ column, label, numeric, order, setOrder }} />
            ))}
            {known_kinds.map(({ slug, name }) => (
              <th key={slug} scope="col">
                <span class="unsorted">{typeset(name)}</span>
              </th>
            ))}
            <th scope="col">
              <span class="unsorted">Recoupe</span>
            </th>
            <th scope="col" class="number">
              <span class="unsorted">Seuils franchis</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((zone) => {
            const [count, density, share] = zone.figures;
            return (
              <tr key={`${zone.origin}-${zone.key}`} data-key={zone.key} data-origin={zone.origin}>
                <th scope="row">
                  <button type="button" class="zone-link" onClick={() => show(zone.key)}>
                    {typeset(zone.name)}
                  </button>
                </th>
                <td>{typeset(ORIGIN[zone.origin])}</td>
                <td class="number" data-column="etablissements">
                  {figure(count?.value, count?.absence)}
                </td>
                <td class="number" data-column="densite">
                  {figure(density?.value, density?.absence, 1)}
                  {density?.ratio != null && <span class="caption">{` (${percent(density.ratio)})`}</span>}
                </td>
                <td class="number" data-column="part_emplois">
                  {figure(share?.value, share?.absence, 1)}
                </td>
                <td class="number" data-column="minutes">
                  {figure(zone.minutes, zone.minutes_absence, 1)}
                </td>
                {zone.kinds.map(({ kind, oui, of }) => (
                  <td key={kind} data-kind={kind}>{`${oui} sur ${of}`}</td>
                ))}
                <td data-column="overlaps">{typeset(zone.overlaps.map(({ name }) => name).join(" ; ") || "–")}</td>
                <td class="number">{zone.crossed.length}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
