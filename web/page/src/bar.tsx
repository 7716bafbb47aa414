// The night header: the name, the region shown, the search, the door to the sources.
import { ChevronDown, LanternMark } from "./icon";
import { Search } from "./search/search";
import { go, snapshot, view } from "./state";
import { typeset } from "./typeset";

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
        <SourcesButton hook="sources" />
      </nav>
    </header>
  );
}

/** Which region is shown, or all of France; regions without data say so. */
export function RegionChoice({ hook }: { hook: string }) {
  const regions = snapshot.value?.regions ?? [];
  const spoken = (coverage: string) => (coverage === "none" ? " (n.d.)" : coverage === "partial" ? " (en partie)" : "");
  const chosen = view.value?.region ?? "france";
  return (
    <label class="region">
      <span class="unseen">Territoire montré</span>
      <select
        data-test={hook}
        value={chosen}
        onChange={(event) => {
          const code = event.currentTarget.value;
          go({ region: code === "france" ? null : code, carte: null, territoire: null });
        }}
      >
        <option value="france">France entière</option>
        {[...regions]
          .sort((a, b) => a.name.localeCompare(b.name, "fr"))
          .map((region) => (
            <option key={region.code} value={region.code}>
              {typeset(region.name + spoken(region.coverage))}
            </option>
          ))}
      </select>
      <ChevronDown />
    </label>
  );
}

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
