import { expect, test } from "vitest";
import { NO_DATA, WHITE } from "../colour";
import { FOYER_FROID } from "../map/paint";
import { distanceOf, KNOWN, lookOf, policyLook, policyRows, wordsOf } from "./classes";
import type { Policies } from "./document";

const bounds = [15, 30, 45, 60];

test("without contact is white under lines, not known is no data, and near is darker than far", () => {
  const units = { contact: [true, true, false, null], class: [0, 4, 4, null] };
  const looks = [0, 1, 2, 3].map((i) => lookOf(distanceOf(units, i)));
  expect(looks).toEqual([4, 0, WHITE | FOYER_FROID, NO_DATA]);
});

test("every class has its own words", () => {
  const words = [0, 1, 4, "sans", "inconnu"] as const;
  expect(words.map((each) => wordsOf(each, bounds, 30))).toEqual([
    "15 min au plus",
    "de 15 à 30 min",
    "plus de 60 min",
    "sans contact : aucun lieu, et plus de 30 min",
    "inconnu",
  ]);
});

test("what no document says of a policy is unknown, and never no", () => {
  const kinds = [{ slug: "plan", label: "plan", stated: 1, aimed: 0 }];
  const told = { row: [7, 9], kinds, known: [["dit", null]] } as unknown as Policies;
  expect([...policyRows(told, "plan")]).toEqual([
    [7, "dit"],
    [9, null],
  ]);
  expect([...policyRows(told, "autre").values()]).toEqual([null, null]);
  expect(policyLook(null)).toBe(NO_DATA);
  expect([KNOWN("dit"), KNOWN("vise"), KNOWN(null)]).toEqual(["dit", "visé", "inconnu"]);
});
