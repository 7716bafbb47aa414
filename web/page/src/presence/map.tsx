// The map of presence with what stands on it: the question, the choices, the legend with its layers.
import { PagePane } from "../map/page-pane";
import { NARROW } from "../typeset";
import { Choices } from "./choices";
import { Legend } from "./legend";
import { ofPolicies, policies, presence, view } from "./state";
import { PresenceTable } from "./table";
import { PresenceTooltip } from "./tooltip";

const HELP =
  "Flèches : aller d’un EPCI à l’autre. Échap : quitter. Maj et flèches : déplacer la carte. + et − : zoomer. Le tableau porte les mêmes chiffres.";

export const PresenceMap = () => (
  <PagePane
    load={() => import("./presence-map")}
    margins=".presence .map-title > *, .presence .legend"
    help={HELP}
    loading={presence.loading.value || policies.loading.value}
    tabled={view.value?.tableau === true}
    title={
      <>
        <h2 class="map-question" data-test="map-title">
          {ofPolicies.value ? "Quels EPCI ont une politique ESS" : "Où rencontrer un opérateur"}
          {`${NARROW}?`}
        </h2>
        <Choices />
      </>
    }
    legend={<Legend />}
    tooltip={(map) => <PresenceTooltip map={map} />}
    table={(without) => <PresenceTable without={without} />}
  />
);
