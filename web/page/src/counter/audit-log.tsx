// The log: who did what and when, the latest first, a hundred a page.
import { ProblemBox } from "../notice";
import { typeset } from "../typeset";
import { Steps } from "./steps";
import { audit, view } from "./state";
import { moment } from "./words";

export function AuditLog() {
  const served = audit.data.value;
  const last = served?.entries.at(-1);
  return (
    <>
      <h1 tabIndex={-1}>Journal</h1>
      <p class="caption lead">
        {typeset(
          "Connexions, jetons, comptes, dépôts, publications et lectures de lignes. Rien n’y est modifié ; ce qui date de plus d’un an s’efface.",
        )}
      </p>
      <ProblemBox of={audit} />
      {!served && !audit.problem.value && <p class="empty">Chargement du journal…</p>}
      {served?.entries.length === 0 && <p class="empty">Rien n’est noté au-delà.</p>}
      {served && served.entries.length > 0 && (
        <table class="rows log" data-test="audit">
          <thead>
            <tr>
              <th scope="col">Quand</th>
              <th scope="col">Qui</th>
              <th scope="col">Quoi</th>
              <th scope="col">Sur quoi</th>
            </tr>
          </thead>
          <tbody>
            {served.entries.map((each) => (
              <tr key={each.id} data-act={each.act}>
                <td>{moment(each.at)}</td>
                <th scope="row">{each.who ?? "–"}</th>
                <td>{typeset(each.label)}</td>
                <td class="object">{each.object}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Steps
        before={view.value.avant === null ? null : { volet: "journal" }}
        beforeName="Revenir au plus récent"
        after={served?.more && last ? { volet: "journal", avant: last.id } : null}
        afterName="Plus ancien"
      />
    </>
  );
}
