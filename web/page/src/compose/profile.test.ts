import { expect, test } from "vitest";
import { composedProfileAddress } from "./profile";

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
