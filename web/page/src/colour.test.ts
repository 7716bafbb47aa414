import { expect, test } from "vitest";
import { TONES, tonesOf } from "./colour";

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
  expect(tonesOf({ indicator: "part_emplois", breaks: [0, 1, 2, 3, 4, 5, 6], reference: reference(3) })).toEqual([
    0, 1, 2, 3, 4, 5,
  ]);
  expect(tonesOf({ indicator: "part_emplois", breaks: [0, 1, 2, 3], reference: reference(1) })).toEqual([0, 3, 5]);
});

test("around the reference, the hue changes at its break and is palest beside it", () => {
  const tones = tonesOf({ indicator: "indice_specificite", breaks: [0, 0.5, 0.8, 1, 1.2, 2], reference: reference(3) });
  expect(tones.map((t) => TONES[t])).toEqual(["#2F3E8F", "#7C86C4", "#C9CDE6", "#F7CF97", "#E08A1E"]);
});

test("a series without classes has no tone", () => {
  expect(tonesOf({ indicator: "part_emplois", breaks: [], reference: reference(null) })).toEqual([]);
});
