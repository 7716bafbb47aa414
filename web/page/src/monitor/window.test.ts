import { expect, test } from "vitest";
import { windowOf, yearsOf } from "./window";

test("the years are those that were handed in, both ends included", () => {
  expect(yearsOf([2020, 2024])).toEqual([2020, 2021, 2022, 2023, 2024]);
  expect(yearsOf([2020, 2020])).toEqual([2020]);
});

test("a window that is the whole is no word of the link", () => {
  expect(windowOf([2020, 2024], [2020, 2024], "de")).toEqual({ de: null, a: null });
  expect(windowOf([2020, 2024], [2021, 2024], "de")).toEqual({ de: 2021, a: null });
});

test("the end that was not moved gives way", () => {
  expect(windowOf([2020, 2024], [2023, 2021], "de")).toEqual({ de: 2023, a: 2023 });
  expect(windowOf([2020, 2024], [2023, 2021], "a")).toEqual({ de: 2021, a: 2021 });
});
