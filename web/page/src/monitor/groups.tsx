// The scheme shown by department or by kind of EPCI: reached and expected for everyone; for whoever may read every row also how long each
// group waited for its first beneficiary, one curve a group on one scale, with its table.
import { linear } from "../chart/scale";
import { ProblemBox } from "../notice";
import { decimal, figure, percent } from "../number";
import { Prose } from "../prose";
import { typeset } from "../typeset";
import type { DeploymentGroups, Grouping, GroupWait, WaitingGroups } from "./document";
import { go, groups, mayRead, scheme, view, waits } from "./state";

const CHOICES: readonly [Grouping | null, word: string][] = [
  [null, "région"],
  ["departement", "département"],
  ["nature", "nature d’EPCI"],
];

export function Groups() {
  const par = view.value?.par ?? null;
  const shown = groups.data.value;
  const waited = waits.data.value;
  return (
    <section class="part" aria-labelledby="groupes-titre" data-test="groups">
      <h3 id="groupes-titre">EPCI par groupe</h3>
      <fieldset class="grouping">
        <legend class="unseen">Grouper les EPCI par</legend>
        {CHOICES.map(([each, word]) => (
          <label key={word}>
            <input
              type="radio"
              name="par"
              checked={each === par}
              data-test={`par-${each ?? "region"}`}
              onChange={() => go({ par: each })}
            />
            {word}
          </label>
        ))}
      </fieldset>
      {par !== null && scheme.value === null && (
        <p class="caption" data-test="groups-choose">
          {typeset("Choisissez un dispositif : les groupes se lisent un dispositif à la fois.")}
        </p>
      )}
      <ProblemBox of={groups} />
      <ProblemBox of={waits} />
      {shown && <Reached of={shown} />}
      {waited && <Waits of={waited} />}
      {shown && !mayRead.value && (
        <p class="caption" data-test="groups-closed">
          {typeset("Le délai de chaque groupe est montré à la Région, ")}
          <a href="/depot">connectée</a>
          {typeset(" : à côté de ce qui est public, il laisserait deviner de petits nombres.")}
        </p>
      )}
    </section>
  );
}

function Reached({ of }: { of: DeploymentGroups }) {
  return (
    <>
      <p class="sentence" data-test="groups-sentence">
        <Prose text={of.sentence} />
      </p>
      <table class="small-table" data-test="groups-table">
        <caption class="caption">
          {typeset(`EPCI atteints de ${of.window[0]} à ${of.window[1]}, et attendus d’un partage équitable`)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Groupe</th>
            <th scope="col">EPCI</th>
            <th scope="col">Atteints</th>
            <th scope="col">Attendus</th>
          </tr>
        </thead>
        <tbody>
          {of.groups.map((each) => (
            <tr key={each.code} data-code={each.code}>
              <th scope="row">{typeset(each.name)}</th>
              <td>{decimal(each.epci)}</td>
              <td>{decimal(each.reached)}</td>
              <td>{figure(each.expected, "nd", 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Waits({ of }: { of: WaitingGroups }) {
  return (
    <div data-test="waits">
      <p class="sentence" data-test="waits-sentence">
        <Prose text={of.sentence} />
      </p>
      <ul class="waits">
        {of.groups
          .filter((each) => each.waiting.length > 0)
          .map((each) => (
            <li key={each.group.code}>
              <strong>{typeset(each.group.name)}</strong>
              <Curve of={each} />
              <span class="caption">{typeset(`moitié : ${each.told}`)}</span>
            </li>
          ))}
      </ul>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Part en attente, par groupe">
        <table class="small-table" data-test="waits-table">
          <caption class="caption">Part des EPCI sans bénéficiaire à la fin de chaque année</caption>
          <thead>
            <tr>
              <th scope="col">Groupe</th>
              {of.years.map((year) => (
                <th key={year} scope="col">
                  {year}
                </th>
              ))}
              <th scope="col">Moitié atteinte</th>
            </tr>
          </thead>
          <tbody>
            {of.groups.map((each) => (
              <tr key={each.group.code} data-code={each.group.code}>
                <th scope="row">{typeset(each.group.name)}</th>
                {of.years.map((year, i) => {
                  const share = each.waiting[i];
                  return <td key={year}>{share === undefined ? figure(null, "ns") : percent(share)}</td>;
                })}
                <td>{typeset(each.told)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {of.notes.map((note) => (
        <p key={note} class="caption">
          {typeset(note)}
        </p>
      ))}
    </div>
  );
}

const W = 98;
const H = 50;

/** Everyone waits when the first year begins: a step a year, down at its end. */
function Curve({ of }: { of: GroupWait }) {
  const x = linear(0, of.waiting.length, 4, W - 4);
  const y = linear(0, 1, H - 6, 6);
  const steps = of.waiting.map((share, i) => `H${x(i + 1).toFixed(1)}V${y(share).toFixed(1)}`).join("");
  return (
    <svg width={W} height={H} aria-hidden="true">
      <path class="axes" d={`M${x(0)} ${y(1)}V${y(0)}H${x(of.waiting.length)}`} />
      <path class="reached" d={`M${x(0)} ${y(1)}${steps}`} />
    </svg>
  );
}
