// The map of the simulator and what stands on it: the question, the legend, the box beside the hand or the pointer.
import { PagePane } from "../map/page-pane";
import { typeset } from "../typeset";
import { Legend } from "./legend";
import { placing, shown, shownResource, view } from "./state";
import { EpciTable } from "./table";
import { SimulatorTooltip } from "./tooltip";

const HELP =
  "Flèches : aller d’une commune à l’autre. Entrée : y ouvrir une permanence. Échap : quitter. Maj et flèches : déplacer la carte. + et − : zoomer. La liste permet d’ouvrir, de déplacer et de retirer sans la carte ; le tableau porte les mêmes chiffres.";

export const SimulatorMap = () => (
  <PagePane
    load={() => import("./simulator-map")}
    margins=".simulator :is(.map-title > *, .legend)"
    help={HELP}
    loading={shownResource.value.loading.value}
    tabled={view.value?.tableau === true}
    placing={placing.value}
    title={
      <>
        <h1 class="map-question">{typeset("Où faire venir la permanence ?")}</h1>
        <p class="reading">{typeset("Déplacez un lieu : les chiffres suivent votre geste.")}</p>
      </>
    }
    legend={<Legend />}
    tooltip={(map) => <SimulatorTooltip map={map} />}
    table={(without) => shown.value && <EpciTable of={shown.value} without={without} />}
  />
);
