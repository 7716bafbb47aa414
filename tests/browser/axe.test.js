// Accessibility as axe-core sees it (WCAG 2.0 to 2.2, levels A and AA), in each state a person meets, at two widths.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "./axe.js";
import { session } from "./session.js";

const { at, open } = session();
const faults = () => faultsOf(at.page);

const SOMME = "territoire=epci-200070985";
const STATES = [
  `/?${SOMME}`,
  "/?famille=association&secteur=Q,P&volet=tableau",
  "/?indicateur=emplois&famille=fondation&secteur=B",
  "/?volet=tableau",
  "/?volet=classement",
  "/?volet=nuage&lecture=croisement",
  "/?volet=inegalites&lecture=cercles",
  `/?volet=comparaison&comparer=epci-200070985,departement-80&lecture=points_chauds`,
  "/?volet=sql&requete=SELECT+code,population+FROM+territory",
  "/?volet=sources",
  `/?annee=2019&${SOMME}&volet=evolution`,
  "/?annee=2018",
  "/?perimetre=avec_siae&volet=evolution",
  "/?membres=",
];

/** What comes after the page has settled, by the word of the link that asks for it. */
const LATE = [
  [/volet=evolution/, '[data-test="evolution-sentence"]'],
  [/volet=inegalites/, '[data-test="inequality-sentence"]'],
  [/volet=comparaison/, "tr.chosen [data-compared]"],
  [/requete=/, '[data-test="sql-count"]'],
  [/membres=/, '[data-test="compose-search"]'],
];

for (const state of STATES) {
  test(`axe finds no fault in ${state}`, async () => {
    await open(state);
    for (const [word, sign] of LATE) if (word.test(state)) await at.page.locator(sign).first().waitFor();
    assert.deepEqual(await faults(), []);
  });
}

test("nor on a phone, on each of its faces", async () => {
  await at.page.setViewportSize({ width: 390, height: 844 });
  await open(`/?${SOMME}`);
  for (const face of ["carte", "profil", "tableau", "reglages"]) {
    await at.page.locator(`[data-test="tab-${face}"]`).click();
    assert.deepEqual(await faults(), [], face);
  }
});

test("nor on the page of methods", async () => {
  await at.page.goto(`${at.observatory.address}/methodes`);
  await at.page.locator("article").first().waitFor();
  assert.deepEqual(await faults(), []);
});
