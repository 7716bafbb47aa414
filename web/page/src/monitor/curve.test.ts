import { expect, test } from "vitest";
import { endLabels, frame, H, W } from "./curve";

test("one scale for all: nothing stands on the floor, every territory on the roof, the figures right of the last year", () => {
  const { x, y, end } = frame(5, 92);
  expect(y(0)).toBeGreaterThan(y(92));
  expect([x(0) >= 0, x(4) < end, end < W]).toEqual([true, true, true]);
  expect(Number.isFinite(frame(1, 92).x(0))).toBe(true);
});

test("the two figures at the end never cover one another and stay inside", () => {
  const { y } = frame(5, 92);
  for (const [reached, expected] of [
    [53, 67],
    [90, 90],
    [92, 91],
    [0, 0],
    [1, 92],
    [44, 42],
  ] as const) {
    const at = endLabels(y(reached), y(expected));
    expect(Math.abs(at.observed - at.expected)).toBeGreaterThanOrEqual(13.9);
    for (const line of Object.values(at)) {
      expect(line).toBeGreaterThan(8);
      expect(line).toBeLessThanOrEqual(H + 4);
    }
    if (reached > expected) expect(at.observed).toBeLessThan(at.expected);
  }
});
