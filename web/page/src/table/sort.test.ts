import { expect, test } from "vitest";
import type { Series, Territories } from "../api/document";
import { orderOf } from "./sort";

const series = {
  level: "epci",
  rows: [2, 5, 8],
  value: [17, null, 24],
  order: [0, 2, 1],
  numerator: [34, null, 12],
  denominator: [1, 3, 2],
  smoothed: [18, null, 23],
} as unknown as Series;

const index = {
  rows: [2, 5, 8],
  code: ["200", "100", "300"],
  name: ["Étaples", "Albert", "L'Éclusier"],
  population: [10, 30, 20],
} as unknown as Territories;

const order = (column: "valeur" | "nom" | "numerateur" | "code", descending: boolean, filter = "") =>
  orderOf(series, index, null, { column, descending }, filter);

test("by value it is the served order, and absences stay last both ways", () => {
  expect(order("valeur", false)).toEqual([0, 2, 1]);
  expect(order("valeur", true)).toEqual([2, 0, 1]);
  expect(order("numerateur", false)).toEqual([2, 0, 1]);
});

test("names are sorted as French words", () => {
  expect(order("nom", false)).toEqual([1, 0, 2]);
  expect(order("code", true)).toEqual([2, 0, 1]);
});

test("the filter forgives accents, case and apostrophes, and takes the start of a code", () => {
  expect(order("nom", false, "etap")).toEqual([0]);
  expect(order("nom", false, "l’ecl")).toEqual([2]);
  expect(order("nom", false, "30")).toEqual([2]);
});
