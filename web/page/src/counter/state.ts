// The state of the counter: who is here, the view, which is its link, and the answers that follow both. Nothing is asked for that the
// rights of who is here do not open.
import { batch, computed, effect, signal } from "@preact/signals";
import { snapshotAddress } from "../api/address";
import { Problem } from "../api/problem";
import { answer, resource } from "../api/resource";
import { sayBusy } from "../busy";
import type { Snapshot } from "../api/snapshot";
import type { Deployment } from "../monitor/document";
import { linkProblems, snapshot } from "../state";
import { coverageAddress, type Coverage } from "./coverage";
import {
  accountsAddress,
  activityAddress,
  auditAddress,
  depositAddress,
  depositsAddress,
  meAddress,
  missingAddress,
  operatorsAddress,
  schemasAddress,
  SIGN_OUT,
  tokensAddress,
  type Account,
  type Activity,
  type Audit,
  type Deposit,
  type DepositSummary,
  type Kind,
  type Me,
  type Right,
  type SignedOut,
  type Token,
} from "./document";
import { INITIAL, readLink, roomsOf, writeLink, type CounterView, type Room } from "./link";
import { living } from "./living";
import { send } from "./send";

export const view = signal<CounterView>(INITIAL);
const opened = signal(false);

export const me = living<Me>(() => (opened.value ? meAddress() : null));
const rights = computed<readonly Right[]>(() => me.data.value?.rights ?? []);
export const may = (right: Right): boolean => rights.value.includes(right);
export const rooms = computed(() => roomsOf(rights.value));
/** The room shown: that of the link where it is open, the templates otherwise. */
export const room = computed<Room>(() =>
  rooms.value.some((each) => each.room === view.value.volet) ? view.value.volet : "modeles",
);
/** In a room, what it needs; elsewhere nothing is asked. */
const within = (asked: Room, address: () => string | null) => () => (room.value === asked ? address() : null);

export const kinds = resource<{ kinds: Kind[] }>(() => (opened.value ? schemasAddress() : null));
export const deposits = living<{ deposits: DepositSummary[] }>(within("depots", depositsAddress));
/** The deposit of the link. */
export const deposit = living<Deposit>(
  within("depots", () => (view.value.depot === null ? null : depositAddress(view.value.depot))),
);
export const tokens = living<{ tokens: Token[] }>(within("jetons", tokensAddress));
export const accounts = living<{ accounts: Account[] }>(within("comptes", accountsAddress));
export const audit = living<Audit>(within("journal", () => auditAddress(view.value.avant)));
export const activity = living<Activity>(within("activite", () => activityAddress(view.value.annee, view.value.page)));
/** One's own coverage; for whoever may read every row, that of the operator of the link. */
export const coverage = living<Coverage>(
  within("couverture", () => {
    if (!may("all_rows")) return coverageAddress(null);
    return view.value.operateur === null ? null : coverageAddress(view.value.operateur);
  }),
);
/** Known operators, by name: for who hands in for another, and for who opens accounts. */
export const operators = resource<{ operators: { operator: string; name: string }[] }>(() =>
  may("accounts") || may("confirm_all") ? operatorsAddress() : null,
);
/** Who did not hand in which year, as the page of the deployment says it. */
export const deployment = living<Deployment>(() =>
  may("deposit") && (room.value === "depots" || room.value === "activite")
    ? missingAddress(snapshot.value?.default.region ?? null)
    : null,
);

/** What is being done, and what went wrong with it. */
const working = signal(0);
export const busy = computed(() => working.value > 0);
export const trouble = signal<Problem | null>(null);
/** What was just done, for who does not see it. */
export const told = signal("");

/** Does something that may fail. `null` when it failed: the page says why. */
export async function attempt<T>(deed: () => Promise<T>): Promise<{ done: T } | null> {
  trouble.value = null;
  working.value += 1;
  try {
    return { done: await deed() };
  } catch (failure) {
    const problem = failure instanceof Problem ? failure : new Problem("Erreur inattendue", String(failure), 0);
    trouble.value = problem;
    // The session ended meanwhile: the page says so, and where to sign in.
    if (problem.status === 401) me.renew();
    return null;
  } finally {
    working.value -= 1;
  }
}

/** Changes the view and writes its link. */
export function go(change: Partial<CounterView>): void {
  const next = { ...INITIAL, ...change };
  const link = writeLink(next);
  batch(() => {
    trouble.value = null;
    told.value = "";
    linkProblems.value = [];
    view.value = next;
  });
  if (link !== location.search) history.pushState(null, "", `${location.pathname}${link}`);
}

/** Shows the view of a link, as the browser's Back does. */
export function follow(search: string): void {
  const read = readLink(search);
  batch(() => {
    trouble.value = null;
    told.value = "";
    linkProblems.value = read.problems;
    view.value = read.view;
  });
}

/** Fetches what the server holds and reads the link. Throws a Problem. */
export async function open(search: string): Promise<void> {
  snapshot.value = await answer<Snapshot>(snapshotAddress());
  follow(search);
  opened.value = true;
}

/** Ends the session, and forgets what it showed. Where the provider can be signed out of, too, it says so and sends back here. */
export async function signOut(): Promise<void> {
  const ended = await attempt(() => send<SignedOut>("POST", SIGN_OUT));
  if (ended) location.assign(ended.done?.to ?? location.pathname);
}

// Who comes back to the page finds what was published meanwhile.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  if (deposits.data.peek()) deposits.renew();
  if (deposit.data.peek() && !busy.peek()) deposit.renew();
});

const awaited = [me, kinds, deposits, deposit, tokens, accounts, audit, activity, coverage, operators, deployment];
sayBusy(() => busy.value || awaited.some((each) => each.loading.value));
effect(() => {
  if (me.data.value) document.documentElement.dataset.ready = "true";
});
