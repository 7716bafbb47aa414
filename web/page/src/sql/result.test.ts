import { expect, test } from "vitest";
import { axesOf, csvOf, gridOf, shown, type Column, type Result } from "./result";
import { tablesOf, type OpenTable } from "./tables";

const columns: Column[] = [
  { name: "code", kind: "texte" },
  { name: "nom", kind: "texte" },
  { name: "emplois", kind: "nombre" },
  { name: "part", kind: "nombre" },
];
const result: Result = {
  columns,
  rows: [
    ["59350", 'Lille ; "la grande"', 1234.5, null],
    ["01001", "L’Abergement", 3, 0.25],
  ],
  more: false,
  took: 1,
};

test("a file for a French spreadsheet: mark, notes, semicolons, decimal commas, quotes where they are needed", () => {
  expect(csvOf(result, ["Source : essai"])).toBe(
    '\ufeff# Source : essai\r\ncode;nom;emplois;part\r\n59350;"Lille ; ""la grande""";1234,5;\r\n01001;L’Abergement;3;0,25\r\n',
  );
});

test("cells are shown as the French write them, and codes are left alone", () => {
  expect([shown(1234.5, "nombre"), shown(12, "nombre"), shown(0.12345, "nombre")]).toEqual([
    "1\u202f234,5",
    "12",
    "0,1235",
  ]);
  expect([shown("01001", "texte"), shown("2024-03-01", "jour"), shown(true, "booleen"), shown(null, "nombre")]).toEqual(
    ["01001", "01/03/2024", "oui", ""],
  );
});

test("bars stand on names, a scatter on two numbers, and what was asked for wins where it fits", () => {
  expect(axesOf(columns, "barres", null)).toEqual({ x: "nom", y: "emplois" });
  expect(axesOf(columns, "nuage", null)).toEqual({ x: "emplois", y: "part" });
  expect(axesOf(columns, "barres", { x: "code", y: "part" })).toEqual({ x: "code", y: "part" });
  expect(axesOf(columns, "nuage", { x: "nom", y: "absente" })).toEqual({ x: "emplois", y: "part" });
  expect(axesOf(columns.slice(0, 2), "barres", null)).toBeNull();
});

test("the answer goes to the map as a person’s own table would", () => {
  expect(gridOf(result).rows[0]).toEqual(["59350", 'Lille ; "la grande"', "1234.5", ""]);
});

test("the tables of a query are those it names, whole words", () => {
  const table = (name: string): OpenTable => ({
    name,
    title: "",
    description: "",
    rows: 0,
    bytes: 0,
    href: "",
    columns: [],
  });
  const known = ["commune", "result", "site", "site_scheme"].map(table);
  expect(tablesOf('SELECT * FROM Commune JOIN "site_scheme"', known).map(({ name }) => name)).toEqual([
    "commune",
    "site_scheme",
  ]);
});
