// The night header: the name, the region shown, the search, the door to the sources.
import { LanternMark } from "./icon";
import { RegionSelect } from "./region-select";
import { Search } from "./search/search";
import { go, view } from "./state";

export function Bar() {
  return (
    <header class="bar">
      <a class="name" href="/" aria-label="Lanterne, accueil">
        <LanternMark />
        <span>Lanterne</span>
      </a>
      <RegionChoice hook="region" />
      <Search />
      <nav aria-label="Pages" class="pages">
        <a href="/" aria-current={view.value?.volet === "sources" ? undefined : "page"}>
          Explorer
        </a>
        <a href="/deploiement">Déploiement</a>
        <SourcesButton hook="sources" />
      </nav>
    </header>
  );
}

/** Which region is shown, or all of France. */
export const RegionChoice = ({ hook }: { hook: string }) => (
  <RegionSelect
    hook={hook}
    chosen={view.value?.region ?? null}
    choose={(region) => go({ region, carte: null, territoire: null })}
  />
);

export const SourcesButton = ({ hook }: { hook: string }) => (
  <button
    type="button"
    data-test={hook}
    aria-expanded={view.value?.volet === "sources"}
    onClick={() => go({ volet: view.value?.volet === "sources" ? null : "sources" })}
  >
    Sources et méthodes
  </button>
);
