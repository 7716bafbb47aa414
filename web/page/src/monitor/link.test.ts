import { expect, test } from "vitest";
import { initialView, readLink, writeLink, type Known, type MonitorView } from "./link";

const known: Known = { regions: ["28", "32"], initial: initialView("32") };
const { initial } = known;

test("an empty link shows the initial view and the initial view is an empty link", () => {
  expect(readLink("", known)).toEqual({ view: initial, problems: [] });
  expect(writeLink(initial, initial)).toBe("");
});

test("every part of a view survives the way to a link and back", () => {
  const view: MonitorView = {
    region: "28",
    dispositif: "fidess",
    equite: "population",
    de: 2021,
    a: 2024,
    par: "nature",
    constat: "portee-fidess-2",
    tableau: true,
  };
  const link = writeLink(view, initial);
  expect(link).toBe(
    "?region=28&dispositif=fidess&equite=population&de=2021&a=2024&par=nature&constat=portee-fidess-2&volet=tableau",
  );
  expect(readLink(link, known)).toEqual({ view, problems: [] });
  const france = { ...initial, region: null };
  expect(readLink(writeLink(france, initial), known).view).toEqual(france);
});

test("the link of the brief is read, and what equals the default is not written again", () => {
  const { view, problems } = readLink("?dispositif=fidess&equite=etablissements", known);
  expect([view.dispositif, view.equite, problems]).toEqual(["fidess", "etablissements", []]);
  expect(writeLink(view, initial)).toBe("?dispositif=fidess");
  expect(readLink("?dispositif=tous", known)).toEqual({ view: initial, problems: [] });
});

test("unknown words become a sentence each and the default", () => {
  const { view, problems } = readLink(
    "?region=99&dispositif=../x&equite=juste&de=hier&par=canton&constat=%3Cb%3E",
    known,
  );
  expect(view).toEqual(initial);
  expect(problems).toHaveLength(5);
  expect(readLink("?par=region", known)).toEqual({ view: initial, problems: [] });
});

test("years the wrong way round are told, and all of them are shown", () => {
  const { view, problems } = readLink("?de=2024&a=2020", known);
  expect([view.de, view.a, problems.length]).toEqual([null, null, 1]);
});
