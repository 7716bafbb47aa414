import { expect, test } from "vitest";
import type { Series, Territories } from "../api/document";
import { circlesOf, LARGEST, radiusOf } from "./circles";

test("the area of a circle is in proportion to its amount", () => {
  const [large, small] = [radiusOf(400, 400), radiusOf(100, 400)];
  expect(large).toBe(LARGEST);
  expect((large / small) ** 2).toBeCloseTo(4);
  expect(radiusOf(0, 400)).toBe(0);
  expect(radiusOf(0.001, 400)).toBeGreaterThan(1);
});

test("a territory without amount or place has no circle, and one left out of a selection fades", () => {
  const series = {
    indicator: "part_emplois",
    level: "epci",
    rows: [4, 7, 9],
    numerator: [10, null, 40],
    class: [0, null, 1],
    breaks: [0, 1, 2],
    reference: { break_index: 1 },
  } as unknown as Series;
  const index = { level: "epci", rows: [4, 7, 9], lon: [1, 2, 3], lat: [50, 50, null] } as unknown as Territories;
  const { features } = circlesOf(series, index, "lanterne", new Set([9])) as {
    features: { id: number; properties: { faded: boolean } }[];
  };
  expect(features.map(({ id, properties }) => [id, properties.faded])).toEqual([[4, true]]);
  expect(circlesOf(series, { ...index, level: "commune" } as Territories, "lanterne", null).features).toEqual([]);
});
