import { expect, test } from "vitest";
import type { Indicator } from "../api/document";
import { matching } from "./matching";

const indicator = (slug: string, label: string, definition: string) =>
  ({ slug, label, short: label, group: "Présence", definition, formula: "" }) as Indicator;
const all = [
  indicator("a", "Emplois pour 1 000 habitants", "Nombre de salariés rapporté à la population."),
  indicator("b", "Part des coopératives", "Sur les emplois, la part des coopératives."),
  indicator("c", "Taille moyenne", "Combien de salariés par établissement ?"),
];

test("a word finds names first, then definitions, whatever its accents", () => {
  expect(matching(all, "emplois").map(({ slug }) => slug)).toEqual(["a", "b"]);
  expect(matching(all, "salaries").map(({ slug }) => slug)).toEqual(["a", "c"]);
});

test("every word must be there", () => {
  expect(matching(all, "part COOP").map(({ slug }) => slug)).toEqual(["b"]);
  expect(matching(all, "coop bonheur")).toEqual([]);
});
