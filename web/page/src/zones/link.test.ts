import { expect, test } from "vitest";
import { initialView, readLink, writeLink, type Known } from "./link";

const initial = initialView("32");
const known: Known = { regions: ["32", "28"], schemes: ["dla"], initial };
const read = (search: string) => readLink(search, known);

test("the initial view is no word at all", () => {
  expect(writeLink(initial, initial)).toBe("");
  expect(read("")).toEqual({ view: initial, problems: [] });
});

test("a state is a readable link, and comes back from it", () => {
  const link =
    "?region=28&tests=offre,recours&t=20&annees=3&dispositif=dla" +
    "&zones=zone-zone_est_80~densite:60;epci-200070985~nom:Mon secteur&seuils=minutes:45&zone=epci-200070985~nom:Mon secteur&volet=tableau";
  const { view, problems } = read(link);
  expect(problems).toEqual([]);
  expect(view.zones.map(({ seuils }) => seuils)).toEqual([{ densite: 60 }, {}]);
  const written = writeLink(view, initial);
  expect(decodeURIComponent(written.replaceAll("+", " "))).toBe(link);
  expect(written).toContain("zone-zone_est_80~densite:60;epci-200070985~nom:");
  expect(read(written).view).toEqual(view);
});

test("no threshold at all is not the usual ones", () => {
  expect(read("?seuils=aucun").view.seuils).toEqual({});
  expect(writeLink({ ...initial, seuils: {} }, initial)).toBe("?seuils=aucun");
});

test("what is not understood is told, and the rest is shown", () => {
  const { view, problems } = read(
    "?region=99&tests=neige,offre&t=-1&zones=neige&seuils=neige:1&zone=neige&dispositif=neige",
  );
  expect(problems).toHaveLength(7);
  expect(view).toEqual({ ...initial, tests: ["offre"] });
});
