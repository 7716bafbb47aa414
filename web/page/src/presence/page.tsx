// The page of presence: the synthesis beside the map, and the two tabs; one above the other on a phone.
import { useEffect } from "preact/hooks";
import { PatternDefinitions } from "../chart/pattern-defs";
import { PageBar } from "../pages";
import { LinkProblems, Offline, ProblemBox, TilesMissing } from "../notice";
import { RegionSelect } from "../region-select";
import { PresenceAnnouncer } from "./announce";
import { Aside } from "./aside";
import { PresenceMap } from "./map";
import { go, ofPolicies, policies, presence, view } from "./state";

const NAME = "Lanterne, observatoire de l’économie sociale et solidaire";

export function PresencePage() {
  const title = ofPolicies.value ? "Politiques des EPCI" : "Présence des opérateurs";
  useEffect(() => void (document.title = `${title} — ${NAME}`), [title]);
  return (
    <div class="monitor presence">
      <a class="skip" href="#synthese">
        Aller à la synthèse
      </a>
      <a class="skip" href="#carte">
        Aller à la carte
      </a>
      <PatternDefinitions />
      <PresenceBar />
      <main class="present">
        <h1 class="unseen">{title}</h1>
        <div class="notices">
          <Offline />
          <LinkProblems />
          <TilesMissing />
          <ProblemBox of={presence} />
          {!presence.problem.value && <ProblemBox of={policies} />}
        </div>
        <Tabs />
        <PresenceMap />
        <Aside />
      </main>
      <PresenceAnnouncer />
    </div>
  );
}

const PresenceBar = () => (
  <PageBar here="/deploiement/presence">
    <RegionSelect
      hook="region"
      chosen={view.value?.region ?? null}
      choose={(region) => go({ region, operateur: null })}
    />
  </PageBar>
);

const Tabs = () => (
  <nav class="tabs" aria-label="Parties de la page">
    {(
      [
        ["presence", "Présence"],
        ["politiques", "Politiques des EPCI"],
      ] as const
    ).map(([onglet, label]) => (
      <button
        key={onglet}
        type="button"
        data-test={`tab-${onglet}`}
        aria-current={view.value?.onglet === onglet ? "page" : undefined}
        onClick={() => go({ onglet })}
      >
        {label}
      </button>
    ))}
  </nav>
);
