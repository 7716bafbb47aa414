import { expect, test } from "vitest";
import type { Level, Territories } from "../api/document";
import type { Composed, Named } from "../link";
import { Gazetteer } from "./gazetteer";
import { add, communesOf, edges, heldBy, remove, toggle, totalsOf } from "./grouping";

const EMPTY: Composed = { membres: [], sauf: [], nom: "" };

/** Columns of a level: code, name, population, and of a commune its EPCI. */
function index(level: Level, units: [string, string, number | null, string?][]): Territories {
  const column = <T>(of: (unit: [string, string, number | null, string?], i: number) => T) => units.map(of);
  return {
    level,
    cog: 2026,
    rows: column((_, i) => i),
    code: column(([code]) => code),
    name: column(([, name]) => name),
    nature: column(() => null),
    departement: column(() => (level === "commune" || level === "epci" ? "80" : null)),
    region: column(() => "32"),
    epci: column(([, , , epci]) => epci ?? null),
    population: column(([, , population]) => population),
    lon: column(() => 0),
    lat: column(() => 0),
    bbox: column(() => null),
    partial: column(() => false),
  };
}

const known = new Gazetteer([
  index("commune", [
    ["80001", "Abbeville", 100, "A"],
    ["80002", "Ablaincourt", 20, "A"],
    ["80003", "Acheux", 7, "B"],
    ["80004", "Agenville", null, "B"],
  ]),
  index("epci", [
    ["A", "CC de l’Abbevillois", 120],
    ["B", "CC du Bois", 9],
  ]),
  index("departement", [["80", "Somme", 127]]),
]);

const commune = (code: string): Named => ({ level: "commune", code });
const epci = (code: string): Named => ({ level: "epci", code });
const somme: Named = { level: "departement", code: "80" };
const of = (membres: Named[], sauf: Named[] = []): Composed => ({ ...EMPTY, membres, sauf });
const codes = (composed: Composed) => [...communesOf(composed, known)].sort();

test("a commune that comes in by itself and by its EPCI counts once", () => {
  const composed = of([epci("A"), commune("80001"), commune("80003")]);
  expect(totalsOf(composed, known)).toEqual({ communes: 3, population: 127, uncounted: 0 });
  expect(heldBy(commune("80001"), composed, known)).toEqual(epci("A"));
  expect(heldBy(commune("80003"), composed, known)).toBeUndefined();
  expect(edges(composed, known)).toEqual([epci("A"), commune("80003")]);
});

test("a population that is not known is said, not counted as none", () => {
  expect(totalsOf(of([epci("B")]), known)).toEqual({ communes: 2, population: 7, uncounted: 1 });
});

test("what is taken away is taken away whichever way it came in", () => {
  expect(codes(of([somme, commune("80001")], [epci("A")]))).toEqual(["80003", "80004"]);
});

test("pointing at what is out brings it in, at a member takes it out", () => {
  const first = toggle(epci("A"), EMPTY, known);
  expect(first).toEqual({ next: of([epci("A")]), did: "added" });
  expect(toggle(epci("A"), first.next, known)).toEqual({ next: EMPTY, did: "removed" });
});

test("pointing at a part of a member takes it away, and once more puts it back", () => {
  const once = toggle(commune("80001"), of([epci("A")]), known);
  expect(once).toEqual({ next: of([epci("A")], [commune("80001")]), did: "taken" });
  expect(toggle(commune("80001"), once.next, known)).toEqual({ next: of([epci("A")]), did: "restored" });
});

test("a member that another one holds as well is out after one click", () => {
  const { next, did } = toggle(commune("80001"), of([epci("A"), commune("80001")]), known);
  expect([codes(next), did]).toEqual([["80002"], "taken"]);
});

test("an EPCI of which some communes are in comes in whole", () => {
  const { next, did } = toggle(epci("A"), of([commune("80001")]), known);
  expect([codes(next), did]).toEqual([["80001", "80002"], "added"]);
});

test("what comes back of a larger part taken away leaves the rest of it away", () => {
  const next = add(commune("80001"), of([somme], [epci("A")]), known);
  expect(next.sauf).toEqual([commune("80002")]);
  expect(codes(next)).toEqual(["80001", "80003", "80004"]);
});

test("what was taken away from a member goes with it", () => {
  expect(remove(epci("A"), of([epci("A"), epci("B")], [commune("80001"), commune("80003")]), known)).toEqual(
    of([epci("B")], [commune("80003")]),
  );
});

test("a name is kept whatever is done", () => {
  expect(toggle(epci("A"), { ...EMPTY, nom: "Mon pays" }, known).next.nom).toBe("Mon pays");
});

test("an EPCI is known whole where its communes make its population, which a border of regions may cut", () => {
  expect([known.whole(epci("A")), known.whole(epci("B")), known.whole(somme), known.whole(epci("Z"))]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
