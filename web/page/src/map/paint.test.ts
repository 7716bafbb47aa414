import { expect, test } from "vitest";
import { crossedTone, NO_DATA, structureTone, WHITE } from "../colour";
import type { Clusters, Relation } from "../api/analysis";
import type { Series, WhiteZones } from "../api/document";
import { appearances, type Shown } from "./paint";

const series = {
  indicator: "part_emplois",
  level: "epci",
  rows: [4, 7, 9],
  value: [5, 12, null],
  class: [0, 1, null],
  breaks: [0, 10, 20],
  reliable: [false, true, true],
  published: [],
  reference: { level: "region", code: "32", name: "", value: 10, low: null, high: null, break_index: 1 },
} as unknown as Series;

const whiteZones = {
  level: "epci",
  rows: [4, 7, 9],
  kinds: {
    offre: { verdict: ["oui", "non", "nd"] },
    foyer_froid: { verdict: ["oui", "ns", "nd"] },
    accompagnement: { verdict: ["non", "oui", "nd"] },
    recours: { verdict: ["oui", "ns", "nd"] },
  },
} as unknown as WhiteZones;

const show = (change: Partial<Shown>) =>
  appearances({
    series,
    whiteZones: null,
    layers: [],
    palette: "lanterne",
    reading: "classes",
    clusters: null,
    relation: null,
    brushed: null,
    own: null,
    ...change,
  });

test("a class is a tone and an absence is no data, never the lowest class", () => {
  const looks = show({});
  expect([...looks.values()].map((look) => look & 0xff)).toEqual([0, 5, NO_DATA]);
});

test("a white zone is white under the hatch of its kind, and only when its layer is shown", () => {
  const looks = show({ whiteZones, layers: ["offre", "fiabilite"] });
  expect(looks.get(4)).toBe(WHITE | (1 << 8));
  expect(looks.get(7)).toBe(5);
});

test("where two kinds meet both hatches are drawn", () => {
  const looks = show({ whiteZones, layers: ["offre", "foyer_froid", "accompagnement"] });
  expect(looks.get(4)).toBe(WHITE | (1 << 8) | (1 << 11));
  expect(looks.get(7)).toBe(WHITE | (1 << 9));
  expect(show({ whiteZones, layers: ["recours"] }).get(4)).toBe(WHITE | (1 << 13));
  expect(show({ whiteZones, layers: ["recours"] }).get(7), "not proven is not white").toBe(5);
});

test("dots mark a rate that is hardly reliable, not an absence", () => {
  const looks = show({ layers: ["fiabilite"] });
  expect((looks.get(4) as number) >> 8).toBe(4);
  expect((looks.get(9) as number) >> 8).toBe(0);
});

test("a share published elsewhere is in no class of ours", () => {
  const published = [{ row: 9, value: 12, year: null, source: null, published: true }];
  expect(show({ series: { ...series, published } }).get(9)).toBe(NO_DATA);
});

test("a map of clusters shows what each was tested to be, without hatch or dot", () => {
  const clusters = {
    level: "epci",
    row: [7, 4],
    structure: ["ns", "foyer_bas"],
    spot: ["ns", "froid"],
  } as unknown as Clusters;
  const looks = show({ reading: "foyers", clusters, whiteZones, layers: ["offre", "fiabilite"] });
  expect([...looks.values()]).toEqual([structureTone("foyer_bas"), structureTone("ns"), NO_DATA]);
});

test("two indicators crossed colour the cell, and an answer of another level colours nothing", () => {
  const relation = { level: "epci", row: [4, 7, 9], cell: [8, 0, null] } as unknown as Relation;
  expect([...show({ reading: "croisement", relation }).values()]).toEqual([crossedTone(8), crossedTone(0), NO_DATA]);
  const other = { ...relation, level: "commune" } as Relation;
  expect([...show({ reading: "croisement", relation: other }).values()]).toEqual([NO_DATA, NO_DATA, NO_DATA]);
});

test("what is not picked out on a chart fades", () => {
  const looks = show({ brushed: new Set([7]) });
  expect([...looks.values()].map((look) => look >> 12)).toEqual([1, 0, 1]);
});

test("a person's own figures take the place of the series, and what they do not hold is no data", () => {
  const own = {
    level: "epci" as const,
    head: "x",
    values: new Map([
      [4, 1],
      [7, 9],
    ]),
    breaks: [1, 5, 9],
  };
  const looks = [...show({ own, whiteZones, layers: ["offre", "fiabilite"] }).values()];
  expect(looks[0]).not.toBe(looks[1]);
  expect(looks[2]).toBe(NO_DATA);
  expect(looks.every((look) => look < 1 << 8)).toBe(true);
});
