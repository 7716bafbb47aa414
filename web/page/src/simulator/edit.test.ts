import { describe, expect, it } from "vitest";
import { closed, givenUp, moved, opened, reopened, withDays } from "./edit";

const empty = { nom: "A", ajouts: [], retraits: [] };
const ham = opened(empty, "80410", 4);

describe("what a hand does to a scenario", () => {
  it("opens a permanence once in a commune", () => {
    expect(ham.ajouts).toEqual([{ commune: "80410", jours: 4 }]);
    expect(opened(ham, "80410")).toBe(ham);
  });
  it("moves a permanence with its days, and not onto another", () => {
    expect(moved(ham, { ajout: 0 }, "80620").ajouts).toEqual([{ commune: "80620", jours: 4 }]);
    const both = opened(ham, "80620");
    expect(moved(both, { ajout: 0 }, "80620")).toBe(both);
  });
  it("moves a site that stands by closing it and opening where it goes", () => {
    expect(moved(empty, { site: "apes-59350" }, "80620")).toEqual({
      nom: "A",
      ajouts: [{ commune: "80620", jours: null }],
      retraits: ["apes-59350"],
    });
  });
  it("gives up, gives days, closes and opens again", () => {
    expect(givenUp(ham, 0).ajouts).toEqual([]);
    expect(withDays(ham, 0, null).ajouts[0]?.jours).toBeNull();
    expect(closed(closed(empty, "x"), "x").retraits).toEqual(["x"]);
    expect(reopened(closed(empty, "x"), "x").retraits).toEqual([]);
  });
});
