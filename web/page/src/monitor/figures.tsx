// The strip at the foot: the figures of the scheme shown, year by year, its target, what was not handed in, and what no figure here says.
import { decimal, figure } from "../number";
import { typeset } from "../typeset";
import type { MissingActivity } from "./document";
import { chosen, deployment } from "./state";

export function Figures() {
  const shown = deployment.data.value;
  const of = chosen.value;
  if (!shown || !of) return <section class="figures" aria-label="Chiffres" aria-busy="true" id="chiffres" />;
  return (
    <section class="figures" aria-label="Chiffres" id="chiffres" tabIndex={-1}>
      <div class="about">
        <h2 data-test="figures-title">{typeset(of.name)}</h2>
        {of.full_name && <p class="caption">{typeset(of.full_name)}</p>}
        {of.target_sentence && (
          <p class="caption" data-test="target">
            {typeset(of.target_sentence)}
          </p>
        )}
        {shown.synthetic && (
          <p class="synthetic" data-test="synthetic">
            {typeset("Données synthétiques : une activité inventée, pour montrer ce que la page dira de la vraie.")}
          </p>
        )}
      </div>
      <div class="by-year" tabIndex={0} role="region" aria-label="Chiffres par an">
        <table data-test="figures">
          <caption class="unseen">{typeset(`${of.name}, chiffres par an`)}</caption>
          <thead>
            <tr>
              <td />
              {shown.years.map((year) => (
                <th key={year} scope="col">
                  {year}
                </th>
              ))}
              {of.target !== null && (
                <th scope="col" class="target">
                  Objectif par an
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            <Row
              name="Bénéficiaires"
              slug="beneficiaries"
              values={of.beneficiaries}
              hidden={of.hidden}
              target={of.target}
              strong
            />
            <Row
              name="Emplois déclarés"
              slug="jobs"
              values={of.jobs}
              hidden={of.hidden}
              target={of.target === null ? null : ""}
            />
            <Row
              name="Montants, en euros"
              slug="amount"
              values={of.amount_eur}
              hidden={of.hidden}
              target={of.target === null ? null : ""}
            />
          </tbody>
        </table>
      </div>
      <div class="beneath">
        <Missing of={shown.missing} />
        <p class="caption" data-test="source-line">
          {typeset(shown.source_line)}
        </p>
        {shown.notes.length > 0 && (
          <details class="notes" data-test="notes">
            <summary>Ce que ces chiffres ne disent pas</summary>
            <ul>
              {shown.notes.map((note) => (
                <li key={note}>{typeset(note)}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  );
}

interface RowProps {
  name: string;
  slug: string;
  values: readonly (number | null)[];
  hidden: readonly boolean[];
  /** `null`: the scheme has none; empty: none can be set for this. */
  target: number | "" | null;
  strong?: boolean;
}

/** What nobody declared is « n.d. », never zero. */
const Row = ({ name, slug, values, hidden, target, strong }: RowProps) => (
  <tr class={strong ? "strong" : undefined} data-test={`row-${slug}`}>
    <th scope="row">{name}</th>
    {values.map((value, i) => (
      <td key={i}>{figure(value, hidden[i] ? "s" : null)}</td>
    ))}
    {target !== null && <td class="target">{target === "" ? "" : decimal(target)}</td>}
  </tr>
);

function Missing({ of }: { of: readonly MissingActivity[] }) {
  if (of.length === 0) return null;
  return (
    <p data-test="missing">
      <strong>{typeset("Activité non remise : ")}</strong>
      {typeset(of.map(({ name, years }) => `${name} (${years.join(", ")})`).join(" ; "))}
      {typeset(". Ce qui est montré est un minimum.")}
    </p>
  );
}
