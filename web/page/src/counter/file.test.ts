import { expect, test } from "vitest";
import { LARGEST, refusal } from "./file";

test("a table of the right size is sent", () => {
  for (const name of ["activite.csv", "Sites 2024.XLSX", "zones.tsv", "operateurs.txt"]) {
    expect(refusal({ name, size: 1 })).toBeNull();
    expect(refusal({ name, size: LARGEST })).toBeNull();
  }
});

test("what is too large is told with its size and the most that is taken", () => {
  expect(refusal({ name: "a.csv", size: LARGEST + 1_500_000 })).toMatch(/pèse 21,5\sMo\u202f; 20\sMo au plus/u);
});

test("an empty file, a workbook of another form and what is no table are each told their own way", () => {
  const told = ["a.csv", "a.ods", "a.pdf"].map((name) => refusal({ name, size: name === "a.csv" ? 0 : 10 }));
  expect(told[0]).toContain("est vide");
  expect(told[1]).toContain("enregistrez-le en .xlsx");
  expect(told[2]).toContain("n’est pas un tableau");
});
