import { expect, test } from "vitest";
import { barOf, leads, namesOf } from "./finding";

test("a finding is named by its kind and its scheme, and by a number where several are alike", () => {
  const findings = [
    { kind: "portee", scheme: "fidess" },
    { kind: "dispositif", scheme: "dla" },
    { kind: "dispositif", scheme: "dla" },
    { kind: "remise", scheme: null },
  ] as const;
  expect(namesOf(findings)).toEqual(["portee-fidess", "dispositif-dla", "dispositif-dla-2", "remise"]);
});

test("a finding leads to the map where it has a scheme or territories", () => {
  expect(leads({ scheme: "dla", codes: [] })).toBe(true);
  expect(leads({ scheme: null, codes: ["200070985"] })).toBe(true);
  expect(leads({ scheme: null, codes: [] })).toBe(false);
});

test("bar and tick share the room of the larger of the two", () => {
  expect(barOf({ kind: "portee", observed: 53, expected: 67 })).toEqual({
    bar: 53 / 67,
    tick: 1,
    label: "67 attendus",
  });
  expect(barOf({ kind: "jamais", observed: 39, expected: 25 })).toMatchObject({ bar: 1, tick: 25 / 39 });
  expect(barOf({ kind: "objectif", observed: 646, expected: 700 })?.label).toBe("objectif 700");
  expect(barOf({ kind: "dispositif", observed: 0, expected: 3.4 })).toEqual({ bar: 0, tick: 1, label: "3,4 attendus" });
});

test("there is no bar of what is not known, nor of nothing at all", () => {
  expect(barOf({ kind: "remise", observed: null, expected: 2 })).toBeNull();
  expect(barOf({ kind: "remise", observed: 2, expected: null })).toBeNull();
  expect(barOf({ kind: "jamais", observed: 0, expected: 0 })).toBeNull();
});
