// What a person does to a composition, whatever they do it with: the map, the keyboard, the search or a list. Each act is one step of
// the link, and says what it did.
import { computed, effect, signal } from "@preact/signals";
import type { Box, Composition } from "../api/document";
import { resource } from "../api/resource";
import { LONGEST_NAME, type Composed, type Member } from "../link";
import { go, view } from "../state";
import { typeset } from "../typeset";
import type { Gazetteer } from "./gazetteer";
import { add, communesOf, edges, remove, restore, standing, toggle, type Did } from "./grouping";
import { known, knowing } from "./known";
import { knownOf, totalsAddress, wholeOf } from "./profile";
import { lookAt, outlined, standingOf, whole } from "./shown";

export const composed = computed(() => view.value?.compose ?? null);
/** What was done last, for the eye and for who does not see. */
export const said = signal("");

/** Codes of the communes that are in. */
export const communes = computed(() =>
  composed.value && known.value ? communesOf(composed.value, known.value) : new Set<string>(),
);
/** What of the composition can be asked for; `null` until its codes are known. */
export const asked = computed(() => (composed.value && known.value ? knownOf(composed.value, known.value) : null));
/** What it comes to, as its profile will say; the former stays while the next one is asked. */
export const totals = resource<Composition>(() =>
  asked.value && known.value ? totalsAddress(asked.value, known.value.cog) : null,
);

const DONE: Record<Did, string> = { added: "Ajouté", removed: "Retiré", taken: "Enlevé", restored: "Remis" };

const nameOf = (one: Member, among: Gazetteer) => among.place(one)?.name ?? `${one.level} ${one.code}`;
const telling = (did: string, one: Member, among: Gazetteer) => typeset(`${did} : ${nameOf(one, among)}.`);

/** The last composition that an act made: what was said of it is true of no other, such as that which Back brings. */
let acted: Composed | null = null;
function act(next: Composed, text: string, change: { carte?: null } = {}): void {
  acted = next;
  said.value = text;
  go({ compose: next, ...change });
}

/** The composition, once all of it is known: while that was awaited it may have changed. */
async function ready(more: readonly Member[] = []): Promise<[Composed, Gazetteer] | null> {
  const before = view.peek()?.compose;
  if (!before) return null;
  const among = await knowing({ ...before, membres: [...before.membres, ...more] });
  known.value = among;
  const now = view.peek()?.compose;
  return now ? [now, among] : null;
}

/** Pointed at on the map, in the table or on a chart: in if it was out, out if it was in. */
export async function point(one: Member): Promise<void> {
  const found = await ready([one]);
  if (!found) return;
  const { next, did } = toggle(one, ...found);
  act(next, telling(DONE[did], one, found[1]));
}

/** Member in the search: comes in, and into sight. */
export async function bring(one: Member): Promise<void> {
  const found = await ready([one]);
  if (!found) return;
  const [now, among] = found;
  if (among.communes(one).length === 0) {
    said.value = typeset(`${nameOf(one, among)} ne peut pas être ajouté : ses communes ne sont pas connues ici.`);
    return;
  }
  const next = add(one, now, among);
  const there = standing(one, communesOf(now, among), among) === "in";
  act(next, telling(there ? "Déjà dans le territoire" : DONE.added, one, among), { carte: null });
  show(next, among);
}

/** Several at once, as one step; answers those that were there already. */
export async function bringAll(all: readonly Member[]): Promise<Member[]> {
  const found = await ready(all);
  if (!found) return [];
  const [now, among] = found;
  const there: Member[] = [];
  const have = communesOf(now, among);
  const next = all.reduce((sum, one) => {
    if (standing(one, have, among) === "in") {
      there.push(one);
      return sum;
    }
    for (const code of among.communes(one)) have.add(code);
    return add(one, sum, among);
  }, now);
  if (there.length < all.length) {
    const n = all.length - there.length;
    const [only] = all.filter((each) => !there.includes(each));
    const text = n === 1 && only ? telling(DONE.added, only, among) : typeset(`Ajoutés : ${n} territoires.`);
    act(next, text, { carte: null });
    show(next, among);
  }
  return there;
}

export function takeOut(one: Member): void {
  const [now, among] = [composed.peek(), known.peek()];
  if (!now || !among) return;
  act(remove(one, now, among), telling(DONE.removed, one, among));
}

export function putBack(one: Member): void {
  const [now, among] = [composed.peek(), known.peek()];
  if (!now || !among) return;
  act(restore(one, now), telling(DONE.restored, one, among));
}

export function rename(nom: string): void {
  const now = composed.peek();
  if (!now) return;
  acted = { ...now, nom: nom.slice(0, LONGEST_NAME) };
  go({ compose: acted }, "replace");
}

/** Brings the whole composition into sight. */
function show({ membres }: Composed, among: Gazetteer): void {
  const boxes = membres.map((each) => among.place(each)?.box ?? null).filter((box) => box !== null);
  if (boxes.length > 0) lookAt.value = around(boxes);
}

const around = (boxes: readonly Box[]): Box =>
  boxes.reduce(([w, s, e, n], box) => [
    Math.min(w, box[0]),
    Math.min(s, box[1]),
    Math.max(e, box[2]),
    Math.max(n, box[3]),
  ]);

/** What the map outlines and the tooltip says follow the composition. */
effect(() => {
  const [now, among] = [composed.value, known.value];
  if (now !== acted) said.value = "";
  if (!now || !among) {
    outlined.value = {};
    whole.value = null;
    standingOf.value = null;
    return;
  }
  const rows: Record<string, number[]> = {};
  for (const place of edges(now, among).flatMap((each) => among.drawn(each))) {
    (rows[place.level] ??= []).push(place.row);
  }
  outlined.value = rows;
  whole.value = wholeOf(now, among);
  const there = communes.value;
  standingOf.value = (level, code) => standing({ level, code }, there, among);
});

// A link that was opened: what it composes is looked at once, unless it says where the map looks.
const opened = effect(() => {
  const [now, among] = [composed.value, known.value];
  if (!now || !among) return;
  if (!view.peek()?.carte && now.membres.length > 0) show(now, among);
  queueMicrotask(() => opened());
});
