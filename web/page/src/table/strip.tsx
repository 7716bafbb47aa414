// The strip at the foot of the map: says what the table holds, and opens it.
import { seriesCsvAddress } from "../api/address";
import { ChevronDown, ChevronUp } from "../icon";
import { count } from "../number";
import { go, scope, series, snapshot, view } from "../state";
import { typeset } from "../typeset";

export function Strip() {
  const open = view.value?.volet === "tableau";
  const shown = series.data.value;
  const asked = scope.value;
  return (
    <div class="strip">
      <button
        type="button"
        data-test="table-toggle"
        aria-expanded={open}
        aria-controls="tableau"
        onClick={() => go({ volet: open ? null : "tableau" })}
      >
        {open ? <ChevronDown /> : <ChevronUp />}
        <strong>Tableau</strong>
        {shown && <span>{count(shown.rows.length, "ligne", "lignes")}</span>}
      </button>
      <p class="extremes" title={shown ? typeset(shown.extremes) : undefined}>
        {shown && typeset(shown.extremes)}
      </p>
      {shown && asked && (
        <a class="action" data-test="table-csv" href={seriesCsvAddress(shown.indicator, asked)} download>
          CSV
        </a>
      )}
      {snapshot.value?.synthetic && (
        <p class="synthetic" title={typeset(snapshot.value.synthetic_notice ?? "")} data-test="strip-notice">
          Données synthétiques
        </p>
      )}
    </div>
  );
}
