// What was handed in: the way in for a new file, who has not handed in, and every deposit with where it stands.
import { ProblemBox } from "../notice";
import { count, decimal } from "../number";
import { typeset } from "../typeset";
import type { DepositSummary } from "./document";
import { HandIn } from "./handing";
import { INITIAL, writeLink } from "./link";
import { Publishing } from "./publishing";
import { deployment, deposits, go, may, me } from "./state";
import { moment, stage, stageName } from "./words";

export function Deposits() {
  const all = may("confirm_all");
  const served = deposits.data.value;
  return (
    <>
      <h1 tabIndex={-1}>Déposer un fichier</h1>
      <Missing />
      <HandIn />
      <Publishing />
      <section class="part" aria-labelledby="depots-titre">
        <h2 id="depots-titre">{all ? "Dépôts de tous les opérateurs" : "Vos dépôts"}</h2>
        <ProblemBox of={deposits} />
        {!served && !deposits.problem.value && <p class="empty">Chargement des dépôts…</p>}
        {served?.deposits.length === 0 && (
          <p class="empty" data-test="no-deposit">
            {typeset("Rien n’a encore été déposé. Un fichier vérifié, puis confirmé, se lira ici avec son état.")}
          </p>
        )}
        {served && served.deposits.length > 0 && <List of={served.deposits} all={all} />}
      </section>
    </>
  );
}

const List = ({ of, all }: { of: readonly DepositSummary[]; all: boolean }) => (
  <table class="rows list" data-test="deposits">
    <thead>
      <tr>
        <th scope="col">Fichier</th>
        {all && <th scope="col">Opérateur</th>}
        <th scope="col">Reçu</th>
        <th scope="col" class="number">
          Lignes
        </th>
        <th scope="col">État</th>
      </tr>
    </thead>
    <tbody>
      {of.map((each) => (
        <tr key={each.id} data-test={`deposit-${each.id}`}>
          <th scope="row">
            <a
              href={`/depot${writeLink({ ...INITIAL, depot: each.id })}`}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                go({ depot: each.id });
              }}
            >
              {each.file}
            </a>
            <span class="caption">{typeset(each.kind_label)}</span>
          </th>
          {all && <td class="of">{typeset(each.operator_name ?? "Plusieurs opérateurs")}</td>}
          <td class="received">
            {moment(each.received_at)}
            <span class="caption by">{each.by}</span>
          </td>
          <td class="number">
            {decimal(each.rows.read)}
            <span class="on-phone">{each.rows.read > 1 ? " lignes" : " ligne"}</span>
            {each.rows.refused > 0 && <span class="caption">{count(each.rows.refused, "refusée", "refusées")}</span>}
          </td>
          <td>
            <Stage of={each} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** Where a deposit stands: a mark, and its word. */
export const Stage = ({ of }: { of: Pick<DepositSummary, "state" | "state_label" | "published"> }) => (
  <span class="stage" data-stage={stage(of)} data-test="stage">
    {typeset(stageName(of))}
  </span>
);

/** Who has not handed in the activity of a year: all for the Region, oneself for an operator. */
function Missing() {
  const own = me.data.value?.operator ?? null;
  const served = deployment.data.value?.missing ?? [];
  const missing = may("confirm_all") ? served : served.filter((each) => each.operator === own);
  if (missing.length === 0) return null;
  return (
    <div class="missing" data-test="missing">
      {may("confirm_all") ? (
        <>
          <h2>{count(missing.length, "opérateur n’a pas tout remis", "opérateurs n’ont pas tout remis")}</h2>
          <ul>
            {missing.map((each) => (
              <li key={each.operator}>{typeset(`${each.name} : activité ${each.years.join(", ")}`)}</li>
            ))}
          </ul>
        </>
      ) : (
        missing.map((each) => (
          <p key={each.operator}>
            {typeset(`Il manque à l’observatoire votre activité de ${each.years.join(", ")}. `)}
            {typeset("Jusque-là, ce qui est publié est un minimum.")}
          </p>
        ))
      )}
    </div>
  );
}
