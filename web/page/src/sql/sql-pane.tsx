// Questions in SQL on the tables of the snapshot, answered in this browser: the tables and examples on one side, the query and its
// answer on the other. The query is in the link.
import { useEffect } from "preact/hooks";
import type { Rendering } from "../link";
import { isPhone } from "../map/camera";
import { count, decimal } from "../number";
import { snapshot, view } from "../state";
import { typeset } from "../typeset";
import { AnswerChart } from "./answer-chart";
import { AnswerTable } from "./answer-table";
import { ask, awaited, catalogue, draft, fault, halt, list, result, said, show } from "./asked";
import { Editor } from "./editor";
import { EXAMPLES } from "./examples";
import { csvOf, MOST_ROWS, type Result } from "./result";
import type { OpenTable } from "./tables";
import "../style/sql.css";

export function SqlPane() {
  useEffect(() => void list(), []);
  return (
    <div class="sql">
      <Guide />
      <div class="sql-work">
        <div class="sql-write">
          <Editor
            text={draft.value}
            tables={catalogue.value?.tables ?? []}
            onText={(text) => (draft.value = text)}
            onRun={() => ask()}
          />
          <Actions />
        </div>
        <Outcome />
      </div>
    </div>
  );
}

/** Examples to start from, and what can be asked. */
function Guide() {
  const tables = catalogue.value?.tables ?? [];
  return (
    <aside class="sql-guide" aria-label="Exemples et tables">
      <details open={!isPhone()}>
        <summary>Exemples</summary>
        <ul>
          {EXAMPLES.map((example, k) => (
            <li key={k}>
              <button type="button" class="action" data-test={`sql-example-${k}`} onClick={() => ask(example)}>
                {typeset(example.title)}
              </button>
            </li>
          ))}
        </ul>
      </details>
      <details data-test="sql-tables">
        <summary>{tables.length > 0 ? count(tables.length, "table", "tables") : "Tables"}</summary>
        {tables.map((table) => (
          <TableWords key={table.name} of={table} />
        ))}
      </details>
      <p class="caption">
        {typeset(
          "La requête est exécutée dans ce navigateur, par DuckDB, sur les tables publiées ; elle n’est envoyée nulle part. Le moteur (8 Mo) et chaque table ne sont chargés qu’une fois.",
        )}{" "}
        <a href="/donnees">Les tables en Parquet</a>
      </p>
    </aside>
  );
}

function TableWords({ of: { name, title, description, rows, columns } }: { of: OpenTable }) {
  return (
    <details class="sql-table-words">
      <summary>
        <code>{name}</code> <span class="caption">{typeset(`${title}, ${count(rows, "ligne", "lignes")}`)}</span>
      </summary>
      <p class="caption">{typeset(description)}</p>
      <dl>
        {columns.map((column) => (
          <div key={column.name}>
            <dt>
              <code>{column.name}</code> <span class="caption">{column.type.toLowerCase()}</span>
            </dt>
            <dd>{typeset(column.description)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Actions() {
  const busy = awaited.value !== "";
  return (
    <p class="sql-actions">
      {busy ? (
        <button type="button" class="action first" data-test="sql-stop" onClick={halt}>
          Interrompre
        </button>
      ) : (
        <button type="button" class="action first" data-test="sql-run" onClick={() => ask()}>
          Exécuter
        </button>
      )}
      <span class="caption">Ctrl + Entrée</span>
      <span role="status" data-test="sql-status">
        {typeset(awaited.value || said.value)}
      </span>
    </p>
  );
}

const RENDERINGS: [Rendering, string][] = [
  ["tableau", "Tableau"],
  ["barres", "Barres"],
  ["nuage", "Nuage"],
  ["carte", "Carte"],
];

function Outcome() {
  const refused = fault.value;
  if (refused) {
    return (
      <div class="sql-fault" role="alert" data-test="sql-fault">
        <p>
          <strong>{typeset(refused.intro)}</strong> {typeset(refused.engine ? "DuckDB répond :" : refused.said)}
        </p>
        {refused.engine && <pre lang="en">{refused.said}</pre>}
      </div>
    );
  }
  const found = result.value;
  if (!found) return <p class="empty">{typeset("La réponse viendra ici.")}</p>;
  const rendering = view.value?.rendu ?? "tableau";
  const chart = rendering === "barres" || rendering === "nuage" ? rendering : null;
  return (
    <div class="sql-answer" aria-busy={awaited.value !== ""}>
      <p class="sql-answer-head">
        <strong data-test="sql-count">{count(found.rows.length, "ligne", "lignes")}</strong>
        <span class="caption">{typeset(`en ${decimal(found.took / 1000, 2)} s`)}</span>
        {found.more && (
          <span class="caption">{typeset(`Seules les ${decimal(MOST_ROWS)} premières sont gardées.`)}</span>
        )}
        {RENDERINGS.map(([name, label]) => (
          <button
            key={name}
            type="button"
            class="action"
            data-test={`sql-as-${name}`}
            aria-pressed={rendering === name}
            onClick={() => show(name)}
          >
            {label}
          </button>
        ))}
        <button type="button" class="action" data-test="sql-csv" onClick={() => save(found)}>
          CSV
        </button>
        {snapshot.value?.synthetic && <span class="synthetic">Données synthétiques</span>}
      </p>
      {chart ? <AnswerChart of={found} chart={chart} /> : <AnswerTable of={found} />}
    </div>
  );
}

/** The answer as a file, with the query and the sources it rests on. */
function save(found: Result): void {
  const from = catalogue.value;
  const notes = [
    "Lanterne, réponse à une requête SQL sur les tables publiées",
    ...(view.value?.requete ?? "").split("\n").map((line) => `  ${line}`),
    ...(from ? [from.source, `Licence : ${from.licence}. Publication ${from.snapshot}.`, from.notice ?? ""] : []),
    ...(found.more ? [`Seules les ${MOST_ROWS} premières lignes`] : []),
    location.href,
  ].filter((note) => note !== "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csvOf(found, notes)], { type: "text/csv;charset=utf-8" }));
  link.download = "lanterne-sql.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
