import { expect, test } from "vitest";
import { windowAsked, windowOf, yearsOf } from "./window";

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

test("both ends chosen before the first is answered are kept", () => {
  const first = windowOf([2020, 2024], [2022, 2024], "de");
  expect(windowAsked([2020, 2024], first)).toEqual([2022, 2024]);
  const [de] = windowAsked([2020, 2024], first);
  expect(windowOf([2020, 2024], [de, 2023], "a")).toEqual({ de: 2022, a: 2023 });
});

test("an end that is no year handed in is that of what was", () => {
  expect(windowAsked([2020, 2024], { de: 1990, a: null })).toEqual([2020, 2024]);
});
