// The table equivalent to the map: each territory, how far its nearest contact is, who is there, what is declared, what was done. It
// stands in place of the map, by choice or where the browser draws none. In the tab of policies, what is known of each.
import { useMemo, useState } from "preact/hooks";
import { decimal, figure, percent } from "../number";
import { hovered } from "../state";
import { BackToMap } from "../table/back-to-map";
import { SortHead } from "../table/sort-head";
import { typeset } from "../typeset";
import { Choices } from "./choices";
import { distanceOf, KNOWN, TOLD, wordsOf } from "./classes";
import type { Policies, Presence } from "./document";
import { Swatch } from "./legend";
import { FIRST, orderOf, placesIn, type Column, type Order } from "./order";
import { go, ofPolicies, policies, presence } from "./state";

const HEADS: [column: Column, label: string, numeric: boolean][] = [
  ["name", "EPCI", false],
  ["minutes", "Minutes en moyenne", true],
  ["within", "Habitants à portée", true],
  ["places", "Lieux", true],
  ["declared", "Zones déclarées", true],
];

export function PresenceTable({ without }: { without: boolean }) {
  const shown = presence.data.value;
  const known = policies.data.value;
  return (
    <div class="units" id="tableau" tabIndex={-1} data-test="units">
      <div class="units-head">
        <h2>{ofPolicies.value ? "Politiques des EPCI" : "Présence, EPCI par EPCI"}</h2>
        <BackToMap without={without} back={() => go({ tableau: false })} />
        <Choices />
      </div>
      {ofPolicies.value ? known && <PolicyRows of={known} /> : shown && <Rows of={shown} />}
      <p class="caption units-foot">
        {typeset(
          ofPolicies.value
            ? (known?.sentence ?? "")
            : "s : secret ; n.d. : non disponible ; – : aucun contact ne peut être atteint.",
        )}
      </p>
    </div>
  );
}

function Rows({ of }: { of: Presence }) {
  const [order, setOrder] = useState<Order>(FIRST);
  const { units } = of;
  const positions = useMemo(() => orderOf(units, order), [units, order]);
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Tableau de la présence">
      <table class="table" data-test="units-table">
        <thead>
          <tr>
            {HEADS.map(([column, label, numeric]) => (
              <SortHead key={column} {...{ column, label, numeric, order, setOrder }} />
            ))}
            <th scope="col">
              <span class="unsorted">Contact</span>
            </th>
            <th scope="col">
              <span class="unsorted">Activité</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {positions.map((i) => (
            <tr
              key={units.code[i]}
              data-code={units.code[i]}
              onPointerEnter={() => (hovered.value = units.row[i] ?? null)}
              onPointerLeave={() => (hovered.value = null)}
            >
              <th scope="row">{typeset(units.name[i] ?? "")}</th>
              <td class="number" data-column="minutes">
                {figure(units.minutes[i], units.absence[i], 1)}
              </td>
              <td class="number" data-column="within">
                {typeof units.within[i] === "number" ? percent(units.within[i]) : "n.d."}
              </td>
              <td class="number" data-column="places">
                {decimal(placesIn(units, i))}
              </td>
              <td class="number" data-column="declared">
                {decimal(units.declared[i] ?? 0)}
              </td>
              <td data-column="contact">
                <span class="classed">
                  <Swatch of={distanceOf(units, i)} />
                  {typeset(wordsOf(distanceOf(units, i), of.bounds, of.minutes).split(" :")[0] ?? "")}
                </span>
              </td>
              <td data-column="activity">{typeset(TOLD[units.activity[i] ?? "nd"])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PolicyRows({ of }: { of: Policies }) {
  const [only, setOnly] = useState(false);
  const shown = of.row.map((_, i) => i).filter((i) => !only || of.known.some((kind) => kind[i] !== null));
  return (
    <>
      <label class="fine only">
        <input type="checkbox" data-test="known-only" checked={only} onChange={() => setOnly(!only)} />
        Seulement ceux dont un document parle
      </label>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Tableau des politiques">
        <table class="table" data-test="policies-table">
          <thead>
            <tr>
              <th scope="col">
                <span class="unsorted">EPCI</span>
              </th>
              {of.kinds.map(({ slug, label }) => (
                <th key={slug} scope="col">
                  <span class="unsorted">{typeset(label)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((i) => (
              <tr key={of.code[i]} data-code={of.code[i]}>
                <th scope="row">{typeset(of.name[i] ?? "")}</th>
                {of.kinds.map(({ slug }, k) => (
                  <td key={slug}>{KNOWN(of.known[k]?.[i] ?? null)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
