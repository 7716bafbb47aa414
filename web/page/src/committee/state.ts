// The state of the page of the committee: its view, which is its link, and the comparison that follows it.
import { computed, effect } from "@preact/signals";
import { API, snapshotAddress } from "../api/address";
import { answer, resource } from "../api/resource";
import type { Snapshot } from "../api/snapshot";
import { sayBusy } from "../busy";
import { linked } from "../linked";
import { linkProblems, snapshot } from "../state";
import { comparisonAddress, type Comparison } from "./document";
import { dated, datesOf, initialView, readLink, writeLink } from "./link";

const page = linked({ readLink, writeLink });
export const { view, go, follow } = page;

export const comparison = resource<Comparison>(() => view.value && comparisonAddress(view.value));

/** What is read: a scheme, or all of them; a scheme without activity shows all. */
export const chosen = computed(() => {
  const shown = comparison.data.value;
  const slug = view.value?.dispositif ?? null;
  return (shown?.schemes.find(({ scheme }) => scheme === slug) ?? shown?.overall) || null;
});

/** Chooses one of the two dates. */
export function chooseDate(date: { avant: number } | { apres: number }): void {
  const [shown, asked] = [comparison.data.value, view.value];
  if (shown && asked) go(dated(shown.years, datesOf(asked, shown), date));
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
});
sayBusy(() => comparison.loading.value);
