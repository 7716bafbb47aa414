import { expect, test } from "vitest";
import { INITIAL, readLink, roomsOf, writeLink } from "./link";

test("what is written is what is read", () => {
  for (const view of [
    INITIAL,
    { ...INITIAL, depot: "abcdefghjkmn" },
    { ...INITIAL, volet: "activite" as const, annee: 2024, page: 3 },
    { ...INITIAL, volet: "couverture" as const, operateur: "galilee" },
    { ...INITIAL, volet: "journal" as const, avant: 120 },
    { ...INITIAL, volet: "comptes" as const },
  ]) {
    expect(readLink(writeLink(view))).toEqual({ view, problems: [] });
  }
  expect(writeLink(INITIAL)).toBe("");
});

test("words that belong to another part are left out", () => {
  expect(writeLink({ ...INITIAL, volet: "jetons", depot: "abc", annee: 2024, avant: 3 })).toBe("?volet=jetons");
});

test("a word that means nothing is told, and the first part is shown", () => {
  const read = readLink("?volet=neige&depot=../x&annee=an");
  expect(read.view).toEqual(INITIAL);
  expect(read.problems).toHaveLength(3);
  expect(read.problems[0]).toContain("neige");
});

test("a part is open to whom one of its rights is given, the templates to all", () => {
  const names = (rights: Parameters<typeof roomsOf>[0]) => roomsOf(rights).map(({ room }) => room);
  expect(names([])).toEqual(["modeles"]);
  expect(names(["deposit", "own_rows", "tokens"])).toEqual(["depots", "modeles", "activite", "couverture", "jetons"]);
  expect(names(["deposit", "all_rows"])).toContain("activite");
  expect(names(["accounts", "audit"])).toEqual(["modeles", "comptes", "journal"]);
});
