// The search of the page: a territory found is shown, or comes into the one being composed.
import type { FoundPlace } from "../api/document";
import { isComposing } from "../compose/shown";
import { isPhone } from "../map/camera";
import { go, levels, tab, view } from "../state";
import { Combobox } from "./combobox";

const ASKED = "Chercher une commune, un EPCI, un code postal";

function take({ level, code }: FoundPlace): void {
  tab.value = "carte";
  if (isComposing.peek()) {
    void import("../compose/composing").then(({ bring }) => bring({ level, code }));
    return;
  }
  const niveau = levels.value.includes(level) ? level : (view.value?.niveau ?? "epci");
  go({ niveau, territoire: { level, code }, carte: null, volet: null });
}

export const Search = () => (
  <Combobox
    hook="search"
    look="search"
    label={ASKED}
    placeholder={(open) => (isPhone() && !open ? "Chercher" : ASKED)}
    onTake={take}
    slash
  />
);
