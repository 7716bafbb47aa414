import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Series } from "../api/document";
import { association, crossedWith } from "./crossed";

const oracle = (name: string) =>
  readFileSync(new URL(`../../../../tests/oracle/${name}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));

test("the coefficients are scipy’s, as the core’s are", () => {
  const pairs = oracle("association_pairs.csv");
  let compared = 0;
  oracle("association.csv").forEach(([confidence, pearson, low, high, spearman], k) => {
    if (confidence !== 0.95) return;
    const found = association(pairs.filter(([at]) => at === k).map(([, x, y]) => [x as number, y as number]));
    expect(found?.linear).toBeCloseTo(pearson as number, 10);
    expect(found?.low).toBeCloseTo(low as number, 9);
    expect(found?.high).toBeCloseTo(high as number, 9);
    expect(found?.rank).toBeCloseTo(spearman as number, 10);
    compared++;
  });
  expect(compared).toBeGreaterThan(4);
});

test("own figures are crossed by thirds with those of the map, and a territory without either has no cell", () => {
  const series = {
    level: "epci",
    region: "32",
    rows: [3, 4, 5, 6, 7, 8, 9],
    value: [1, 2, 3, 4, 5, 6, null],
    indicator: "x",
    label: "Part",
    short: "part",
    unit: "%",
    decimals: 1,
    reference: { value: 3 },
    synthetic: true,
  } as unknown as Series;
  const own = new Map([3, 4, 5, 6, 7, 9].map((row) => [row, -row]));
  const found = crossedWith(series, "mien", own);
  expect(found.cell).toEqual([6, 6, 4, 4, 2, null, null]);
  expect(found.counts.reduce((sum, each) => sum + each, 0)).toBe(found.pairs);
  expect(found.sentence).toContain("sens inverse");
  expect(crossedWith(series, "mien", new Map()).sentence).toContain("rien n’est dit");
});
