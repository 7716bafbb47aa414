import { expect, test } from "vitest";
import { path, runs } from "./runs";

test("a missing year parts the line, and so does a change of what is counted", () => {
  expect(runs([1, 2, null, 4, 5])).toEqual([
    [1, 2],
    [4, 5],
  ]);
  expect(runs([1, 2, 3, 4], (index) => index === 2)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(runs([null, null])).toEqual([]);
});

test("each run is a line of its own", () => {
  expect(
    path([
      [
        [0, 1],
        [2, 3],
      ],
      [[4, 5]],
    ]),
  ).toBe("M0.0 1.0L2.0 3.0M4.0 5.0");
  expect(
    path(
      [
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      ],
      "Z",
    ),
  ).toBe("M0.0 0.0L1.0 0.0L1.0 1.0Z");
});
