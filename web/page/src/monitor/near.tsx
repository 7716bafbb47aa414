// How near the known places are where the scheme shown is offered, and what the minutes rest on.
import { figure, percent } from "../number";
import { Prose } from "../prose";
import { typeset } from "../typeset";
import type { NearPlaces } from "./document";

export function Near({ of }: { of: NearPlaces }) {
  return (
    <section class="part" aria-labelledby="proche-titre" data-test="near">
      <h3 id="proche-titre">À portée aujourd’hui</h3>
      <p class="sentence" data-test="near-sentence">
        <Prose text={of.sentence} />
      </p>
      {of.sites > 0 && (
        <table class="small-table" data-test="near-table">
          <caption class="unseen">Parts à portée d’un lieu, selon le trajet</caption>
          <thead>
            <tr>
              <td />
              {of.minutes.map((minutes) => (
                <th key={minutes} scope="col">
                  {typeset(`${minutes} min`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row name="Habitants" values={of.population} />
            <Row name="Établissements de l’ESS" values={of.establishments} />
          </tbody>
        </table>
      )}
      <p class="caption" data-test="near-travel">
        {typeset(of.travel)}
      </p>
    </section>
  );
}

const Row = ({ name, values }: { name: string; values: readonly (number | null)[] }) => (
  <tr>
    <th scope="row">{name}</th>
    {values.map((share, i) => (
      <td key={i}>{share === null ? figure(null, "nd") : percent(share, 1)}</td>
    ))}
  </tr>
);
