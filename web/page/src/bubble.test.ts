import { expect, test } from "vitest";
import { bubblePlace } from "./bubble";

const word = (left: number, top: number) => ({ left, top, bottom: top + 20 });

test("a bubble hangs under its word", () => {
  expect(bubblePlace(word(100, 100), 320, 200, 1440, 900)).toEqual({ left: 100, top: 126 });
});

test("at the foot of the screen it stands above, and at its edge it stays whole", () => {
  expect(bubblePlace(word(1300, 860), 320, 200, 1440, 900)).toEqual({ left: 1108, top: 654 });
});

test("where it fits on neither side it still begins on the screen", () => {
  expect(bubblePlace(word(0, 150), 320, 600, 390, 400).top).toBe(12);
});
