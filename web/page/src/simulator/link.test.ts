import { describe, expect, it } from "vitest";
import { simulationAddress, sitingAddress } from "./document";
import { freeName, initialView, readLink, readScenario, writeLink, type SimulatorView } from "./link";

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
  scenarios: [A, { nom: "Est & Sud ?", ajouts: [], retraits: [] }],
  montre: 2,
  tableau: true,
};

describe("the link of the simulator", () => {
  it("says everything and is read back", () => {
    const link = writeLink(full, initial);
    expect(link).toContain("scenario=A~80620.4~2A004~-apes-59350");
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
    const { view, problems } = readLink("?minutes=31&montre=3&region=99", known);
    expect(view).toEqual(initial);
    expect(problems).toHaveLength(3);
  });
  it("gives a new scenario a letter nobody has", () => {
    expect(freeName([A])).toBe("B");
    expect(freeName([])).toBe("A");
  });
});

describe("the address of a question", () => {
  it("says what opens with its days and what closes", () => {
    expect(simulationAddress(full, A)).toBe(
      "/api/v1/simulation?region=28&schemes=dla&minutes=45&add=commune-80620:4,commune-2A004&remove=apes-59350",
    );
    expect(simulationAddress(initial, null)).toBe("/api/v1/simulation?region=32&minutes=30");
  });
  it("asks for the best sites besides those of the scenario", () => {
    expect(sitingAddress(initial, A, { objective: "equite", demand: "population", open: 2 })).toContain(
      "/api/v1/siting/equite?region=32&open=2&minutes=30&demand=population&add=commune-80620:4",
    );
  });
});
