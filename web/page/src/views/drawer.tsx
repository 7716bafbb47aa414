// The drawer at the foot of the map: the same territories as a table, a ranking, a scatter, a curve, a comparison. One is open at a
// time; pointing at a territory in any of them points at it on the map.
import type { ComponentChild } from "preact";
import { useEffect } from "preact/hooks";
import type { Pane } from "../link";
import { isPhone } from "../map/camera";
import { MOST_PICKED } from "../link";
import { brushed, go, pickOut, tab, view } from "../state";
import { typeset } from "../typeset";
import { Table } from "../table/table";
import { count } from "../number";
import { Comparison } from "./comparison";
import { Evolution } from "./evolution";
import { Lorenz } from "./lorenz";
import { Ranking } from "./ranking";
import { Scatter } from "./scatter";
import { Sql } from "./sql";

export type View = Exclude<Pane, "sources">;

export const VIEWS: [View, string][] = [
  ["tableau", "Tableau"],
  ["classement", "Classement"],
  ["nuage", "Nuage"],
  ["inegalites", "Inégalités"],
  ["comparaison", "Comparaison"],
  ["evolution", "Évolution"],
  ["sql", "SQL"],
];

const CONTENT: Record<View, () => ComponentChild> = {
  tableau: () => <Table />,
  classement: () => <Ranking />,
  nuage: () => <Scatter />,
  inegalites: () => <Lorenz />,
  comparaison: () => <Comparison />,
  evolution: () => <Evolution />,
  sql: () => <Sql />,
};

/** The view that is open; on a phone the tab opens the table when none is. */
export function openView(): View | null {
  const pane = view.value?.volet ?? null;
  if (pane !== null && pane !== "sources") return pane;
  return tab.value === "tableau" && isPhone() ? "tableau" : null;
}

export function Drawer() {
  const open = openView();
  // On a phone the tabs are wider than the screen.
  useEffect(() => {
    document.getElementById(`vue-${open}`)?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [open]);
  return (
    <section
      class="drawer"
      id="tableau"
      aria-label="Tableau et graphiques équivalents à la carte"
      tabIndex={-1}
      hidden={open === null}
    >
      {open && (
        <>
          <div class="views" role="tablist" aria-label="Vues">
            {VIEWS.map(([name, label]) => (
              <button
                key={name}
                type="button"
                role="tab"
                id={`vue-${name}`}
                data-test={`view-${name}`}
                aria-selected={name === open}
                aria-controls="vue"
                tabIndex={name === open ? 0 : -1}
                onClick={() => go({ volet: name })}
                onKeyDown={(event) => {
                  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
                  if (step === 0) return;
                  event.preventDefault();
                  const at = VIEWS.findIndex(([each]) => each === open);
                  const next = VIEWS[(at + step + VIEWS.length) % VIEWS.length]?.[0] ?? "tableau";
                  go({ volet: next });
                  requestAnimationFrame(() => document.getElementById(`vue-${next}`)?.focus());
                }}
              >
                {label}
              </button>
            ))}
            <Picked />
          </div>
          <div class="view" role="tabpanel" id="vue" aria-labelledby={`vue-${open}`}>
            {CONTENT[open]()}
          </div>
        </>
      )}
    </section>
  );
}

/** What was picked out on a chart, and the way back to all. */
export function Picked() {
  const rows = brushed.value;
  if (!rows) return null;
  return (
    <p class="picked" role="status">
      {count(rows.size, "territoire retenu", "territoires retenus")}{" "}
      <button type="button" class="action" data-test="unpick" onClick={() => pickOut([])}>
        Tous les montrer
      </button>
      {rows.size > MOST_PICKED && (
        <span class="caption">{typeset(" Trop pour un lien : il les montrera tous, les fichiers aussi.")}</span>
      )}
    </p>
  );
}
