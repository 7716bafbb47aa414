import { describe, expect, it } from "vitest";
import { sheetAddress, simulationAddress, sitingAddress } from "./document";
import {
  freeName,
  initialView,
  keptWords,
  readAround,
  readLink,
  readScenario,
  simulatorAround,
  writeLink,
  type SimulatorView,
} from "./link";

const initial = initialView("32");
const known = { regions: ["32", "28"], initial };
const A = {
  nom: "A",
  ajouts: [
    { commune: "80620", jours: 4 },
    { commune: "2A004", jours: null },
  ],
  retraits: ["apes-59350"],
};
const full: SimulatorView = {
  region: "28",
  dispositif: "dla",
  minutes: 45,
  sites: "exemple",
  ateliers: false,
  scenarios: [A, { nom: "Est & Sud ?", ajouts: [], retraits: [] }],
  montre: 2,
  tableau: true,
  autour: { nom: "Est de la Somme", epci: ["200037059", "200070985"] },
  garde: "0123456789ab.2",
};

describe("the link of the simulator", () => {
  it("says everything and is read back", () => {
    const link = writeLink(full, initial);
    expect(link).toContain("scenario=A~80620.4~2A004~-apes-59350");
    expect(link).toContain("sites=exemple&workshops=non");
    expect(readLink(link, known)).toEqual({ view: full, problems: [] });
  });
  it("is empty for what the page opens on", () => {
    expect(writeLink(initial, initial)).toBe("");
    expect(readLink("", known)).toEqual({ view: initial, problems: [] });
  });
  it("shows the first scenario where it does not say which", () => {
    const { view } = readLink("?scenario=A~80620", known);
    expect(view.montre).toBe(1);
    expect(writeLink(view, initial)).toBe("?scenario=A~80620");
    expect(readLink("?scenario=A~80620&montre=0", known).view.montre).toBe(0);
  });
  it("tells what it cannot read and keeps the rest", () => {
    const { scenario, unread } = readScenario("A~80620.40~neige~62041.2");
    expect(scenario.ajouts).toEqual([{ commune: "62041", jours: 2 }]);
    expect(unread).toEqual(["80620.40", "neige"]);
    const { view, problems } = readLink("?minutes=31&montre=3&region=99&sites=autres&workshops=1&garde=..", known);
    expect(view).toEqual(initial);
    expect(problems).toHaveLength(5);
  });
  it("gives a new scenario a letter nobody has", () => {
    expect(freeName([A])).toBe("B");
    expect(freeName([])).toBe("A");
  });
});

describe("the simulator opened on a territory", () => {
  const autour = { nom: "Est & Nord", epci: ["200037059", "200070985"] };
  it("says its region, its name and its EPCI, and is read back", () => {
    const link = simulatorAround({ region: "32", dispositif: "dla" }, autour);
    expect(link).toBe("/deploiement/simulateur?region=32&dispositif=dla&autour=Est+%26+Nord~200037059~200070985");
    const { view, problems } = readLink(new URL(link, "https://lanterne.test").search, known);
    expect(problems).toEqual([]);
    expect(view).toEqual({ ...initial, dispositif: "dla", autour });
    expect(simulatorAround({ region: null, dispositif: null }, autour)).toContain("?region=france&autour=");
  });
  it("is told apart from what names no EPCI, and is none of what is kept", () => {
    for (const text of ["neige", "A~", "A~80620", "A~200037059~x"]) expect(readAround(text)).toBeNull();
    expect(readLink("?autour=neige", known).problems).toHaveLength(1);
    expect(keptWords({ ...initial, autour })).toBe(keptWords(initial));
  });
});

describe("the address of a question", () => {
  it("says what opens with its days and what closes", () => {
    expect(simulationAddress(full, A)).toBe(
      "/api/v1/simulation?region=28&schemes=dla&minutes=45&sites=exemple&workshops=non&add=commune-80620:4,commune-2A004&remove=apes-59350",
    );
    expect(simulationAddress(initial, null)).toBe("/api/v1/simulation?region=32&minutes=30");
  });
  it("of what is kept says its region and minutes whatever the page opens on, and not how it is looked at", () => {
    const { view } = readLink("?scenario=A~80620&scenario=B&montre=2&volet=tableau&garde=0123456789ab.1", known);
    expect(keptWords(view)).toBe("region=32&minutes=30&scenario=A~80620&scenario=B");
    expect(sheetAddress(view)).toBe(
      "/deploiement/simulateur.pdf?region=32&minutes=30&scenario=A~80620&scenario=B&montre=2",
    );
    expect(sheetAddress({ ...view, region: null, montre: 1 })).toContain("?region=france&");
  });
  it("asks for the best sites besides those of the scenario", () => {
    expect(sitingAddress(initial, A, { objective: "equite", demand: "population", open: 2 })).toContain(
      "/api/v1/siting/equite?region=32&open=2&minutes=30&demand=population&add=commune-80620:4",
    );
  });
});
