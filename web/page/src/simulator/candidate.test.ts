import { describe, expect, it } from "vitest";
import type { Sites } from "../api/document";
import { answering, candidatesOf, context, shortName, sought, told, type Network } from "./candidate";

const sites = (network: Network, all: [site: string, name: string, commune: string | null, of: string | null][]) =>
  ({
    type: "FeatureCollection",
    features: all.map(([site, name, commune, commune_name]) => ({
      type: "Feature",
      geometry: null,
      properties: { site, name, network, commune, commune_name },
    })),
  }) as unknown as Sites;

const known = new Set(["59350", "80021", "80620", "62765"]);
const desks = candidatesOf(
  "france_services",
  sites("france_services", [
    ["fs/1", "France services de Péronne", "80620", "Péronne"],
    ["fs/2", "Bus de la Somme", "80021", "Amiens"],
    ["fs/3", "France services de Rouen", "76540", "Rouen"],
    ["fs/4", "Sans lieu", null, null],
  ]),
  known,
);
const thirds = candidatesOf(
  "tiers_lieu",
  sites("tiers_lieu", [
    ["tl/1", "La Machinerie", "80021", "Amiens"],
    ["tl/2", "Communauté de communes de la Haute Somme", "80620", "Péronne"],
    ["tl/3", "La Station, Écosystème d’Innovation", "62765", "Saint-Omer"],
  ]),
  known,
);
const all = [...desks, ...thirds];
const found = (asked: string) => answering(all, asked).map(({ site }) => site);

describe("places where a permanence may be held", () => {
  it("are those of communes known here, by commune", () => {
    expect(desks.map(({ site }) => site)).toEqual(["fs/2", "fs/1"]);
    expect(thirds.map(({ communeName }) => communeName)).toEqual(["Amiens", "Péronne", "Saint-Omer"]);
    expect(candidatesOf("tiers_lieu", null, known)).toEqual([]);
  });
  it("are found by name, by commune and by sort, accents and abbreviations aside", () => {
    expect(found("machinerie")).toEqual(["tl/1"]);
    expect(found("peronne")).toEqual(["fs/1", "tl/2"]);
    expect(found("ecosysteme st omer")).toEqual(["tl/3"]);
    expect(found("tiers-lieu amiens")).toEqual(["tl/1"]);
    expect(found("france services amiens")).toEqual(["fs/2"]);
    expect(found("80620")).toEqual(["fs/1", "tl/2"]);
    expect(found("fabriques")).toEqual([]);
    expect(found("chinerie")).toEqual([]);
    expect(found("rouen")).toEqual([]);
    expect(found("’")).toEqual([]);
  });
  it("are those of such a name first, and no more than a list has room for", () => {
    const [desk, third] = [desks[0], thirds[0]] as [(typeof all)[0], (typeof all)[0]];
    const both = answering([desk, { ...third, name: "Amiens en transition" }], "amiens");
    expect(both.map(({ site }) => site)).toEqual(["tl/1", "fs/2"]);
    const many = Array.from({ length: 30 }, (_, i) => ({ ...third, site: `tl/${i}` }));
    expect(answering(many, "amiens").length).toBe(8);
  });
  it("are said to be looked for where there are any", () => {
    expect(sought([])).toBe("une commune");
    expect(sought(thirds)).toBe("une commune ou un tiers-lieu");
    expect(sought(all)).toBe("une commune, une France services ou un tiers-lieu");
  });
  it("say their sort and that a tiers-lieu is placed at the centre of its commune", () => {
    const [desk, third] = [desks[0], thirds[0]] as [(typeof all)[0], (typeof all)[0]];
    expect(context(third)).toBe("tiers-lieu labellisé (fabrique de territoire), Amiens");
    expect(told(third, "Permanence ajoutée")).toBe(
      "Permanence ajoutée à Amiens : La Machinerie, tiers-lieu labellisé (fabrique de territoire), placé au centre de sa commune.",
    );
    expect(told(desk, "Permanence ajoutée")).toBe("Permanence ajoutée à Amiens : Bus de la Somme, France services.");
  });
  it("have their name cut where it is a sentence", () => {
    expect(shortName("La Machinerie")).toBe("La Machinerie");
    expect(shortName("a".repeat(500))).toHaveLength(70);
  });
});
