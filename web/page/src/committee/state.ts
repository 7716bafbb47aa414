// The state of the page of the committee: its view, which is its link, and the comparison that follows it.
import { computed, effect, signal } from "@preact/signals";
import { API, snapshotAddress } from "../api/address";
import { answer, resource } from "../api/resource";
import type { Snapshot } from "../api/snapshot";
import { linkProblems, snapshot } from "../state";
import { comparisonAddress, type Comparison } from "./document";
import { dated, initialView, readLink, writeLink, type CommitteeView, type Known } from "./link";

export const view = signal<CommitteeView | null>(null);
let known: Known = { regions: [], schemes: [], initial: initialView(null) };

export const comparison = resource<Comparison>(() => view.value && comparisonAddress(view.value));

/** What is read: a scheme, or all of them; a scheme without activity shows all. */
export const chosen = computed(() => {
  const shown = comparison.data.value;
  const slug = view.value?.dispositif ?? null;
  return (shown?.schemes.find(({ scheme }) => scheme === slug) ?? shown?.overall) || null;
});

/** Changes the view and writes its link. */
export function go(change: Partial<CommitteeView>, how: "push" | "replace" = "push"): void {
  const before = view.value;
  if (!before) return;
  const next = { ...before, ...change };
  const link = writeLink(next, known.initial);
  if (link === writeLink(before, known.initial)) return;
  view.value = next;
  history[how === "push" ? "pushState" : "replaceState"](null, "", `${location.pathname}${link}`);
}

/** Chooses one of the two dates. */
export function chooseDate(date: { avant: number } | { apres: number }): void {
  const shown = comparison.data.value;
  if (shown) go(dated(shown.years, { avant: shown.before, apres: shown.after }, date));
}

/** Shows the view of a link, as the browser's Back does. */
export function follow(search: string): void {
  const read = readLink(search, known);
  linkProblems.value = read.problems;
  view.value = read.view;
}

/** Fetches what the server holds and reads the link. Throws a Problem. */
export async function open(search: string): Promise<void> {
  const [served, schemes] = await Promise.all([
    answer<Snapshot>(snapshotAddress()),
    answer<{ scheme: string }[]>(`${API}/schemes`),
  ]);
  known = {
    regions: served.regions.map((each) => each.code),
    schemes: schemes.map((each) => each.scheme),
    initial: initialView(served.default.region),
  };
  snapshot.value = served;
  follow(search);
}

// Dates of the link that nobody handed in are told in the server's words, and those the server chooses are shown.
effect(() => {
  const problem = comparison.problem.value;
  const asked = view.peek();
  if (problem?.status !== 400 || !asked || (asked.avant === null && asked.apres === null)) return;
  linkProblems.value = [...linkProblems.peek(), problem.detail];
  go({ avant: null, apres: null }, "replace");
});

effect(() => {
  if (comparison.data.value || comparison.problem.value) document.documentElement.dataset.ready = "true";
  if (comparison.loading.value) document.documentElement.dataset.busy = "true";
  else requestAnimationFrame(() => comparison.loading.peek() || delete document.documentElement.dataset.busy);
});
