// The strip at the foot of the map: the views it opens, what the table holds, what can be taken away.
import { ChevronDown, ChevronUp } from "../icon";
import { count } from "../number";
import { brushed, go, series, snapshot } from "../state";
import { Take } from "../take";
import { typeset } from "../typeset";
import { openView, Picked, VIEWS } from "../views/drawer";

export function Strip() {
  const open = openView();
  const shown = series.data.value;
  return (
    <footer class="strip" aria-label="Vues et exports">
      <button
        type="button"
        data-test="table-toggle"
        aria-expanded={open !== null}
        aria-controls="tableau"
        onClick={() => go({ volet: open === null ? "tableau" : null })}
      >
        {open ? <ChevronDown /> : <ChevronUp />}
        <strong>Tableau</strong>
        {shown && <span>{count(shown.rows.length, "ligne", "lignes")}</span>}
      </button>
      {open === null && (
        <p class="strip-views">
          {VIEWS.slice(1, 4).map(([name, label]) => (
            <button
              key={name}
              type="button"
              class="action"
              data-test={`open-${name}`}
              onClick={() => go({ volet: name })}
            >
              {label}
            </button>
          ))}
        </p>
      )}
      {brushed.value && open === null ? (
        <Picked />
      ) : (
        <p class="extremes" title={shown ? typeset(shown.extremes) : undefined}>
          {shown && typeset(shown.extremes)}
        </p>
      )}
      <Take hook="strip" />
      {snapshot.value?.synthetic && (
        <p class="synthetic" title={typeset(snapshot.value.synthetic_notice ?? "")} data-test="strip-notice">
          Données synthétiques
        </p>
      )}
    </footer>
  );
}
