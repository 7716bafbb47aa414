// What an operator did and where, for itself and for the Region: its beneficiaries by scheme and year, the EPCI it reached, those of its
// declared zones it did not, its places. Its own small counts are no secret to it.
import { ProblemBox } from "../notice";
import { count, figure } from "../number";
import { typeset } from "../typeset";
import type { Coverage, SchemeCoverage } from "./coverage";
import { Choice } from "./handing";
import { coverage, go, may, operators, view } from "./state";

export function OwnCoverage() {
  const all = may("all_rows");
  const served = coverage.data.value;
  const known = operators.data.value?.operators ?? [];
  return (
    <>
      <h1 tabIndex={-1}>{all ? typeset("Couverture d’un opérateur") : "Ma couverture"}</h1>
      <p class="caption lead">
        {typeset(
          all
            ? "Ce qu’un opérateur a fait et où, petits nombres compris. Cette lecture est notée au journal."
            : "Ce que votre structure a fait et où, petits nombres compris : lu par vous et par la Région seulement.",
        )}
      </p>
      {all && (
        <Choice
          label="Opérateur"
          hook="coverage-operator"
          value={view.value.operateur}
          none="Choisir un opérateur"
          of={known.map(({ operator, name }) => ({ value: operator, name }))}
          choose={(operateur) => go({ volet: "couverture", operateur })}
        />
      )}
      <ProblemBox of={coverage} />
      {!served && coverage.loading.value && <p class="empty">Chargement de la couverture…</p>}
      {served && <Told of={served} />}
    </>
  );
}

function Told({ of }: { of: Coverage }) {
  return (
    <div data-test="coverage">
      <p class="sentence" data-test="coverage-sentence">
        {typeset(of.sentence)}
      </p>
      {of.notice && (
        <p class="synthetic" data-test="coverage-notice">
          {typeset(of.notice)}
        </p>
      )}
      <p>
        <a
          class="action"
          href={`/deploiement/presence?operateur=${encodeURIComponent(of.operator)}`}
          data-test="coverage-presence"
        >
          Voir sa présence sur la carte
        </a>
      </p>
      {of.schemes.map((each) => (
        <Scheme key={each.scheme} of={each} years={of.years} />
      ))}
      <h2>Lieux et zones déclarées</h2>
      {of.sites.length === 0 && of.zones.length === 0 && <p class="empty">Aucun lieu ni aucune zone connus.</p>}
      <ul data-test="coverage-sites">
        {of.sites.map((site) => (
          <li key={site.site}>
            {typeset(
              [
                `${site.name}, ${site.kind_label}`,
                site.commune_name ?? "commune inconnue",
                site.rhythm,
                site.dates,
              ].join(" ; "),
            )}
          </li>
        ))}
        {of.zones.map((zone) => (
          <li key={`${zone.level}-${zone.code}-${zone.scheme ?? ""}`}>
            {typeset(`Zone déclarée : ${zone.name} ; ${zone.dates}`)}
          </li>
        ))}
      </ul>
      {of.notes.map((note) => (
        <p key={note} class="caption">
          {typeset(note)}
        </p>
      ))}
    </div>
  );
}

function Scheme({ of, years }: { of: SchemeCoverage; years: readonly number[] }) {
  const rows: [name: string, slug: string, values: readonly (number | null)[]][] = [
    ["Bénéficiaires", "beneficiaries", of.beneficiaries],
    ["Emplois déclarés", "jobs", of.jobs],
    ["Montants, €", "amount", of.amount_eur],
  ];
  return (
    <section aria-labelledby={`couverture-${of.scheme}`} data-test={`coverage-${of.scheme}`}>
      <h2 id={`couverture-${of.scheme}`}>{typeset(of.name)}</h2>
      <p>{typeset(of.sentence)}</p>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={typeset(`${of.name}, par an`)}>
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">Par an</th>
              {years.map((year) => (
                <th key={year} scope="col" class="number">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, slug, values]) => (
              <tr key={slug} data-test={`coverage-${slug}`}>
                <th scope="row">{name}</th>
                {values.map((value, i) => (
                  <td key={i} class="number">
                    {figure(value, null)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {of.reached.length > 0 && (
        <details>
          <summary>{typeset(count(of.reached.length, "EPCI atteint", "EPCI atteints"))}</summary>
          <ul data-test="coverage-reached">
            {of.reached.map((each) => (
              <li key={each.code}>
                {typeset(
                  `${each.name} : ${count(each.beneficiaries, "bénéficiaire", "bénéficiaires")}, le dernier en ${each.last}`,
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {of.missed.length > 0 && (
        <details>
          <summary>{typeset(`${count(of.missed.length, "EPCI", "EPCI")} de ses zones sans bénéficiaire`)}</summary>
          <ul data-test="coverage-missed">
            {of.missed.map((each) => (
              <li key={each.code}>{typeset(each.name)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
