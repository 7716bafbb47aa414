// What a composition holds, and what becomes of it when a territory is pointed at. Pure. Its communes are what it is: the union of its
// members, less what is taken away; whichever way a commune came in, it is counted once.
import type { Composed, Member } from "../link";
import type { Gazetteer } from "./gazetteer";

/** How a territory stands to the composition: all of it in, some of its communes, or none. */
export type Standing = "in" | "part" | "out";

/** What a change did to a territory. */
export type Did = "added" | "removed" | "taken" | "restored";

export const same = (a: Member, b: Member): boolean => a.level === b.level && a.code === b.code;
const has = (list: readonly Member[], one: Member) => list.some((each) => same(each, one));
const without = (list: readonly Member[], one: Member) => list.filter((each) => !same(each, one));

/** Codes of the communes of several territories together. */
export function union(list: readonly Member[], known: Gazetteer): Set<string> {
  return new Set(list.flatMap((each) => known.communes(each)));
}

/** Codes of the communes of a composition. */
export function communesOf({ membres, sauf }: Composed, known: Gazetteer): Set<string> {
  const taken = union(sauf, known);
  return new Set([...union(membres, known)].filter((code) => !taken.has(code)));
}

/** How a territory stands to communes that are in. */
export function standing(named: Member, communes: ReadonlySet<string>, known: Gazetteer): Standing {
  const own = known.communes(named);
  const there = own.filter((code) => communes.has(code)).length;
  return there === 0 ? "out" : there === own.length ? "in" : "part";
}

/** The member that already holds all of another one, if any. */
export function heldBy(one: Member, { membres }: Composed, known: Gazetteer): Member | undefined {
  const own = known.communes(one);
  return membres.find((each) => {
    if (same(each, one)) return false;
    const theirs = new Set(known.communes(each));
    return own.length > 0 && theirs.size > own.length && own.every((code) => theirs.has(code));
  });
}

/** The composition with one territory more; what of it was taken away comes back. */
export function add(one: Member, composed: Composed, known: Gazetteer): Composed {
  const own = new Set(known.communes(one));
  const sauf = composed.sauf.flatMap((each) => spared(each, own, known));
  const next = { ...composed, sauf };
  const there = standing(one, communesOf(next, known), known) === "in" && own.size > 0;
  return there || has(next.membres, one) ? next : { ...next, membres: [...next.membres, one] };
}

/** The composition without a member; what was taken away from it alone goes with it. */
export function remove(one: Member, composed: Composed, known: Gazetteer): Composed {
  const membres = without(composed.membres, one);
  const left = union(membres, known);
  const sauf = composed.sauf.filter((each) => known.communes(each).some((code) => left.has(code)));
  return { ...composed, membres, sauf };
}

/** Puts back what was taken away. */
export const restore = (one: Member, composed: Composed): Composed => ({
  ...composed,
  sauf: without(composed.sauf, one),
});

/** What pointing at a territory does: one that is out comes in, one that is in goes out, taken away where another member holds it. */
export function toggle(one: Member, composed: Composed, known: Gazetteer): { next: Composed; did: Did } {
  if (has(composed.sauf, one)) {
    const next = restore(one, composed);
    const back = standing(one, communesOf(next, known), known) === "in";
    return { next: back ? next : add(one, next, known), did: "restored" };
  }
  if (has(composed.membres, one)) {
    const next = remove(one, composed, known);
    if (standing(one, communesOf(next, known), known) !== "in") return { next, did: "removed" };
    return { next: { ...next, sauf: [...next.sauf, one] }, did: "taken" };
  }
  if (standing(one, communesOf(composed, known), known) === "in")
    return { next: { ...composed, sauf: [...composed.sauf, one] }, did: "taken" };
  return { next: add(one, composed, known), did: "added" };
}

/** What is still taken away where some communes come back: of a larger territory, its other communes. */
function spared(taken: Member, back: ReadonlySet<string>, known: Gazetteer): Member[] {
  const codes = known.communes(taken);
  const left = codes.filter((code) => !back.has(code));
  return left.length === codes.length ? [taken] : left.map((code) => ({ level: "commune", code }));
}

/** Members that no other one holds, and what is taken away: the edges of the territory, which the map outlines. */
export const edges = (composed: Composed, known: Gazetteer): Member[] => [
  ...composed.membres.filter((each) => !heldBy(each, composed, known)),
  ...composed.sauf,
];
