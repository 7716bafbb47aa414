import { expect, test } from "vitest";
import { typeset } from "./typeset";

test("punctuation is spaced the French way", () => {
  expect(typeset("17 établissements ; la région, 24 : c'est peu !")).toBe(
    "17\u00a0établissements\u202f; la région, 24\u00a0: c’est peu\u202f!",
  );
});

test("guillemets hold their no-break spaces", () => {
  expect(typeset("« densite » n'existe pas")).toBe("«\u00a0densite\u00a0» n’existe pas");
});

test("thousands inside a sentence are joined, years are left alone", () => {
  expect(typeset("pour 10 000 habitants en 2022")).toBe("pour 10\u202f000\u00a0habitants en 2022");
});

test("a number stays with its noun", () => {
  expect(typeset("Parmi les 88 EPCI, 37 sont")).toBe("Parmi les 88\u00a0EPCI, 37\u00a0sont");
});

test("setting a text twice changes nothing", () => {
  const once = typeset("L'Est : 19 989 habitants ; « 24 % »");
  expect(typeset(once)).toBe(once);
});
