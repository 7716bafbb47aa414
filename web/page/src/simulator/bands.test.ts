import { describe, expect, it } from "vitest";
import { NO_DATA, WHITE } from "../colour";
import { bandOf, enclosedRows, toneOf, wordsOf } from "./bands";
import { signed } from "./signed";

const bands = [15, 30];
const communes = {
  minutes: [0, 15, 15.1, 30, 30.01, null, null],
  absence: [null, null, null, null, null, "nil", "nd"],
};

describe("the band of a commune", () => {
  it("holds its upper end, and nobody's journey is no band", () => {
    const found = communes.minutes.map((_, i) => bandOf(communes, i, bands));
    expect(found).toEqual([0, 0, 1, 1, "beyond", "beyond", "unknown"]);
  });
  it("is darker the nearer, white beyond, and apart where nobody knows", () => {
    for (const edges of [[15], [15, 30], [15, 20, 30]]) {
      const tones = edges.map((_, i) => toneOf(i, edges));
      expect(tones).toEqual(tones.toSorted((a, b) => b - a));
      expect(new Set([...tones, toneOf("beyond", edges), toneOf("unknown", edges)]).size).toBe(edges.length + 2);
    }
    expect([toneOf("beyond", bands), toneOf("unknown", bands)]).toEqual([WHITE, NO_DATA]);
  });
  it("is told in minutes", () => {
    expect([0, 1, "beyond" as const].map((band) => wordsOf(band as never, bands))).toEqual([
      "15 minutes ou moins",
      "de 15 à 30 minutes",
      "plus de 30 minutes",
    ]);
  });
  it("leaves an EPCI nobody knows of without a hatch", () => {
    expect(enclosedRows({ row: [4, 5, 6], enclosed: [true, null, false] })).toEqual([4]);
  });
});

describe("a change", () => {
  it("carries its sign, and none has none", () => {
    expect([signed(75585), signed(-0.61, 1), signed(0), signed(0.01, 1), signed(null)]).toEqual([
      "+75\u202f585",
      "−0,6",
      "0",
      "0,0",
      "n.d.",
    ]);
  });
});
