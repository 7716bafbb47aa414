import { describe, expect, it } from "vitest";
import { idOf, pageOf, sameAs, type Own } from "./kept";
import { initialView, keptWords, readLink } from "./link";

const initial = initialView("32");
const { view } = readLink("?scenario=A~80620.4&garde=0123456789ab.2", { regions: ["32"], initial });
const own: Own = { id: "0123456789ab", key: "k", version: 2, words: keptWords(view), nom: "Printemps" };

describe("scenarios that were kept", () => {
  it("are known by what they say, their name and where they were kept", () => {
    expect(idOf(view)).toBe("0123456789ab");
    expect(sameAs([own], view, "Printemps")).toBe(own);
    expect(sameAs([own], view, "Été")).toBeUndefined();
    expect(sameAs([own], { ...view, minutes: 45 }, "Printemps")).toBeUndefined();
    expect(sameAs([own], { ...view, garde: null }, "Printemps")).toBeUndefined();
    expect(sameAs([own], { ...view, montre: 0, tableau: true }, "Printemps")).toBe(own);
  });
  it("are opened again by their link", () => {
    const { search } = new URL(pageOf(own), "https://lanterne.test");
    expect(readLink(search, { regions: ["32"], initial })).toEqual({ view, problems: [] });
  });
});
