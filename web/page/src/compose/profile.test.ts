import { expect, test } from "vitest";
import { mapOf, owned, sameAs } from "./kept";
import type { Territories } from "../api/document";
import { Gazetteer } from "./gazetteer";
import { composedProfileAddress, knownOf, partsOf, totalsAddress, wholeOf } from "./profile";

test("the profile is asked for by the words of the link and the year of its codes, as a page or a file", () => {
  const composed = {
    membres: [
      { level: "epci" as const, code: "200070985" },
      { level: "commune" as const, code: "80001" },
    ],
    sauf: [{ level: "commune" as const, code: "80620" }],
    nom: " Pays de l’Est & du Nord ",
  };
  expect(composedProfileAddress(composed, 2026)).toBe(
    "/profil/groupement?membres=epci-200070985,commune-80001&sauf=commune-80620&nom=Pays+de+l%E2%80%99Est+%26+du+Nord&cog=2026",
  );
  expect(composedProfileAddress({ ...composed, sauf: [], nom: "" }, 2026, "pdf")).toBe(
    "/profil/groupement.pdf?membres=epci-200070985,commune-80001&cog=2026",
  );
});

test("a kept territory is found again by what it says, and its map asks for the codes of today", () => {
  const composed = { membres: [{ level: "epci" as const, code: "200070985" }], sauf: [], nom: "Est" };
  const own = { id: "0123456789ab", key: "k", version: 1, parts: partsOf(composed, 2026), nom: "Est" };
  owned.value = [own];
  expect(sameAs({ ...composed, nom: " Est " }, 2026)).toBe(own);
  expect(sameAs({ ...composed, nom: "Ouest" }, 2026)).toBeUndefined();
  expect(sameAs(composed, 2025)).toBeUndefined();
  expect(mapOf(own)).toBe("/?membres=epci-200070985&nom=Est");
});

test("the outline of the whole is asked for by what is known of it, and not at all where nothing is left", () => {
  const column = <T>(value: T) => [value, value];
  const index: Territories = {
    level: "commune",
    cog: 2026,
    rows: [0, 1],
    code: ["80001", "80002"],
    name: ["Abbeville", "Ablaincourt"],
    nature: column(null),
    departement: column("80"),
    region: column("32"),
    epci: column("A"),
    population: column(10),
    lon: column(0),
    lat: column(0),
    bbox: column(null),
    partial: column(false),
  };
  const known = new Gazetteer([index]);
  const commune = (code: string) => ({ level: "commune" as const, code });
  const all = {
    membres: [{ level: "epci" as const, code: "A" }, commune("99999")],
    sauf: [commune("80002")],
    nom: "x",
  };
  expect(wholeOf(all, known)).toBe("membres=epci-A&sauf=commune-80002");
  expect(wholeOf({ ...all, sauf: [] }, known)).toBe("membres=epci-A");
  expect(wholeOf({ ...all, sauf: [{ level: "epci", code: "A" }] }, known)).toBeNull();
  const some = knownOf({ ...all, membres: [commune("80001"), commune("99999")] }, known);
  expect(some.membres).toEqual([commune("80001")]);
  const asked = "/api/v1/composition?membres=commune-80001&sauf=commune-80002&cog=2026";
  expect(totalsAddress(some, 2026), "whatever its name").toBe(asked);
  expect(totalsAddress({ ...some, membres: [] }, 2026), "nothing is asked of nothing").toBeNull();
});
