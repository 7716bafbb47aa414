// The state of the simulator: its view, which is its link, the answers that follow it, and what a hand holds. While a site is dragged the
// question follows the hand, one in flight and the latest next; once it is let go, the link says it.
import { computed, effect, signal } from "@preact/signals";
import { schemesAddress, snapshotAddress, territoriesAddress } from "../api/address";
import type { Scheme, Sites, Territories } from "../api/document";
import { answer, resource } from "../api/resource";
import type { Snapshot } from "../api/snapshot";
import { sayBusy } from "../busy";
import { linked } from "../linked";
import { snapshot } from "../state";
import { candidatesOf, NETWORKS, type Candidate } from "./candidate";
import {
  candidateAddress,
  keptAddress,
  simulationAddress,
  type KeptScenarios,
  type Simulation,
  type SimulatedSite,
} from "./document";
import { boxOf, within } from "./around";
import { moved, type Moved } from "./edit";
import { idOf } from "./kept";
import { latest } from "./latest";
import { freeName, initialView, MOST_SCENARIOS, readLink, writeLink, type Scenario, type SimulatorView } from "./link";

const page = linked({ readLink, writeLink });
export const { view, go, follow } = page;

export const today = resource<Simulation>(() => view.value && simulationAddress(view.value, null));
/** The answer of each scenario of the link. */
export const cards = Array.from({ length: MOST_SCENARIOS }, (_, i) =>
  resource<Simulation>(() => {
    const scenario = view.value?.scenarios[i];
    return view.value && scenario ? simulationAddress(view.value, scenario) : null;
  }),
);
/** The communes, for the cursor, the pointer and the sites that a hand lets go. */
export const communes = resource<Territories>(() => view.value && territoriesAddress("commune", view.value.region));
export const schemes = resource<Scheme[]>(() => (view.value ? schemesAddress() : null));
const candidateSites = NETWORKS.map((network) => ({
  network,
  sites: resource<Sites>(() => (view.value ? candidateAddress(network) : null)),
}));
/** Public places of the region where a permanence may be held; none in many snapshots. */
export const candidates = computed<Candidate[]>(() => {
  const known = new Set(communes.data.value?.code);
  return candidateSites.flatMap(({ network, sites }) => candidatesOf(network, sites.data.value, known));
});

/** What is kept where the link says that the scenarios were. */
export const keptSet = resource<KeptScenarios>(() => {
  const id = view.value && idOf(view.value);
  return id ? keptAddress(id) : null;
});

/** The scenario shown; `null`: today. */
export const scenario = computed<Scenario | null>(() => {
  const { scenarios = [], montre = 0 } = view.value ?? {};
  return scenarios[montre - 1] ?? null;
});

/** What a hand holds over the map, and the commune it is over. */
export const held = signal<{ what: Moved; from: Scenario; commune: string } | null>(null);
/** The answer to where the hand is. */
const followed = signal<Simulation | null>(null);

const hand = latest<string, Simulation>(
  (address) => answer<Simulation>(address),
  (_, told) => {
    if (held.peek()) followed.value = told;
  },
);

export const shownResource = computed(() => {
  const at = view.value?.montre ?? 0;
  return (at === 0 ? today : cards[at - 1]) ?? today;
});
/** What is shown. While an answer is awaited, the last one stays: that of the hand until the link's is there. */
export const shown = computed<Simulation | null>(() => {
  const own = shownResource.value;
  if (followed.value && (held.value || own.loading.value)) return followed.value;
  return own.data.value ?? today.data.value;
});
effect(() => {
  if (!held.value && !shownResource.value.loading.value) followed.value = null;
});

/** EPCI of the territory looked at, as one word: what follows them stays still when a scenario changes. */
const aroundCodes = computed(() => view.value?.autour?.epci.join("~") ?? "");
/** Places of its communes in the index. */
export const aroundPlaces = computed(() =>
  communes.data.value && aroundCodes.value ? within(communes.data.value, aroundCodes.value.split("~")) : [],
);
export const aroundBox = computed(() => communes.data.value && boxOf(communes.data.value, aroundPlaces.value));

/** Where each row stands in the columns of the communes. */
export const places = computed(() => new Map(shown.value?.communes.row.map((row, i) => [row, i])));
export const codeAt = (row: number): string | null => {
  const index = communes.data.peek();
  return index?.code[index.rows.indexOf(row)] ?? null;
};
export const nameOf = (code: string): string => {
  const index = communes.data.value;
  const at = index?.code.indexOf(code) ?? -1;
  const site = shown.value?.sites.find((each) => each.commune === code);
  return index?.name[at] ?? site?.commune_name ?? code;
};

/** A site of the answer, as what can be moved. */
export function movable(site: SimulatedSite, sites: readonly SimulatedSite[]): Moved {
  if (site.state !== "ajoute") return { site: site.site };
  return { ajout: sites.filter((each) => each.state === "ajoute").indexOf(site) };
}

/** What is told of an action, for who does not see it. */
export const said = signal("");
/** Whether the next press on the map opens a permanence there. */
export const placing = signal(false);

/** A scenario as new as can be, shown; whether there was room for one. */
export function begun(from: Omit<Scenario, "nom">): boolean {
  const { scenarios = [] } = view.peek() ?? {};
  const { ajouts, retraits } = from;
  if (scenarios.length >= MOST_SCENARIOS) {
    said.value = `Il y a déjà ${MOST_SCENARIOS} scénarios : supprimez-en un, ou choisissez-en un à changer.`;
    return false;
  }
  go({ scenarios: [...scenarios, { nom: freeName(scenarios), ajouts, retraits }], montre: scenarios.length + 1 });
  return true;
}

/** Changes the scenario shown; over today, a new one is begun. */
export function edit(change: (of: Scenario) => Scenario): void {
  const before = view.peek();
  if (!before) return;
  const own = scenario.peek();
  const from = own ?? { nom: "", ajouts: [], retraits: [] };
  const next = change(from);
  if (next === from) return;
  if (!own) return void begun({ ajouts: next.ajouts, retraits: next.retraits });
  go({ scenarios: before.scenarios.map((each, i) => (i === before.montre - 1 ? next : each)) });
}

/** A hand takes a site. */
export function take(what: Moved, commune: string): void {
  const from = scenario.peek() ?? { nom: "", ajouts: [], retraits: [] };
  followed.value = shown.peek();
  held.value = { what, from, commune };
}

/** The hand is over a commune: the figures follow. */
export function drag(commune: string): void {
  const own = held.peek();
  if (!own || own.commune === commune || !view.peek()) return;
  held.value = { ...own, commune };
  hand.ask(simulationAddress(view.peek() as SimulatorView, moved(own.from, own.what, commune)));
}

/** The hand lets go. Where it moved nothing, nothing is written. */
export function drop(start: string): void {
  const own = held.peek();
  hand.drop();
  const last = followed.peek();
  // The link changes first, so that nothing but what the hand left is shown meanwhile.
  if (own && own.commune !== start) edit((of) => moved(of, own.what, own.commune));
  held.value = null;
  if (!own || own.commune === start) return;
  said.value = last?.sentence ?? "";
}

/** Fetches what the server holds and reads the link. Throws a Problem. */
export async function open(search: string): Promise<void> {
  const served = await answer<Snapshot>(snapshotAddress());
  page.learn({ regions: served.regions.map((each) => each.code), initial: initialView(served.default.region) });
  snapshot.value = served;
  follow(search);
}

sayBusy(() => [today, communes, ...cards].some((each) => each.loading.value) || held.value !== null);
