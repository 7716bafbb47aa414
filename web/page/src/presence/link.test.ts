import { expect, test } from "vitest";
import { initialView, readLink, writeLink, type Known, type PresenceView } from "./link";

const known: Known = {
  regions: ["28", "32"],
  schemes: ["dla", "fidess"],
  operators: ["bge_hdf"],
  initial: initialView("32"),
};
const { initial } = known;

test("an empty link shows the initial view and the initial view is an empty link", () => {
  expect(readLink("", known)).toEqual({ view: initial, problems: [] });
  expect(writeLink(initial, initial)).toBe("");
});

test("a declared zone is no layer of the first view", () => {
  expect(initial.couches).not.toContain("zones");
});

test("every part of a view survives the way to a link and back", () => {
  const view: PresenceView = {
    region: "28",
    dispositif: "fidess",
    operateur: "bge_hdf",
    annee: 2021,
    minutes: 45,
    couches: ["siege", "zones"],
    maille: "commune",
    onglet: "politiques",
    politique: "referent",
    tableau: true,
  };
  expect(readLink(writeLink(view, initial), known)).toEqual({ view, problems: [] });
  const bare = { ...initial, couches: [] };
  expect(writeLink(bare, initial)).toBe("?couches=aucune");
  expect(readLink(writeLink(bare, initial), known)).toEqual({ view: bare, problems: [] });
  const france = { ...initial, region: null };
  expect(readLink(writeLink(france, initial), known).view).toEqual(france);
});

test("a word that means nothing is told, and the default stands in its place", () => {
  const asked = "?region=99&dispositif=DLA!&annee=hier&minutes=31&couches=siege,neige&politique=neige";
  const { view, problems } = readLink(asked, known);
  expect(view).toEqual({ ...initial, couches: ["siege"] });
  expect(problems).toHaveLength(6);
  expect(problems.join(" ")).toMatch(/99.*DLA!.*hier.*31.*neige.*neige/);
});
