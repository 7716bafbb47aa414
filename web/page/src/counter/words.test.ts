import { expect, test } from "vitest";
import { actOf, changed, columnOf, doubled, lineOf, moment, span, stage, stageName } from "./words";

const COLUMNS = [
  { header: "Commune", field: "commune", title: "Commune" },
  { header: "N°", field: null, title: null },
];

test("a moment is said in the reader's time, and what is no moment as it is", () => {
  expect(moment("2026-11-22T13:05:00Z", "Europe/Paris")).toBe("22\u00a0novembre 2026, 14\u00a0h\u00a005");
  expect(moment("hier")).toBe("hier");
});

test("what is published is published, whatever else it is", () => {
  expect(stage({ state: "confirme", published: true })).toBe("publie");
  expect(stage({ state: "a_corriger", published: false })).toBe("a_corriger");
});

test("what is confirmed waits to be published, and says so", () => {
  const of = { state: "confirme", state_label: "Confirmé", published: false };
  expect(stageName(of)).toBe("Confirmé, publié à la prochaine mise à jour");
  expect(stageName({ ...of, published: true })).toBe("Publié");
  expect(stageName({ ...of, state: "a_confirmer", state_label: "À confirmer" })).toBe("À confirmer");
});

test("a fault of the whole file has no line", () => {
  expect(lineOf({ line: 1204 })).toBe("1\u202f204");
  expect(lineOf({ line: 0 })).toBe("–");
  expect(columnOf({ column: "(fichier)" })).toBe("tout le fichier");
  expect(columnOf({ column: "siret" })).toBe("siret");
});

test("only what a person changed of the columns is sent", () => {
  expect(changed(COLUMNS, new Map())).toEqual({});
  expect(
    changed(
      COLUMNS,
      new Map([
        ["N°", ""],
        ["Commune", "commune"],
        ["autre", "siret"],
      ]),
    ),
  ).toEqual({});
  expect(
    changed(
      COLUMNS,
      new Map([
        ["N°", "siret"],
        ["Commune", ""],
      ]),
    ),
  ).toEqual({ "N°": "siret", Commune: "" });
});

test("a field told of two columns is found", () => {
  expect(doubled(COLUMNS, new Map([["N°", "commune"]]))).toEqual(["commune"]);
  expect(
    doubled(
      COLUMNS,
      new Map([
        ["N°", "commune"],
        ["Commune", ""],
      ]),
    ),
  ).toEqual([]);
});

test("a page of rows says which rows it has", () => {
  expect(span(2, 200, 34, 1234)).toBe("201\u00a0à 234\u00a0sur 1\u202f234");
  expect(span(3, 200, 0, 400)).toBe("");
});

test("an act is written with its accent", () => {
  expect([actOf("pret"), actOf("aide")]).toEqual(["prêt", "aide"]);
});
