// The history of a zone, year by year: what the register of each year counts, what is told of the activity, the places that opened and
// closed.
import { figure } from "../number";
import { Prose } from "../prose";
import { typeset } from "../typeset";
import type { Opened, WatchYear } from "./document";

export function History({ of }: { of: Opened }) {
  const heads = of.years.find(({ figures }) => figures.length > 0)?.figures ?? [];
  return (
    <div class="history" data-test="history">
      <h3>Année par année</h3>
      <ul class="said-list" data-test="history-sentences">
        {of.sentences.map((sentence) => (
          <li key={sentence}>
            <Prose text={sentence} />
          </li>
        ))}
      </ul>
      {of.years.length > 0 && (
        <div class="table-scroll" tabIndex={0} role="region" aria-label="Histoire de la zone, année par année">
          <table class="table small" data-test="years">
            <thead>
              <tr>
                <th scope="col">Année</th>
                {heads.map(({ indicator, label }) => (
                  <th key={indicator} scope="col" class="number">
                    {typeset(SHORT[indicator] ?? label)}
                  </th>
                ))}
                <th scope="col" class="number">
                  Lieux
                </th>
                <th scope="col">Ce qui s’y est passé</th>
              </tr>
            </thead>
            <tbody>
              {of.years.map((year) => (
                <tr key={year.year} data-year={year.year}>
                  <th scope="row">{year.year}</th>
                  {heads.map(({ indicator }, i) => {
                    const own = year.figures[i];
                    return (
                      <td key={indicator} class="number">
                        {own ? figure(own.value, own.absence, own.decimals) : "n.d."}
                      </td>
                    );
                  })}
                  <td class="number">{year.places}</td>
                  <td>{typeset(told(year))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {of.zone.aid.schemes.length > 0 && <Schemes of={of} />}
      {of.sites.length > 0 && (
        <details data-test="zone-sites">
          <summary>Lieux des opérateurs</summary>
          <ul class="said-list">
            {of.sites.map(({ site, name, kind_label, operator_name, commune_name, dates, synthetic }) => (
              <li key={site}>
                <strong>{typeset(name)}</strong>
                {synthetic && <em class="synthetic">inventé</em>}
                <span class="caption">
                  {typeset([kind_label, operator_name, commune_name, dates].filter(Boolean).join(", "))}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {of.notes.map((note) => (
        <p key={note} class="caption">
          {typeset(note)}
        </p>
      ))}
      <p class="caption">{typeset(of.source_line)}</p>
    </div>
  );
}

const SHORT: Record<string, string> = {
  etablissements: "Établ.",
  etablissements_10000_hab: "pour 10 000 hab.",
  part_emplois: "% des emplois",
};

function told({ activity_label, opened, closed }: WatchYear): string {
  const lines = [activity_label];
  if (opened.length > 0) lines.push(`ouverture : ${opened.join(", ")}`);
  if (closed.length > 0) lines.push(`fermeture : ${closed.join(", ")}`);
  return lines.join(" ; ");
}

const Schemes = ({ of }: { of: Opened }) => (
  <details data-test="zone-schemes">
    <summary>Dispositif par dispositif</summary>
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Bénéficiaires par dispositif">
      <table class="table small">
        <thead>
          <tr>
            <th scope="col">Dispositif</th>
            <th scope="col" class="number">
              Bénéficiaires
            </th>
            <th scope="col" class="number">
              Attendus
            </th>
            <th scope="col" class="number">
              Années depuis le dernier
            </th>
          </tr>
        </thead>
        <tbody>
          {of.zone.aid.schemes.map((each) => (
            <tr key={each.name}>
              <th scope="row">{typeset(each.name)}</th>
              <td class="number">{figure(each.beneficiaries, each.absence)}</td>
              <td class="number">{figure(each.expected, null, 1)}</td>
              <td class="number">{figure(each.years_since, each.since_absence)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
);
