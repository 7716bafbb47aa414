// The state of the page of zones: its view, which is its link, and the answer that follows it. The map's modules read the snapshot and
// the pointer of the explorer's state; nothing of the explorer's view is asked for here.
import { computed } from "@preact/signals";
import { API, snapshotAddress, territoriesAddress } from "../api/address";
import type { Territories } from "../api/document";
import { answer, resource } from "../api/resource";
import type { Snapshot } from "../api/snapshot";
import { sayBusy } from "../busy";
import { linked } from "../linked";
import { snapshot } from "../state";
import { watchAddress, type Watch, type WatchZone } from "./document";
import { keyOf, type Item, type Limits } from "./item";
import { initialView, readLink, writeLink } from "./link";

const page = linked({ readLink, writeLink });
export const { view, go, follow } = page;

export const watch = resource<Watch>(() => view.value && watchAddress(view.value));
/** Where the EPCI lie, for the cursor and the tooltip. */
export const territories = resource<Territories>(() => view.value && territoriesAddress("epci", view.value.region));
/** Where each EPCI stands in the columns. */
export const places = computed(() => new Map(watch.data.value?.units.row.map((row, i) => [row, i])));

/** The zone that is opened, once its answer has come. */
export const opened = computed(() => {
  const found = watch.data.value?.opened ?? null;
  return found !== null && found.zone.key === view.value?.zone ? found : null;
});

/** Zones that hold an EPCI: those of the lists first. */
export const holding = (row: number): WatchZone[] =>
  (watch.data.value?.zones ?? []).filter(({ epci }) => epci.some((own) => own.row === row));

export const show = (zone: string | null): void => go({ zone });

/** Adds a zone to the list, or takes the place of the one that is the same; it opens. */
export function add(item: Item): void {
  const others = (view.value?.zones ?? []).filter((own) => keyOf(own) !== keyOf(item));
  go({ zones: [...others, item], zone: keyOf(item) });
}

/** Takes a zone off the list. */
export function drop(key: string): void {
  const zones = (view.value?.zones ?? []).filter((own) => keyOf(own) !== key);
  go({ zones, zone: view.value?.zone === key ? null : (view.value?.zone ?? null) });
}

/** The thresholds of a zone of its own; a zone of the roadmap that takes some comes into the list. */
export function limitsOf(key: string): Limits {
  return view.value?.zones.find((own) => keyOf(own) === key)?.seuils ?? {};
}

/** Fetches what the server holds and reads the link. Throws a Problem. */
export async function open(search: string): Promise<void> {
  const [served, schemes] = await Promise.all([
    answer<Snapshot>(snapshotAddress()),
    answer<{ scheme: string }[]>(`${API}/schemes`),
  ]);
  page.learn({
    regions: served.regions.map((each) => each.code),
    schemes: schemes.map((each) => each.scheme),
    initial: initialView(served.default.region),
  });
  snapshot.value = served;
  follow(search);
}

sayBusy(() => [watch, territories].some((each) => each.loading.value));
