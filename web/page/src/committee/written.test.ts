import { expect, test } from "vitest";
import type { Compared } from "./document";
import { meaning, shown, signed } from "./written";

const of = (difference: number | null, absence: string | null = null, decimals = 0, unit = ""): Compared => ({
  kind: "",
  label: "",
  unit,
  decimals,
  before: null,
  before_absence: null,
  before_interval: null,
  after: null,
  after_absence: null,
  after_interval: null,
  difference,
  difference_absence: absence,
});

test("a difference says which way it goes, and nil goes no way", () => {
  expect(signed(of(1587))).toBe("+\u202f1\u202f587");
  expect(signed(of(-2.34, null, 1))).toBe("−\u202f2,3");
  expect(signed(of(0))).toBe("0");
  expect(signed(of(-0.0001, null, 3))).toBe("0,000");
  expect(signed(of(5000, null, 0, "€"))).toBe("+\u202f5\u202f000\u00a0€");
});

test("what is hidden or unknown is its sign, and says what it means", () => {
  expect(signed(of(null, "s"))).toBe("s");
  expect(signed(of(null))).toBe("n.d.");
  expect(shown(null, "s", of(null, null, 0, "€"))).toBe("s");
  expect(meaning(null, "s")).toBe("secret statistique");
  expect(meaning(0, null)).toBeUndefined();
});
