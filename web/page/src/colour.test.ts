import { expect, test } from "vitest";
import { crossedTone, spotTone, structureTone, TONES, tonesOf } from "./colour";

const reference = (break_index: number | null) => ({
  level: "region",
  code: "32",
  name: "Hauts-de-France",
  value: 1,
  low: null,
  high: null,
  break_index,
});

test("six classes take the six steps, fewer classes keep both ends", () => {
  expect(
    tonesOf({ indicator: "part_emplois", breaks: [0, 1, 2, 3, 4, 5, 6], reference: reference(3) }, "lanterne"),
  ).toEqual([0, 1, 2, 3, 4, 5]);
  expect(tonesOf({ indicator: "part_emplois", breaks: [0, 1, 2, 3], reference: reference(1) }, "lanterne")).toEqual([
    0, 3, 5,
  ]);
});

test("around the reference, the hue changes at its break and is palest beside it", () => {
  const tones = tonesOf(
    { indicator: "indice_specificite", breaks: [0, 0.5, 0.8, 1, 1.2, 2], reference: reference(3) },
    "lanterne",
  );
  expect(tones.map((t) => TONES[t])).toEqual(["#2F3E8F", "#7C86C4", "#C9CDE6", "#F7CF97", "#E08A1E"]);
});

test("a series without classes has no tone", () => {
  expect(tonesOf({ indicator: "part_emplois", breaks: [], reference: reference(null) }, "lanterne")).toEqual([]);
});

test("a palette keeps its own steps, and the one around the reference serves any indicator", () => {
  const series = { indicator: "part_emplois", breaks: [0, 1, 2, 3], reference: reference(1) };
  const blue = tonesOf(series, "bleu").map((t) => TONES[t]);
  expect(blue).toEqual(["#EFF3FB", "#5F84C4", "#152F66"]);
  expect(tonesOf(series, "ecart").map((t) => TONES[t])).toEqual(["#C9CDE6", "#F7CF97", "#E08A1E"]);
});

test("a class that holds the reference is neither below nor above", () => {
  const series = {
    indicator: "part_emplois",
    breaks: [0, 15, 20, 25, 30],
    reference: { ...reference(null), value: 23.5 },
  };
  const tones = tonesOf(series, "ecart").map((t) => TONES[t]);
  expect(tones).toEqual(["#7C86C4", "#C9CDE6", "#F5F1EA", "#F7CF97"]);
});

test("every tone has its own place", () => {
  expect(new Set(TONES.slice(0, -2)).size).toBeGreaterThan(30);
  expect(TONES[structureTone("foyer_bas")]).toBe(TONES[spotTone("froid")]);
  expect(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8].map((cell) => TONES[crossedTone(cell)])).size).toBe(9);
});
