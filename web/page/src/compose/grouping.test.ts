import { expect, test } from "vitest";
import type { Level, Territories, Zone } from "../api/document";
import type { Composed, Member } from "../link";
import { Gazetteer } from "./gazetteer";
import { add, communesOf, edges, heldBy, remove, toggle } from "./grouping";

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

const zoneOf = (zone: string, name: string, epci: string[]) =>
  ({ zone, name, epci, departement: ["80"], bbox: [0, 0, 1, 1] }) as unknown as Zone;

const INDEXES = [
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
];
const known = new Gazetteer(
  INDEXES,
  new Map([
    [
      "bassin_vie",
      new Map([
        ["80001", "BV1"],
        ["80003", "BV1"],
      ]),
    ],
  ]),
  [
    zoneOf("petr", "PETR des Deux", ["A", "B"]),
    zoneOf("un", "Contrat de l’Abbevillois", ["A"]),
    zoneOf("ailleurs", "Pays d’ailleurs", ["A", "Z"]),
    zoneOf("vague", "Vallée", []),
  ],
);

const commune = (code: string): Member => ({ level: "commune", code });
const epci = (code: string): Member => ({ level: "epci", code });
const somme: Member = { level: "departement", code: "80" };
const of = (membres: Member[], sauf: Member[] = []): Composed => ({ ...EMPTY, membres, sauf });
const codes = (composed: Composed) => [...communesOf(composed, known)].sort();

test("a commune that comes in by itself and by its EPCI counts once", () => {
  const composed = of([epci("A"), commune("80001"), commune("80003")]);
  expect(codes(composed)).toEqual(["80001", "80002", "80003"]);
  expect(heldBy(commune("80001"), composed, known)).toEqual(epci("A"));
  expect(heldBy(commune("80003"), composed, known)).toBeUndefined();
  expect(edges(composed, known)).toEqual([epci("A"), commune("80003")]);
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

const zone = (code: string): Member => ({ level: "zone", code });

test("a zone that the documents name is a member of the communes of its EPCI, in and out", () => {
  expect(codes(of([zone("petr")]))).toEqual(["80001", "80002", "80003", "80004"]);
  expect(codes(of([zone("petr")], [epci("B")]))).toEqual(["80001", "80002"]);
  expect(codes(of([somme], [zone("un"), commune("80003")]))).toEqual(["80004"]);
  expect(heldBy(epci("A"), of([zone("petr"), epci("A")]), known)).toEqual(zone("petr"));
  expect(toggle(epci("B"), of([zone("petr")]), known)).toEqual({ next: of([zone("petr")], [epci("B")]), did: "taken" });
});

test("a zone has the people of its EPCI, unknown where one is, and is drawn by them", () => {
  expect(known.place(zone("petr"))).toMatchObject({ name: "PETR des Deux", population: 129, row: -1 });
  expect(known.place(zone("ailleurs"))?.population).toBeNull();
  expect(known.drawn(zone("petr")).map(({ level, code }) => `${level}-${code}`)).toEqual(["epci-A", "epci-B"]);
  expect(known.drawn(epci("A")).map(({ code }) => code)).toEqual(["A"]);
});

test("a zone whose EPCI are not said is no place, and one that reaches beyond what is known is not whole", () => {
  expect(known.place(zone("vague"))).toBeUndefined();
  expect(known.communes(zone("vague"))).toEqual([]);
  expect(["un", "petr", "ailleurs", "vague"].map((code) => known.whole(zone(code)))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("a zoning of study is a member like another", () => {
  const bassin: Member = { level: "bassin_vie", code: "BV1" };
  expect(codes(of([bassin]))).toEqual(["80001", "80003"]);
  expect(codes(of([epci("A")], [bassin]))).toEqual(["80002"]);
});
