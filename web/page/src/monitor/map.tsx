// The map of the deployment and what stands on it: the question, the choices, the sentence that reads it, the legend.
import { PagePane } from "../map/page-pane";
import { NARROW, typeset } from "../typeset";
import { Choices } from "./choices";
import { Legend } from "./legend";
import { units, view } from "./state";
import { MonitorTooltip } from "./tooltip";
import { UnitsTable } from "./units-table";

const HELP =
  "Flèches : aller d’un EPCI à l’autre. Échap : quitter. Maj et flèches : déplacer la carte. + et − : zoomer. Le tableau porte les mêmes chiffres.";

export const MonitorMap = () => (
  <PagePane
    load={() => import("./monitor-map")}
    margins=".monitor .map-title > *, .monitor .legend"
    help={HELP}
    loading={units.loading.value}
    tabled={view.value?.tableau === true}
    title={<Title />}
    legend={<Legend />}
    tooltip={(map) => <MonitorTooltip map={map} />}
    table={(without) => <UnitsTable without={without} />}
  />
);

function Title() {
  const shown = units.data.value;
  return (
    <>
      <h2 class="map-question" data-test="map-title">
        Où l’aide <span class="whole">est-elle arrivée{NARROW}?</span>
      </h2>
      <Choices />
      {shown ? (
        <p class="reading" data-test="map-sentence">
          {typeset(shown.sentence)}
        </p>
      ) : (
        <div aria-hidden="true">
          <div class="bone" />
          <div class="bone" />
        </div>
      )}
    </>
  );
}
