// The page of zones: the map, and beside it the lists or the zone that is opened; one above the other on a phone.
import { useEffect } from "preact/hooks";
import { PatternDefinitions } from "../chart/pattern-defs";
import { LinkProblems, Offline, ProblemBox, TilesMissing } from "../notice";
import { PageBar } from "../pages";
import { RegionSelect } from "../region-select";
import { ZonesAnnouncer } from "./announce";
import { Aside } from "./aside";
import { ZonesMap } from "./map";
import { go, opened, view, watch } from "./state";

const NAME = "Lanterne, observatoire de l’économie sociale et solidaire";
const TITLE = "Zones blanches et zones à surveiller";

export function ZonesPage() {
  const zone = opened.value?.zone.name;
  const title = zone ? `${zone} — ${TITLE}` : TITLE;
  useEffect(() => void (document.title = `${title} — ${NAME}`), [title]);
  return (
    <div class="monitor presence zoned" data-opened={view.value?.zone != null}>
      <a class="skip" href="#synthese">
        Aller à la synthèse
      </a>
      <a class="skip" href="#carte">
        Aller à la carte
      </a>
      <PatternDefinitions />
      <PageBar here="/deploiement/zones">
        <RegionSelect
          hook="region"
          chosen={view.value?.region ?? null}
          choose={(region) => go({ region, zone: null })}
        />
      </PageBar>
      <main class="present">
        <h1 class="unseen">{TITLE}</h1>
        <div class="notices">
          <Offline />
          <LinkProblems />
          <TilesMissing />
          <ProblemBox of={watch} />
        </div>
        <ZonesMap />
        <Aside />
      </main>
      <ZonesAnnouncer />
    </div>
  );
}
