import { expect, test } from "vitest";
import { Geography } from "./cog";

// In 2024 A took B in; in 2025 C was split into C and D, and E became F. P1 and P2 are arrondissements of P.
const geography = new Geography(
  [
    { from: 2023, code: "A", to: 2024, into: "A" },
    { from: 2023, code: "B", to: 2024, into: "A" },
    { from: 2024, code: "C", to: 2025, into: "C" },
    { from: 2024, code: "C", to: 2025, into: "D" },
    { from: 2024, code: "E", to: 2025, into: "F" },
    ...[2023, 2024, 2025].flatMap((year) => ["P1", "P2"].map((code) => ({ from: year, code, to: year, into: "P" }))),
  ],
  new Set(["A", "C", "D", "F", "P", "Z"]),
  2025,
);

test("a code of an earlier year is carried to what holds it now", () => {
  expect(geography.years).toEqual([2025, 2024, 2023]);
  expect(geography.carry("B", 2023)).toEqual(["A"]);
  expect(geography.carry("B", 2024)).toEqual([]);
  expect(geography.carry("C", 2023)).toEqual(["C", "D"]);
  expect(geography.carry("C", 2025)).toEqual(["C"]);
  expect(geography.carry("E", 2023)).toEqual(["F"]);
  expect(geography.carry("P2", 2025)).toEqual(["P"]);
  expect(geography.carry("Z", 2023)).toEqual(["Z"]);
  expect(geography.carry("D", 2024)).toEqual([]);
});

test("the year of a file is the one that knows most of its codes, the latest of equals", () => {
  expect(geography.guess(["A", "Z"])).toBe(2025);
  expect(geography.guess(["A", "B", "E", "Z"])).toBe(2023);
  expect(geography.guess(["A", "E", "Z"])).toBe(2024);
  expect(geography.guess(["A", "D", "F"])).toBe(2025);
});
