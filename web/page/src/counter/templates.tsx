// The four kinds of files: the empty file to fill in, and each of its columns explained.
import { count } from "../number";
import { typeset } from "../typeset";
import { templateAddress, type Kind, type KindField } from "./document";
import { kinds } from "./state";

/** `under`: it stands below the title of the page. */
export function Templates({ under = false }: { under?: boolean }) {
  const served = kinds.data.value;
  const title = "Modèles de fichiers";
  return (
    <>
      {under ? <h2>{title}</h2> : <h1 tabIndex={-1}>{title}</h1>}
      <p class="caption lead">
        {typeset(
          "Un fichier par nature de données, en CSV ou en classeur. Votre propre tableau convient aussi : une colonne qui porte un autre nom se désigne une fois, et son nom est retenu.",
        )}
      </p>
      {!served && <p class="empty">Chargement des modèles…</p>}
      <ul class="kinds" data-test="kinds">
        {served?.kinds.map((each) => (
          <KindItem key={each.kind} of={each} under={under} />
        ))}
      </ul>
    </>
  );
}

function KindItem({ of, under }: { of: Kind; under: boolean }) {
  const Title = under ? "h3" : "h2";
  return (
    <li data-test={`kind-${of.kind}`}>
      <Title>{typeset(of.label)}</Title>
      <p>{typeset(of.description)}</p>
      <p class="actions">
        <a class="action first" href={templateAddress(of.kind, "xlsx")} download aria-label={`${of.label}, classeur`}>
          Classeur (XLSX)
        </a>
        <a class="action" href={templateAddress(of.kind, "csv")} download aria-label={`${of.label}, CSV`}>
          CSV
        </a>
      </p>
      <details>
        <summary>
          {count(of.fields.length, "colonne expliquée", "colonnes expliquées")}
          <span class="unseen">{typeset(`, ${of.label}`)}</span>
        </summary>
        <div class="table-scroll" tabIndex={0} role="region" aria-label={typeset(`Colonnes, ${of.label}`)}>
          <table class="rows fields">
            <thead>
              <tr>
                <th scope="col">Colonne</th>
                <th scope="col">Ce qu’elle dit</th>
                <th scope="col">Exemple</th>
              </tr>
            </thead>
            <tbody>
              {of.fields.map((field) => (
                <FieldRow key={field.name} of={field} />
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </li>
  );
}

const FieldRow = ({ of }: { of: KindField }) => (
  <tr>
    <th scope="row">
      <code>{of.name}</code>
      {of.required && <span class="required">obligatoire</span>}
    </th>
    <td>
      {typeset(of.description)}
      {of.allowed && of.allowed.length > 0 && (
        <span class="allowed">{typeset(` Valeurs : ${of.allowed.join(", ")}.`)}</span>
      )}
    </td>
    <td>{of.example === null ? "" : <code>{of.example}</code>}</td>
  </tr>
);
