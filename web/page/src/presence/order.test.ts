import { expect, test } from "vitest";
import type { PresenceUnits } from "./document";
import { orderOf, placesIn } from "./order";

const units = {
  code: ["a", "b", "c"],
  name: ["Écaillon", "Douai", "Flandre"],
  minutes: [40, null, 10],
  within: [0.2, null, 1],
  declared: [1, 3, 2],
  siege: [1, 0, 0],
  antenne: [0, 0, 0],
  permanence: [1, 0, 1],
  inconnu: [0, 0, 0],
} as unknown as PresenceUnits;

test("what is not known comes last, whichever way", () => {
  expect(orderOf(units, { column: "minutes", descending: false })).toEqual([2, 0, 1]);
  expect(orderOf(units, { column: "minutes", descending: true })).toEqual([0, 2, 1]);
});

test("names are in French order, and places are counted together", () => {
  expect(orderOf(units, { column: "name", descending: false })).toEqual([1, 0, 2]);
  expect([0, 1, 2].map((i) => placesIn(units, i))).toEqual([2, 0, 1]);
  expect(orderOf(units, { column: "places", descending: true })).toEqual([0, 2, 1]);
});
