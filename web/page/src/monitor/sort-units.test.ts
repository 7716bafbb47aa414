import { expect, test } from "vitest";
import type { DeploymentUnits } from "./document";
import { FIRST, orderOf } from "./sort-units";

const units = {
  code: ["3", "1", "2", "4"],
  name: ["Été", "Albert", "Zuydcoote", "Eau"],
  years_since: [2, null, 0, null],
  beneficiaries: [null, 0, 7, 3],
  expected: [1.2, 3.4, 0.2, null],
  none: [0.3, 0.03, 0.8, null],
  verdict: ["non", "oui", "non", "nd"],
} as unknown as DeploymentUnits;

test("by name as the French write them", () => {
  expect(orderOf(units, FIRST)).toEqual([1, 3, 0, 2]);
});

test("by number both ways, absences last", () => {
  expect(orderOf(units, { column: "beneficiaries", descending: false })).toEqual([1, 3, 2, 0]);
  expect(orderOf(units, { column: "beneficiaries", descending: true })).toEqual([2, 3, 1, 0]);
  expect(orderOf(units, { column: "years_since", descending: false })).toEqual([2, 0, 1, 3]);
});

test("what chance does not explain comes first when the gravest are asked for", () => {
  expect(orderOf(units, { column: "verdict", descending: true })).toEqual([1, 0, 2, 3]);
});
