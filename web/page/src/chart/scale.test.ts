import { expect, test } from "vitest";
import { along, linear, swarm, ticks, valueAt } from "./scale";

test("graduations are round and inside", () => {
  expect(ticks(8, 33, 3)).toEqual([10, 20, 30]);
  expect(ticks(0, 1, 4)).toEqual([0, 0.5, 1]);
  expect(ticks(5, 5, 4)).toEqual([5]);
});

test("a break stands on the border between two bars, the ends on the ends", () => {
  const bars = [
    { from: 0, to: 10 },
    { from: 10, to: 12 },
  ];
  expect(along(bars, 10)).toBe(1);
  expect(along(bars, 11)).toBe(1.5);
  expect(along(bars, 99)).toBe(2);
  expect(along(bars, -5)).toBe(0);
});

test("marks of a swarm do not overlap while there is room", () => {
  const xs = [10, 10, 10, 11];
  const ys = swarm(xs, 5, 30);
  for (let i = 0; i < xs.length; i++)
    for (let j = 0; j < i; j++)
      expect(Math.hypot((xs[i] as number) - (xs[j] as number), (ys[i] as number) - (ys[j] as number))).toBeGreaterThan(
        4.9,
      );
});

test("a scale of one value does not divide by nothing", () => {
  expect(linear(3, 3, 0, 100)(3)).toBe(0);
});

test("a handle let go where a value stands is that value", () => {
  const bars = [
    { from: 0, to: 10 },
    { from: 10, to: 14 },
    { from: 14, to: 40 },
  ];
  for (const value of [0, 3, 10, 11, 25, 40]) expect(valueAt(bars, along(bars, value))).toBeCloseTo(value);
  expect(valueAt(bars, -3)).toBe(0);
  expect(valueAt(bars, 9)).toBe(40);
});
