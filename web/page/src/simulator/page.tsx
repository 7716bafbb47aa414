// The page of the simulator: what a hand does, the map, what it changes, and the scenarios side by side; one below the other on a phone.
import { useEffect } from "preact/hooks";
import { PatternDefinitions } from "../chart/pattern-defs";
import { PageBar } from "../pages";
import { LinkProblems, Offline, ProblemBox, TilesMissing } from "../notice";
import { RegionSelect } from "../region-select";
import { typeset } from "../typeset";
import { SimulatorAnnouncer } from "./announce";
import { KeptChanges } from "./keeping";
import { SimulatorMap } from "./map";
import { Panel } from "./panel";
import { Results } from "./results";
import { go, said, scenario, shownResource, view } from "./state";
import { Strip } from "./strip";

const NAME = "Simulateur — Lanterne, observatoire de l’économie sociale et solidaire";

export function SimulatorPage() {
  const own = scenario.value;
  useEffect(() => {
    document.title = own ? `${own.nom}, ${NAME}` : NAME;
  }, [own?.nom]);
  return (
    <div class="monitor simulator">
      <a class="skip" href="#permanences-volet">
        Aller aux permanences
      </a>
      <a class="skip" href="#carte">
        Aller à la carte
      </a>
      <a class="skip" href="#scenarios-volet">
        Aller aux scénarios
      </a>
      <PatternDefinitions />
      <Bar />
      <main class="simulated">
        <div class="notices">
          <Offline />
          <LinkProblems />
          <TilesMissing />
          <ProblemBox of={shownResource.value} />
          <KeptChanges />
          {said.value !== "" && /^Il y a déjà/.test(said.value) && (
            <p class="notice" role="status">
              {typeset(said.value)}
            </p>
          )}
        </div>
        <Panel />
        <SimulatorMap />
        <Results />
        <Strip />
      </main>
      <SimulatorAnnouncer />
    </div>
  );
}

const Bar = () => (
  <PageBar here="/deploiement/simulateur">
    <RegionSelect hook="region" chosen={view.value?.region ?? null} choose={(region) => go({ region, autour: null })} />
  </PageBar>
);
