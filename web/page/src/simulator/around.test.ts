import { expect, test } from "vitest";
import { boxOf, within } from "./around";
import type { Box } from "../api/document";

const index = {
  epci: ["1", "2", null, "1", "3"],
  population: [10, 500, 40, 30, null],
  bbox: [[1, 2, 3, 4], null, [0, 0, 9, 9], [-1, 3, 2, 6], [7, 7, 8, 8]] as (Box | null)[],
};

test("the communes of some EPCI are found, the most populous first", () => {
  expect(within(index, ["1", "3"])).toEqual([3, 0, 4]);
  expect(within(index, ["9"])).toEqual([]);
});

test("their box holds them all, and none where none has a place", () => {
  expect(boxOf(index, [0, 3])).toEqual([-1, 2, 3, 6]);
  expect(boxOf(index, [1])).toBeNull();
});
