import { expect, test } from "vitest";
import { NO_DATA, WHITE } from "../colour";
import type { Series, WhiteZones } from "../api/document";
import { appearances } from "./paint";

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
  },
} as unknown as WhiteZones;

test("a class is a tone and an absence is no data, never the lowest class", () => {
  const looks = appearances(series, null, []);
  expect([...looks.values()].map((look) => look & 0xff)).toEqual([0, 5, NO_DATA]);
});

test("a white zone is white under the hatch of its kind, and only when its layer is shown", () => {
  const looks = appearances(series, whiteZones, ["offre", "fiabilite"]);
  expect(looks.get(4)).toBe(WHITE | (1 << 8));
  expect(looks.get(7)).toBe(5);
});

test("where two kinds meet both hatches are drawn", () => {
  const looks = appearances(series, whiteZones, ["offre", "foyer_froid", "accompagnement"]);
  expect(looks.get(4)).toBe(WHITE | (1 << 8) | (1 << 11));
  expect(looks.get(7)).toBe(WHITE | (1 << 9));
});

test("dots mark a rate that is hardly reliable, not an absence", () => {
  const looks = appearances(series, null, ["fiabilite"]);
  expect((looks.get(4) as number) >> 8).toBe(4);
  expect((looks.get(9) as number) >> 8).toBe(0);
});

test("a share published elsewhere is in no class of ours", () => {
  const published = [{ row: 9, value: 12, year: null, source: null, published: true }];
  expect(appearances({ ...series, published }, null, []).get(9)).toBe(NO_DATA);
});
