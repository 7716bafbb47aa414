// The state of the page of presence: its view, which is its link, and the answers that follow it. The map's modules read the snapshot
// and the pointer of the explorer's state; nothing of the explorer's view is asked for here.
import { computed, effect, signal } from "@preact/signals";
import { API, snapshotAddress, territoriesAddress } from "../api/address";
import type { Territories } from "../api/document";
import { answer, resource } from "../api/resource";
import type { Snapshot } from "../api/snapshot";
import { sayBusy } from "../busy";
import { linked } from "../linked";
import { linkProblems, snapshot } from "../state";
import { policiesAddress, presenceAddress, type Policies, type Presence } from "./document";
import { initialView, readLink, writeLink, type Layer } from "./link";

const page = linked({ readLink, writeLink });
export const { view, go } = page;

export const presence = resource<Presence>(() => view.value && presenceAddress(view.value));
export const ofPolicies = computed(() => view.value?.onglet === "politiques");
export const policies = resource<Policies>(() => (view.value && ofPolicies.value ? policiesAddress(view.value) : null));
/** Where the territories lie, for the cursor, the tooltip and the signs of activity. */
export const territories = resource<Territories>(() => view.value && territoriesAddress("epci", view.value.region));

/** Where each row stands in the columns. */
export const places = computed(() => new Map(presence.data.value?.units.row.map((row, i) => [row, i])));
export const shows = (layer: Layer): boolean => view.value?.couches.includes(layer) ?? false;

/** The year shown: that of the link, or the last known. */
export const year = computed(() => view.value?.annee ?? presence.data.value?.years.at(-1) ?? null);
export const playing = signal(false);
/** How long a year stays while they are played. */
const STEP_MS = 1200;

/** Shows a year; the last one is no word of the link. */
export function chooseYear(chosen: number, how: "push" | "replace" = "push"): void {
  go({ annee: chosen === presence.data.value?.years.at(-1) ? null : chosen }, how);
}

const after = (shown: number | null): number | undefined => {
  const years = presence.data.value?.years ?? [];
  return years[years.indexOf(shown ?? NaN) + 1];
};

/** Plays the years from the one shown, from the first where the last is shown; or stops. */
export function play(): void {
  const first = presence.data.value?.years[0];
  if (playing.value || first === undefined) {
    playing.value = false;
    return;
  }
  if (after(year.value) === undefined) chooseYear(first);
  playing.value = true;
}

// A step waits for its map: on a slow network a year is not skipped unseen.
effect(() => {
  if (!playing.value) return;
  const next = after(year.value);
  if (next === undefined || presence.problem.value) {
    playing.value = false;
    return;
  }
  if (presence.loading.value || presence.data.value?.year !== year.value) return;
  const timer = setTimeout(() => chooseYear(next, "replace"), STEP_MS);
  return () => clearTimeout(timer);
});

/** Shows the view of a link, as the browser's Back does. */
export function follow(search: string): void {
  playing.value = false;
  page.follow(search);
}

/** Fetches what the server holds and reads the link. Throws a Problem. */
export async function open(search: string): Promise<void> {
  const [served, schemes, { operators }] = await Promise.all([
    answer<Snapshot>(snapshotAddress()),
    answer<{ scheme: string }[]>(`${API}/schemes`),
    answer<{ operators: { operator: string }[] }>(`${API}/operators`),
  ]);
  page.learn({
    regions: served.regions.map((each) => each.code),
    schemes: schemes.map((each) => each.scheme),
    operators: operators.map((each) => each.operator),
    initial: initialView(served.default.region),
  });
  snapshot.value = served;
  follow(search);
}

// A year of the link of which nothing is dated is told in the server's words, and the last one is shown.
effect(() => {
  const problem = presence.problem.value;
  const asked = view.peek()?.annee ?? null;
  if (problem?.status !== 400 || asked === null) return;
  linkProblems.value = [...linkProblems.peek(), `Le lien demande l’année ${asked}. ${problem.detail}`];
  go({ annee: null }, "replace");
});

sayBusy(() => [presence, policies, territories].some((each) => each.loading.value));
