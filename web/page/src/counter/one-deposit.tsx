// One deposit: where it stands and what to do next, how many rows were kept, what is wrong, which columns were read, the first rows.
import { ProblemBox } from "../notice";
import { count, decimal } from "../number";
import { Prose } from "../prose";
import { typeset } from "../typeset";
import { Ask } from "./ask";
import { Columns } from "./columns";
import { Stage } from "./deposits";
import { confirmAddress, depositAddress, depositFileAddress, type Deposit } from "./document";
import { Faults } from "./faults";
import { Replace, Sent } from "./handing";
import { send } from "./send";
import { attempt, busy, deposit, deposits, go, told } from "./state";
import { moment } from "./words";

async function confirm(of: Deposit): Promise<void> {
  const answered = await attempt(() => send<Deposit>("POST", confirmAddress(of.id)));
  if (!answered) return;
  deposit.renew();
  deposits.renew();
  told.value = answered.done?.sentence ?? "";
}

async function withdraw(of: Deposit): Promise<void> {
  const answered = await attempt(() => send("DELETE", depositAddress(of.id)));
  if (!answered) return;
  deposits.renew();
  go({ volet: "depots" });
  told.value = `Le dépôt « ${of.file} » est retiré.`;
}

export function OneDeposit({ id }: { id: string }) {
  const served = deposit.data.value;
  const shown = served?.id === id ? served : null;
  return (
    <>
      <p class="back">
        <a
          class="action"
          href="/depot"
          data-test="all-deposits"
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            go({ volet: "depots" });
          }}
        >
          Tous les dépôts
        </a>
      </p>
      <h1 tabIndex={-1}>{shown?.file ?? "Dépôt"}</h1>
      <ProblemBox of={deposit} />
      {!shown && !deposit.problem.value && <p class="empty">Chargement du dépôt…</p>}
      {shown && <Shown of={shown} />}
    </>
  );
}

function Shown({ of }: { of: Deposit }) {
  const { rows } = of;
  return (
    <article data-test="deposit">
      <p class="caption">
        {typeset(`${of.kind_label}, ${of.operator_name ?? "plusieurs opérateurs"}, reçu le `)}
        {moment(of.received_at)}
        {typeset(` de ${of.by}`)}
      </p>
      <div class="verdict" data-stage={of.published ? "publie" : of.state}>
        <Stage of={of} />
        <p class="sentence" data-test="deposit-sentence">
          <Prose text={of.sentence} />
        </p>
        <div class="actions">
          {of.state === "a_confirmer" && (
            <button
              type="button"
              class="deed"
              data-test="confirm"
              disabled={busy.value}
              onClick={() => void confirm(of)}
            >
              Confirmer le dépôt
            </button>
          )}
          <Replace of={of} first={of.state === "a_corriger"} />
          <a class="action" href={depositFileAddress(of.id)} download={of.file}>
            Télécharger le fichier remis
          </a>
          <Ask
            label="Retirer"
            about="le dépôt"
            hook="withdraw"
            question={`Retirer « ${of.file} » ?`}
            sentence={
              of.published
                ? "Ce qu’il contient est déjà publié : il en disparaîtra à la prochaine publication."
                : "Le fichier ne sera pas gardé, et n’entrera pas dans la prochaine publication."
            }
            yes="Retirer le dépôt"
            no="Le garder"
            then={() => void withdraw(of)}
          />
        </div>
        <Sent />
      </div>
      <dl class="counts" data-test="counts">
        <Count name={rows.read > 1 ? "lignes lues" : "ligne lue"} value={rows.read} hook="read" />
        <Count name={rows.kept > 1 ? "gardées" : "gardée"} value={rows.kept} hook="kept" />
        <Count name={rows.refused > 1 ? "refusées" : "refusée"} value={rows.refused} hook="refused" />
        {rows.twice > 0 && (
          <Count name={rows.twice > 1 ? "déclarées deux fois" : "déclarée deux fois"} value={rows.twice} hook="twice" />
        )}
      </dl>
      {/* Without its columns nothing was read: they are told first. */}
      {of.missing.length === 0 && <Faults of={of} />}
      <Columns key={`${of.id} ${of.columns.map(({ field }) => field).join()}`} of={of} />
      {of.missing.length > 0 && <Faults of={of} />}
      <Notices of={of} />
      <Preview of={of} />
    </article>
  );
}

const Count = ({ name, value, hook }: { name: string; value: number; hook: string }) => (
  <div>
    <dt>{typeset(name)}</dt>
    <dd data-test={`rows-${hook}`}>{decimal(value)}</dd>
  </div>
);

/** What there is to look at, and refuses nothing. */
function Notices({ of }: { of: Deposit }) {
  if (of.notices.length === 0) return null;
  return (
    <section class="part" aria-labelledby="remarques-titre">
      <h2 id="remarques-titre">{count(of.notices.length, "remarque", "remarques")}</h2>
      <p class="caption">{typeset("À regarder ; elles n’empêchent pas de confirmer.")}</p>
      <ul class="notes" data-test="deposit-notices">
        {of.notices.map(({ line, sentence }) => (
          <li key={`${line} ${sentence}`}>{typeset(sentence)}</li>
        ))}
      </ul>
    </section>
  );
}

/** The first rows, as they were read. */
function Preview({ of }: { of: Deposit }) {
  const { header, rows } = of.preview;
  if (header.length === 0) return null;
  return (
    <section class="part" aria-labelledby="apercu-titre">
      <h2 id="apercu-titre">{rows.length > 1 ? "Premières lignes du fichier" : "Première ligne du fichier"}</h2>
      {rows.length === 0 ? (
        <p class="empty">Le fichier n’a que ses titres de colonnes.</p>
      ) : (
        <div class="table-scroll" tabIndex={0} role="region" aria-label="Aperçu">
          <table class="rows preview" data-test="preview">
            <thead>
              <tr>
                {header.map((name, i) => (
                  <th key={i} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((cells, i) => (
                <tr key={i}>
                  {header.map((_, j) => (
                    <td key={j}>{cells[j] ?? ""}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
