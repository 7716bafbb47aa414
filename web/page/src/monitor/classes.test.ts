import { expect, test } from "vitest";
import { NO_DATA, TONES, WHITE } from "../colour";
import { FIABILITE, FOYER_FROID } from "../map/paint";
import { classesOf, classOf, colourOf, lookOf, wordsOf, type UnitClass } from "./classes";

const units = {
  reached: [true, true, true, false, false, null],
  years_since: [0, 3, 9, null, null, null],
  verdict: ["non", "non", "non", "ns", "oui", "nd"] as ("oui" | "ns" | "non" | "nd")[],
};
const all = units.reached.map((_, i) => classOf(units, i));

test("years since the last beneficiary are five classes, and none is of two kinds", () => {
  expect(all).toEqual([0, 3, 4, "aucun", "exclu", "ferme"]);
});

test("no two classes look the same, and none is told by its colour alone", () => {
  const each: UnitClass[] = [0, 1, 2, 3, 4, "aucun", "exclu", "ferme"];
  expect(new Set(each.map(lookOf)).size).toBe(each.length);
  expect(lookOf("aucun")).toBe(WHITE | FIABILITE);
  expect(lookOf("exclu")).toBe(WHITE | FOYER_FROID);
  expect(lookOf("ferme")).toBe(NO_DATA);
  expect(colourOf("exclu")).toBe(TONES[WHITE]);
});

test("the more recent, the darker", () => {
  const light = ([0, 1, 2, 3, 4] as const).map((of) => parseInt(colourOf(of).slice(3, 5), 16));
  expect(light).toEqual(light.toSorted((a, b) => a - b));
});

test("the legend holds the classes that the window can have, in words", () => {
  expect(classesOf([2020, 2024])).toEqual([0, 1, 2, 3, 4, "aucun", "exclu"]);
  expect(classesOf([2023, 2024])).toEqual([0, 1, "aucun", "exclu"]);
  expect(classesOf([2012, 2024]).map((of) => wordsOf(of, [2012, 2024]))).toEqual([
    "en 2024",
    "en 2023, 1 an",
    "en 2022, 2 ans",
    "en 2021, 3 ans",
    "en 2020 ou avant",
    "aucun, le hasard suffit",
    "aucun, le hasard ne l’explique pas",
  ]);
  expect(wordsOf(4, [2020, 2024])).toBe("en 2020, 4 ans");
});
