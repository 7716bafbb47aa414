// What the scenario shown changes, in the server's sentences; what the figures rest on and do not say; the files to take away.
import { typeset } from "../typeset";
import { communesFileAddress, sheetAddress } from "./document";
import { scenario, shown, view } from "./state";

export function Results() {
  const told = shown.value;
  const of = view.value;
  const own = scenario.value;
  return (
    <section class="results" aria-labelledby="effets" id="effets-volet" tabIndex={-1}>
      <h2 id="effets">{typeset(own ? `Ce que change « ${own.nom} »` : "Aujourd’hui")}</h2>
      {!told || !of ? (
        <p class="empty">{typeset("Calcul des trajets…")}</p>
      ) : (
        <>
          <p class="lead" data-test="sentence">
            {typeset(told.sentence)}
          </p>
          {told.sentences.map((sentence) => (
            <p key={sentence}>{typeset(sentence)}</p>
          ))}
          <p class="hand-ways">
            <a class="action" href={sheetAddress(of)} data-test="sheet" download>
              {typeset("Télécharger la fiche (PDF)")}
            </a>
            <a class="action" href={communesFileAddress(of, own, "csv")} data-test="csv" download>
              Communes en CSV
            </a>
            <a class="action" href={communesFileAddress(of, own, "xlsx")} download>
              XLSX
            </a>
          </p>
          <details class="notes" data-test="notes">
            <summary>Ce que ces chiffres disent et ne disent pas</summary>
            {[told.travel_model, ...told.notes].map((note) => (
              <p key={note}>{typeset(note)}</p>
            ))}
          </details>
          <p class="caption" data-test="source">
            {typeset(told.source_line)}
          </p>
        </>
      )}
    </section>
  );
}
