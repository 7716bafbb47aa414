// The map of zones with what stands on it: the question, the tests that are chosen, the legend.
import { PagePane } from "../map/page-pane";
import { NARROW } from "../typeset";
import { Choices } from "./choices";
import { Legend } from "./legend";
import { view, watch } from "./state";
import { ZonesTable } from "./table";
import { ZonesTooltip } from "./tooltip";

const HELP =
  "Flèches : aller d’un EPCI à l’autre. Entrée : ouvrir sa zone. Échap : quitter. Maj et flèches : déplacer la carte. + et − : zoomer. Le tableau porte les mêmes chiffres.";

export const ZonesMap = () => (
  <PagePane
    load={() => import("./zones-map")}
    margins=".zoned .map-title > *, .zoned .legend"
    help={HELP}
    loading={watch.loading.value}
    tabled={view.value?.tableau === true}
    title={
      <>
        <h2 class="map-question" data-test="map-title">
          {`Où l’ESS manque-t-elle${NARROW}?`}
        </h2>
        <Choices />
      </>
    }
    legend={<Legend />}
    tooltip={(map) => <ZonesTooltip map={map} />}
    table={(without) => <ZonesTable without={without} />}
  />
);
