// The table equivalent to the map: each EPCI, the share of its inhabitants who are far and their mean journey, today and in the scenario.
import { decimal, percent } from "../number";
import { BackToMap } from "../table/back-to-map";
import { typeset } from "../typeset";
import type { Simulation } from "./document";
import { go } from "./state";

const share = (value: number | null | undefined) => (typeof value === "number" ? percent(value) : "n.d.");
const minutes = (value: number | null | undefined) => (typeof value === "number" ? decimal(value, 1) : "n.d.");
const SIDE = new Map<boolean | null | undefined, string>([
  [true, "oui"],
  [false, "non"],
]);

export function EpciTable({ of, without }: { of: Simulation; without: boolean }) {
  const { epci } = of;
  return (
    <div class="units" id="tableau" tabIndex={-1} data-test="units">
      <div class="units-head">
        <h1>{typeset("Où faire venir la permanence ? Les EPCI")}</h1>
        <BackToMap without={without} back={() => go({ tableau: false })} />
      </div>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Tableau des EPCI">
        <table class="table" data-test="epci-table">
          <thead>
            <tr>
              <th scope="col">EPCI</th>
              <th scope="col" class="number">
                {typeset(`À plus de ${of.minutes} min, aujourd’hui`)}
              </th>
              <th scope="col" class="number">
                Scénario
              </th>
              <th scope="col" class="number">
                Trajet moyen, aujourd’hui
              </th>
              <th scope="col" class="number">
                Scénario
              </th>
              <th scope="col">Enclavé</th>
            </tr>
          </thead>
          <tbody>
            {epci.code.map((code, i) => (
              <tr key={code} data-code={code}>
                <th scope="row">{typeset(epci.name[i] ?? "")}</th>
                <td class="number">{share(epci.far_share_today[i])}</td>
                <td class="number">{share(epci.far_share[i])}</td>
                <td class="number">{minutes(epci.minutes_today[i])}</td>
                <td class="number">{minutes(epci.minutes[i])}</td>
                <td data-column="enclosed">{SIDE.get(epci.enclosed[i]) ?? "n.d."}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="caption units-foot">{typeset(of.source_line)}</p>
    </div>
  );
}
