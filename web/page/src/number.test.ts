import { expect, test } from "vitest";
import { bound, count, decimal, figure, interval, ordinalSuffix, percent } from "./number";

test("thousands are parted by a narrow no-break space and decimals by a comma", () => {
  expect(decimal(220729)).toBe("220\u202f729");
  expect(decimal(1234567.891, 1)).toBe("1\u202f234\u202f567,9");
});

test("a figure keeps its served decimals, zeros included", () => {
  expect(decimal(17, 1)).toBe("17,0");
});

test("a negative number has a true minus sign and a rounded zero has none", () => {
  expect(decimal(-3.25, 1)).toBe("−3,3");
  expect(decimal(-0.04, 1)).toBe("0,0");
});

test("each absence keeps its own sign and zero stays a number", () => {
  expect(["nd", "s", "nil", "ns"].map((a) => figure(null, a, 1))).toEqual(["n.d.", "s", "–", "n.s."]);
  expect(figure(0, null, 1)).toBe("0,0");
  expect(figure(null, null, 1)).toBe("n.d.");
});

test("an interval is two figures or nothing", () => {
  expect(interval(11.8, 23.8, 1)).toBe("11,8 à 23,8");
  expect(interval(null, 23.8, 1)).toBe("");
});

test("a share is a percentage with a narrow space", () => {
  expect(percent(0.95)).toBe("95\u202f%");
});

test("a break of the legend shows no idle decimals", () => {
  expect(bound(24, 1)).toBe("24");
  expect(bound(10.5, 2)).toBe("10,5");
});

test("the first place is première, the others are not", () => {
  expect(ordinalSuffix(1)).toBe("re");
  expect(ordinalSuffix(71)).toBe("e");
});

test("a count agrees with its noun", () => {
  expect(count(1, "commune", "communes")).toBe("1\u00a0commune");
  expect(count(3782, "commune", "communes")).toBe("3\u202f782\u00a0communes");
});
