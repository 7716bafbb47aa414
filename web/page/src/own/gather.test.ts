import { expect, test } from "vitest";
import { gather, siretColumn, siretOf } from "./gather";
import type { Grid } from "./grid";

const grid = (heads: string[], rows: string[][]): Grid => ({ name: "essai.csv", heads, rows, read: [] });

test("lines of one territory are one, their numbers added up, and a line that goes nowhere is kept with its reason", () => {
  const given = grid(
    ["siret", "nom", "aide"],
    [
      ["1", "a", "10,5"],
      ["2", "b", "1"],
      ["3", "c", ""],
      ["9", "d", "7"],
    ],
  );
  const towns: Record<string, string> = { 1: "59350", 2: "59350", 3: "80021" };
  const found = gather(
    given,
    0,
    (cell) => (towns[cell] ? { code: towns[cell] } : { lost: `${cell} inconnu` }),
    "lignes",
  );
  expect(found.grid.heads).toEqual(["code", "lignes", "aide"]);
  expect(found.grid.rows).toEqual([
    ["59350", "2", "11.5"],
    ["80021", "1", ""],
  ]);
  expect(found.lost).toEqual(["ligne 5 : 9 inconnu"]);
  expect(found.joined).toBe(1);
});

test("a column of SIRET is told by its fourteen digits, spaces or not", () => {
  expect(siretOf("732 829 320 00074")).toBe("73282932000074");
  expect([siretOf("73282932"), siretOf("7328293200007A"), siretOf("")]).toEqual([null, null, null]);
  const rows = [
    ["73282932000074", "59350"],
    ["732 829 320 00082", "80021"],
  ];
  expect(siretColumn(grid(["SIRET", "commune"], rows))).toBe(0);
  expect(siretColumn(grid(["code", "commune"], [["59350", "80021"]]))).toBeNull();
});
