// The state of the page of the deployment: its view, which is its link, and the answers that follow it. The map's modules read the
// snapshot and the pointer of the explorer's state; nothing of the explorer's view is asked for here.
import { computed, effect, signal } from "@preact/signals";
import { snapshotAddress, territoriesAddress } from "../api/address";
import type { Territories } from "../api/document";
import { answer, resource } from "../api/resource";
import type { Snapshot } from "../api/snapshot";
import { meAddress, type Me } from "../counter/document";
import { sayBusy } from "../busy";
import { linked } from "../linked";
import { linkProblems, snapshot } from "../state";
import {
  deploymentAddress,
  groupsAddress,
  unitsAddress,
  waitingAddress,
  type Deployment,
  type DeploymentGroups,
  type DeploymentUnits,
  type SchemeDeployment,
  type WaitingGroups,
} from "./document";
import { namesOf } from "./finding";
import { initialView, readLink, unknownScheme, writeLink } from "./link";

const page = linked({ readLink, writeLink });
export const { view, go, follow } = page;

/** The faces of the page on a phone. */
export type Face = "constats" | "carte" | "courbes" | "chiffres";
export const face = signal<Face>("constats");

export const deployment = resource<Deployment>(() => view.value && deploymentAddress(view.value));

/** The scheme shown: the one of the link, where it has activity; `null`: all together. */
export const scheme = computed(() => {
  const slug = view.value?.dispositif ?? null;
  const found = deployment.data.value;
  return !found || found.schemes.some((each) => each.scheme === slug) ? slug : null;
});

export const units = resource<DeploymentUnits>(() => view.value && unitsAddress(view.value, scheme.value));

/** Asks of the groups, where some are asked for and a scheme is chosen. */
const grouped = (address: typeof groupsAddress): string | null =>
  view.value?.par && scheme.value !== null ? address(view.value, scheme.value) : null;
export const groups = resource<DeploymentGroups>(() => grouped(groupsAddress));
/** Who is here, asked where it matters: how long a group waited is for whoever may read every row. */
const me = resource<Me>(() => (grouped(groupsAddress) === null ? null : meAddress()));
export const mayRead = computed(() => me.data.value?.rights.includes("all_rows") ?? false);
export const waits = resource<WaitingGroups>(() => (mayRead.value ? grouped(waitingAddress) : null));

/** Where the territories lie, for the cursor and the tooltip. */
export const territories = resource<Territories>(() => view.value && territoriesAddress("epci", view.value.region));

/** All together, then each scheme. */
export const lines = computed<SchemeDeployment[]>(() => {
  const found = deployment.data.value;
  return found ? [found.overall, ...found.schemes] : [];
});

/** The figures of the scheme shown. */
export const chosen = computed(() => lines.value.find((each) => each.scheme === scheme.value) ?? null);

/** The notion of fairness of a scheme that is compared with. */
export const fairOf = (of: SchemeDeployment) => of.fair.find((each) => each.fairness === view.value?.equite) ?? null;

export const findingNames = computed(() => namesOf(deployment.data.value?.findings ?? []));
/** The finding shown on the map. */
export const finding = computed(() => {
  const at = findingNames.value.indexOf(view.value?.constat ?? "");
  return deployment.data.value?.findings[at] ?? null;
});

/** Where each row stands in the columns. */
export const places = computed(() => new Map(units.data.value?.row.map((row, i) => [row, i])));
/** Rows the map outlines: those the finding is about. */
export const outlinedRows = computed<readonly number[]>(() => {
  const shown = units.data.value;
  const codes = new Set(finding.value?.codes);
  return shown && codes.size > 0 ? shown.row.filter((_, i) => codes.has(shown.code[i] ?? "")) : [];
});

/** Shows another scheme; a finding belonged to the one before. */
export const chooseScheme = (dispositif: string | null): void => go({ dispositif, constat: null });

/** Fetches what the server holds and reads the link. Throws a Problem. */
export async function open(search: string): Promise<void> {
  const served = await answer<Snapshot>(snapshotAddress());
  page.learn({ regions: served.regions.map((each) => each.code), initial: initialView(served.default.region) });
  snapshot.value = served;
  follow(search);
}

// A scheme of the link that has no activity is told, once that is known.
effect(() => {
  const slug = view.value?.dispositif ?? null;
  if (deployment.data.value && slug !== null && scheme.value === null && view.value) {
    linkProblems.value = [...linkProblems.peek().filter((each) => each !== unknownScheme(slug)), unknownScheme(slug)];
  }
});

sayBusy(() => [deployment, units, territories, groups, me, waits].some((each) => each.loading.value));
