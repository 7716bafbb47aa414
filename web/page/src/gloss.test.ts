import { expect, test } from "vitest";
import { gloss, ofBounds } from "./gloss";
import { typeset } from "./typeset";

const named = (text: string, also: [RegExp, string][] = []) =>
  gloss(typeset(text), also).flatMap(({ text, method }) => (method ? [[text.replace(/\s/gu, " "), method]] : []));

test("the pieces of a text are the text", () => {
  const text = typeset(
    "Avec ses 6 voisins, à 3,2 écarts-types (taux lissés, Gi* de Getis et Ord ; q de moins de 0,01).",
  );
  expect(
    gloss(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

test("the evidence of a cold spot leads to its statistic and to the control of false discoveries", () => {
  expect(named("z −3,2")).toEqual([["z −3,2", "gi_star"]]);
  expect(named("(taux lissés, Gi* de Getis et Ord ; q de moins de 0,01)")).toEqual([
    ["taux lissés", "lissage"],
    ["Gi* de Getis et Ord", "gi_star"],
    ["q de moins de 0,01", "fausses_decouvertes"],
  ]);
});

test("a method is named once in a text", () => {
  expect(named("Dans 18 des 25 réglages voisins. Dans 3 des réglages voisins.")).toHaveLength(1);
});

test("a rank leads to its interval, whatever its suffix", () => {
  expect(named("71e sur 92, entre la 1re et la 81e place.")).toEqual([
    ["entre la 1re et la 81e place", "intervalle_rang"],
  ]);
});

test("an interval is the one of its indicator, and bounds of bands are none", () => {
  const text = "Avec si peu de cas, l’intervalle va de 11,8 à 23,8 (95 %).";
  expect(named(text, ofBounds("poisson"))).toEqual([["intervalle", "intervalle_comptage"]]);
  expect(named(text, ofBounds("wilson"))).toEqual([["intervalle", "intervalle_part"]]);
  expect(named(text, ofBounds("aucun"))).toEqual([]);
  expect(named("Selon les tranches d’effectif, entre 2 et 3.", ofBounds("tranche"))).toEqual([
    ["tranches d’effectif", "emplois_estimes"],
  ]);
});
