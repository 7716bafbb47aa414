// The Explorer as one page: bar, column, map, panel, strip; the same parts as tabs on a phone.
import { Announcer } from "./announce";
import { Bar } from "./bar";
import { PatternDefinitions } from "./chart/pattern-defs";
import { TrayPlace } from "./compose/place";
import { isComposing } from "./compose/shown";
import { Column } from "./column/column";
import { MapPane } from "./map/map-pane";
import { Notices } from "./notice";
import { Panel } from "./panel/panel";
import { Sources } from "./sources";
import { unframed } from "./frame";
import { framed, go, panelOpen, tab, view, type Tab } from "./state";
import { Strip } from "./table/strip";
import { Drawer, openView } from "./views/drawer";

export function Page() {
  const shown = view.value;
  if (!shown) return null;
  return (
    <div
      class="page"
      data-tab={tab.value}
      data-panel={panelOpen.value}
      data-composing={shown.compose !== null}
      data-table={openView() !== null}
      data-framed={framed}
    >
      <a class="skip" href="#carte">
        Aller à la carte
      </a>
      <a
        class="skip"
        href="#tableau"
        onClick={(event) => {
          event.preventDefault();
          go({ volet: "tableau" });
          requestAnimationFrame(() => document.getElementById("tableau")?.focus());
        }}
      >
        Aller au tableau équivalent
      </a>
      <PatternDefinitions />
      <Bar />
      <Column />
      <main class="stage">
        <Notices />
        <MapPane />
        {shown.compose ? <TrayPlace /> : <Panel />}
        <Drawer />
      </main>
      <Strip />
      {framed && (
        <p class="framed">
          <a href={unframed(location.href)} target="_blank" rel="noopener">
            Ouvrir dans Lanterne
          </a>
        </p>
      )}
      <Tabs />
      <Sources />
      <Announcer />
    </div>
  );
}

const TABS: [Tab, string][] = [
  ["carte", "Carte"],
  ["profil", "Profil"],
  ["tableau", "Tableau"],
  ["reglages", "Réglages"],
];

/** The four faces of the page on a phone. */
function Tabs() {
  return (
    <nav class="tabs" aria-label="Parties de la page">
      {TABS.map(([name, label]) => (
        <button
          key={name}
          type="button"
          data-test={`tab-${name}`}
          aria-current={tab.value === name ? "page" : undefined}
          onClick={() => (tab.value = name)}
        >
          {name === "profil" && isComposing.value ? "Composer" : label}
        </button>
      ))}
    </nav>
  );
}
