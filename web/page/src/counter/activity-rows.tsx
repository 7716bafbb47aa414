// The published activity, row by row: an operator's own, everyone's for the Region. It is what the public figures are summed from.
import { ProblemBox } from "../notice";
import { count, figure } from "../number";
import { typeset } from "../typeset";
import { Choice } from "./handing";
import { activity, deployment, go, may, view } from "./state";
import { Steps } from "./steps";
import { actOf, span } from "./words";

/** Rows a page, as the server sends them. */
const PAGE = 200;

export function ActivityRows() {
  const all = may("all_rows");
  const served = activity.data.value;
  const { annee, page } = view.value;
  const years = deployment.data.value?.years ?? (annee === null ? [] : [annee]);
  return (
    <>
      <h1 tabIndex={-1}>Activité publiée</h1>
      <p class="caption lead">
        {typeset(
          all
            ? "Chaque acte remis, de tous les opérateurs. Ces lignes ne sont pas publiques, et leur lecture est notée au journal."
            : "Chaque acte remis par votre structure. Ces lignes ne sont lues que par vous et par la Région.",
        )}
      </p>
      <Choice
        label="Année"
        hook="activity-year"
        value={annee === null ? null : String(annee)}
        none="Toutes"
        of={years.map((year) => ({ value: String(year), name: String(year) }))}
        choose={(year) => go({ volet: "activite", annee: year === null ? null : Number(year) })}
      />
      <ProblemBox of={activity} />
      {!served && !activity.problem.value && <p class="empty">Chargement des lignes…</p>}
      {served?.rows.length === 0 && (
        <p class="empty" data-test="no-row">
          {typeset("Aucune ligne : rien n’a été remis, ou ce qui l’a été n’est pas encore publié.")}
        </p>
      )}
      {served && served.rows.length > 0 && (
        <>
          <p class="caption spanned" data-test="activity-span">
            {served.total > served.rows.length
              ? `Lignes ${span(served.page, PAGE, served.rows.length, served.total)}`
              : count(served.total, "ligne", "lignes")}
          </p>
          {served.notice && (
            <p class="synthetic" data-test="activity-notice">
              {typeset(served.notice)}
            </p>
          )}
          <div class="table-scroll" tabIndex={0} role="region" aria-label="Activité publiée">
            <table class="rows" data-test="activity">
              <thead>
                <tr>
                  <th scope="col">Année</th>
                  {all && <th scope="col">Opérateur</th>}
                  <th scope="col">Dispositif</th>
                  <th scope="col">Acte</th>
                  <th scope="col">Bénéficiaire</th>
                  <th scope="col" class="number">
                    Nombre
                  </th>
                  <th scope="col" class="number">
                    Emplois
                  </th>
                  <th scope="col" class="number">
                    Montant, €
                  </th>
                </tr>
              </thead>
              <tbody>
                {served.rows.map((each, i) => (
                  <tr key={i}>
                    <td>{each.year}</td>
                    {all && <td>{typeset(each.operator_name ?? each.operator)}</td>}
                    <td>{typeset(each.scheme_name ?? each.scheme)}</td>
                    <td>{actOf(each.kind)}</td>
                    <td>
                      {each.siret ?? "Personnes"}
                      <span class="caption">{typeset(each.commune_name ?? each.commune)}</span>
                    </td>
                    <td class="number">{figure(each.beneficiaries, null)}</td>
                    <td class="number">
                      {figure(each.jobs, null, each.jobs !== null && !Number.isInteger(each.jobs) ? 1 : 0)}
                    </td>
                    <td class="number">{figure(each.amount_eur, null)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <Steps
        before={page > 1 ? { volet: "activite", annee, page: page - 1 } : null}
        beforeName="Lignes précédentes"
        after={served && page * PAGE < served.total ? { volet: "activite", annee, page: page + 1 } : null}
        afterName="Lignes suivantes"
      />
    </>
  );
}
