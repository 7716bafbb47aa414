import { expect, test } from "vitest";
import { nearestTo, nextTo } from "./cursor";

//   0 . 1 .
//   . 2 . 3      4 has no point
const points = { lon: [2, 3, 2.5, 3.6, null], lat: [50, 50.1, 49.6, 49.5, null] };

test("an arrow leads to the nearest territory on its side", () => {
  expect(nextTo(0, "east", points)).toBe(1);
  expect(nextTo(0, "south", points)).toBe(2);
  expect(nextTo(2, "east", points)).toBe(3);
  expect(nextTo(3, "north", points)).toBe(1);
});

test("at the edge an arrow leads nowhere", () => {
  expect(nextTo(0, "north", points)).toBeNull();
  expect(nextTo(0, "west", points)).toBeNull();
  expect(nextTo(4, "east", points)).toBeNull();
});

test("every territory with a point can be reached", () => {
  const seen = new Set([0]);
  for (const from of seen)
    for (const direction of ["north", "south", "east", "west"] as const) {
      const next = nextTo(from, direction, points);
      if (next !== null) seen.add(next);
    }
  expect([...seen].sort()).toEqual([0, 1, 2, 3]);
});

test("a cursor starts at the territory nearest to the middle of the map", () => {
  expect(nearestTo(2.6, 49.7, points)).toBe(2);
});
