// Each fault as a line of a table: where it is, what was read, what is expected. Values are shown as they were written, unspaced.
import { count } from "../number";
import { typeset } from "../typeset";
import type { Deposit } from "./document";
import { columnOf, lineOf } from "./words";

export function Faults({ of }: { of: Deposit }) {
  if (of.faults_total === 0) return null;
  return (
    <section class="part" aria-labelledby="fautes-titre">
      <h2 id="fautes-titre">{count(of.faults_total, "faute à corriger", "fautes à corriger")}</h2>
      <p class="caption">
        {of.faults.length < of.faults_total
          ? typeset(
              `Les ${of.faults.length} premières sont là ; corrigez-les dans votre tableur, puis remplacez le fichier : les suivantes seront dites alors.`,
            )
          : typeset(
              "Corrigez-les dans votre tableur, puis remplacez le fichier. La ligne est celle que montre le tableur.",
            )}
      </p>
      <table class="rows faults" data-test="faults">
        <thead>
          <tr>
            <th scope="col" class="number">
              Ligne
            </th>
            <th scope="col">Colonne</th>
            <th scope="col">Ce qui est écrit</th>
            <th scope="col">Ce qui est attendu</th>
          </tr>
        </thead>
        <tbody>
          {of.faults.map((fault, i) => (
            <tr key={i}>
              <th scope="row" class="number" data-column="line">
                <span class="on-phone">{fault.line > 0 ? "Ligne " : ""}</span>
                {lineOf(fault)}
              </th>
              <td data-column="column">{typeset(columnOf(fault))}</td>
              <td data-column="value">{fault.value === null ? <em>vide</em> : <code>{fault.value}</code>}</td>
              <td data-column="expectation">{typeset(fault.expectation)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
