import { expect, test } from "vitest";
import type { Level, Territories, Zone } from "../api/document";
import { Gazetteer } from "./gazetteer";
import { bare, distance, heart, ofEpci } from "./names";
import { readList } from "./paste";
import { Directory, needsPostcodes, resolve } from "./resolve";

type Unit = [level: Level, code: string, name: string, departement: string, population: number];

function directory(units: Unit[], zones: Zone[] = []): Directory {
  const levels = [...new Set(units.map(([level]) => level))];
  const indexes = levels.map((level): Territories => {
    const own = units.filter((unit) => unit[0] === level);
    return {
      level,
      cog: 2026,
      rows: own.map((_, i) => i),
      code: own.map(([, code]) => code),
      name: own.map(([, , name]) => name),
      nature: own.map(() => null),
      departement: own.map(([, , , departement]) => departement),
      region: own.map(() => null),
      population: own.map(([, , , , population]) => population),
      lon: own.map(() => 0),
      lat: own.map(() => 0),
      bbox: own.map(() => null),
      partial: own.map(() => false),
    };
  });
  return new Directory(new Gazetteer(indexes, new Map(), zones));
}

const REGION: Unit[] = [
  ["commune", "80620", "Péronne", "80", 7090],
  ["commune", "62042", "Athies", "62", 1038],
  ["commune", "80034", "Athies", "80", 614],
  ["commune", "80200", "Cocquerel", "80", 220],
  ["commune", "60297", "Le Hamel", "60", 180],
  ["commune", "02691", "Saint-Quentin", "02", 53000],
  ["commune", "59512", "Roubaix", "59", 98000],
  ["epci", "200037059", "CC de la Haute Somme (Combles - Péronne - Roisel)", "80", 26393],
  ["epci", "200070985", "CC de l'Est de la Somme", "80", 19637],
  ["departement", "80", "Somme", "80", 560000],
];
const region = directory(REGION);
const france = directory([
  ...REGION,
  ["commune", "71345", "Péronne", "71", 700],
  ["commune", "13097", "Saint-Martin-de-Crau", "13", 13000],
  ["commune", "2A004", "Ajaccio", "2A", 70000],
]);
const POSTCODES = new Map([
  ["80200", ["80034", "80620"]],
  ["80510", ["80200"]],
]);

const read = (text: string) =>
  resolve(readList(text), [region, france], POSTCODES).map(({ entry, places, near, why }) => ({
    text: entry.text,
    codes: places.map(({ code }) => code),
    near: near.map(({ code }) => code),
    why: places.length > 1 ? why : undefined,
  }));
const codes = (text: string) => read(text).map((each) => each.codes);

test("a list is read line by line, semicolons and commas cutting as well, blanks and heads left out", () => {
  const entries = readList("Commune\r\n - Péronne ;« Ham »,\n\n80200 Athies\nCode INSEE\tNom\n80001\tAbbeville\t22000");
  expect(entries.map(({ line, text }) => [line, text])).toEqual([
    [2, "Péronne"],
    [2, "Ham"],
    [4, "80200 Athies"],
    [6, "80001 · Abbeville · 22000"],
  ]);
  expect(entries.at(-1)?.cells[0]).toBe("80001");
});

test("names are compared without accents, capitals, apostrophes, hyphens or abbreviations", () => {
  expect(bare("L’Haÿ-les-Roses")).toBe(bare("l'hay les roses"));
  expect(bare("St-Quentin")).toBe(bare("SAINT QUENTIN"));
  expect(bare("Hamel (Le)")).toBe("le hamel");
  expect(ofEpci("Communauté de communes de l’Est de la Somme")).toBe(ofEpci("CC de l'Est de la Somme"));
  expect(heart("CC de la Haute Somme (Combles - Péronne - Roisel)")).toBe("haute somme");
});

test("an exact code or name is found, in the region shown before all of France", () => {
  expect(codes("200070985\n200 037 059\nperonne\nSt Quentin\nEst de la Somme\nHamel (Le)\nSomme\n2a004")).toEqual([
    ["200070985"],
    ["200037059"],
    ["80620"],
    ["02691"],
    ["200070985"],
    ["60297"],
    ["80"],
    ["2A004"],
  ]);
  expect(codes("saint martin de crau")).toEqual([["13097"]]);
});

test("a name that several have is left to choose, unless what stands beside it tells", () => {
  expect(read("Athies")).toEqual([{ text: "Athies", codes: ["62042", "80034"], near: [], why: "name" }]);
  expect(codes("Athies (80)\nAthies (Somme)\n80200 Athies\nPéronne (71)")).toEqual([
    ["80034"],
    ["80034"],
    ["80034"],
    ["71345"],
  ]);
});

test("a number that is a code and a postcode is left to choose, largest commune first", () => {
  expect(read("80200")).toEqual([
    { text: "80200", codes: ["80200", "80620", "80034"], near: [], why: "code or postcode" },
  ]);
  expect(codes("80510")).toEqual([["80200"]]);
});

test("in a list of codes none is taken for a postcode", () => {
  const read = resolve(readList("80200\n80034"), [region, france], POSTCODES);
  expect(read.map(({ places, why }) => [places[0]?.code, places.length, why])).toEqual([
    ["80200", 1, "code"],
    ["80034", 1, undefined],
  ]);
});

test("an entry that is nothing is listed with what is nearest", () => {
  expect(read("Peronnne\nRoubais\nXyzzy\n99999")).toEqual([
    { text: "Peronnne", codes: [], near: ["80620"], why: undefined },
    { text: "Roubais", codes: [], near: ["59512"], why: undefined },
    { text: "Xyzzy", codes: [], near: [], why: undefined },
    { text: "99999", codes: [], near: [], why: undefined },
  ]);
});

test("postcodes are asked for where numbers stand, not for names", () => {
  expect(needsPostcodes(readList("Péronne\n200070985\nAthies (80)"))).toBe(false);
  expect(needsPostcodes(readList("80200"))).toBe(true);
  expect(needsPostcodes(readList("80200 Péronne"))).toBe(true);
});

test("distance counts the letters to change and gives up beyond the most", () => {
  expect([distance("peronne", "perone", 2), distance("peronne", "roubaix", 2), distance("a", "a", 0)]).toEqual([
    1, 3, 0,
  ]);
});

test("a zone that the documents name is found by its name, and gives way to an EPCI of that name", () => {
  const zone = (zone: string, name: string) =>
    ({ zone, name, epci: ["200037059"], departement: ["80"], bbox: null }) as unknown as Zone;
  const named = directory(REGION, [
    zone("petr_chdf", "PETR Cœur des Hauts-de-France"),
    zone("pilote", "Communauté de communes de l’Est de la Somme"),
  ]);
  const codes = (name: string) => named.named(name).map(({ level, code }) => `${level}-${code}`);
  expect(codes("petr coeur des hauts de france")).toEqual(["zone-petr_chdf"]);
  expect(codes("Communauté de communes de l'Est de la Somme")).toEqual(["epci-200070985"]);
});
