import { expect, test } from "vitest";
import type { Grid } from "./grid";
import { decode } from "./grid";
import { classOf, match, numberOf, numeric, quantiles, sought, type Codes } from "./match";

const communes: Codes = {
  level: "commune",
  row: new Map([
    ["01001", 0],
    ["59350", 7],
    ["2A004", 9],
  ]),
};
const epci: Codes = {
  level: "epci",
  row: new Map([
    ["200070985", 3],
    ["245900410", 4],
  ]),
};
const grid = (heads: string[], rows: string[][]): Grid => ({ name: "essai.csv", heads, rows, read: [] });

test("the codes are found wherever they stand, zeros a spreadsheet ate included", () => {
  const found = match(
    grid(
      ["nom", "insee", "valeur"],
      [
        ["L’Abergement", "1001", "3"],
        ["Lille", "59350", "4,5"],
      ],
    ),
    [epci, communes],
  );
  expect([found?.level, found?.key, [...(found?.line ?? [])]]).toEqual([
    "commune",
    1,
    [
      [0, 0],
      [7, 1],
    ],
  ]);
});

test("a line that meets no territory, or one already met, is kept with its place", () => {
  const rows = [
    ["200070985", "1"],
    ["999999999", "2"],
    ["245900410", "3"],
    ["200070985", "4"],
    ["", "5"],
  ];
  const found = match(grid(["siren", "x"], rows), [communes, epci]);
  expect(found?.lost).toEqual([
    { place: 3, code: "999999999" },
    { place: 6, code: "" },
  ]);
  expect(found?.twice).toEqual([{ place: 5, code: "200070985" }]);
});

test("a file without codes is no table of ours", () => {
  expect(
    match(
      grid(
        ["nom", "x"],
        [
          ["Lille", "1"],
          ["Amiens", "2"],
        ],
      ),
      [communes, epci],
    ),
  ).toBeNull();
});

test("numbers as the French write them are numbers, words are not", () => {
  expect(["1 234,5", "12.5", "3 %", "−4", "1\u202f000"].map(numberOf)).toEqual([1234.5, 12.5, 3, -4, 1000]);
  expect(["", "n.d.", "1,2,3", "59A", "12 rue"].map(numberOf)).toEqual([null, null, null, null, null]);
  expect(
    numeric(
      grid(
        ["code", "a", "b"],
        [
          ["1001", "x", "2"],
          ["59350", "", "3,5"],
        ],
      ),
      0,
    ),
  ).toEqual([2]);
});

test("classes hold as many values each, and values that repeat make fewer", () => {
  const breaks = quantiles([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5);
  const counts = [0, 0, 0, 0, 0];
  for (let value = 1; value <= 10; value++) counts[classOf(value, breaks)]!++;
  expect(counts).toEqual([2, 2, 2, 2, 2]);
  expect(quantiles([4, 4, 4], 5)).toEqual([4]);
  expect(classOf(4, [4])).toBe(0);
  expect(quantiles([], 5)).toEqual([]);
});

test("the accents of an office file are kept", () => {
  const old = new Uint8Array([0x50, 0xe9, 0x72, 0x6f, 0x6e, 0x6e, 0x65]).buffer;
  expect(decode(old)).toEqual({ decoded: "Péronne", encoding: "Windows-1252" });
  expect(decode(new TextEncoder().encode("Péronne").buffer as ArrayBuffer)).toEqual({
    decoded: "Péronne",
    encoding: "UTF-8",
  });
});

test("counts are not taken for codes of departments", () => {
  const departements: Codes = {
    level: "departement",
    row: new Map([
      ["01", 0],
      ["02", 1],
      ["59", 2],
    ]),
  };
  const rows = [
    ["Lille", "1"],
    ["Amiens", "2"],
  ];
  expect(match(grid(["nom", "visites"], rows), [departements])).toBeNull();
  expect(match(grid(["nom", "Département"], rows), [departements])?.line.size).toBe(2);
});

test("a code that is of a bassin de vie and of its main commune is of what the head of its column says", () => {
  const bassins: Codes = { level: "bassin_vie", row: new Map([["59350", 1]]) };
  const zones: Codes = { level: "zone_emploi", row: new Map([["0058", 2]]) };
  const levels = sought(["commune", "epci", "departement", "region", "zone_emploi", "bassin_vie"]).map(
    (level) => ({ commune: communes, epci, zone_emploi: zones, bassin_vie: bassins })[level as "commune"],
  );
  const known = levels.filter((each) => each !== undefined);
  const read = (head: string, code: string) => match(grid([head, "valeur"], [[code, "3"]]), known)?.level;
  expect([read("BV2022", "59350"), read("bassin", "59350")]).toEqual(["bassin_vie", "bassin_vie"]);
  expect([read("CODGEO", "59350"), read("insee", "59350")]).toEqual(["commune", "commune"]);
  expect([read("ZE2020", "58"), read("code", "58")]).toEqual(["zone_emploi", undefined]);
});
