// What is counted and what it is divided by: familles and sectors ticked, numerator and denominator chosen. Each journey compares what is on
// the screen with the API, and the API with the database.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, api, stored, tones } = session();
const SOMME = "epci-200070985";
const EPCI = "epci = '200070985'";
const text = async (name) => (await hook(name).innerText()).replace(/\s+/g, " ");
const asked = (name) => new URL(at.page.url()).searchParams.get(name);
const counted = (what, where) =>
  `SELECT coalesce(sum(${what}), 0)::DOUBLE FROM ess_count JOIN commune ON commune.code = ess_count.commune
   WHERE loi_2014 AND ${where}`;

/** Opens the list of a choice, and ticks one of it with the keyboard. */
async function tick(list, slug) {
  const details = hook(`filter-${list}`);
  if (!(await details.evaluate((node) => node.open))) {
    await details.locator("summary").focus();
    await at.page.keyboard.press("Enter");
  }
  await hook(`${list}-${slug}`).focus();
  await at.page.keyboard.press("Space");
  await settled();
}

test("a famille and a sector are ticked, and the map, the panel, the link and the file say so", async () => {
  await open(`/?territoire=${SOMME}`);
  await tick("famille", "association");
  await tick("secteur", "Q");
  assert.deepEqual([asked("famille"), asked("secteur")], ["association", "Q"]);
  const employers = await stored(counted("employers", `${EPCI} AND famille = 'association' AND section = 'Q'`));
  const people = await stored(
    `SELECT sum(population)::DOUBLE FROM territory JOIN commune USING (code) WHERE level = 'commune' AND ${EPCI}`,
  );
  assert.ok(employers > 0);
  const served = await api("/api/v1/territories/epci/200070985?region=32&famille=association&secteur=Q");
  assert.equal(served.headline.value, (10_000 * employers) / people);
  await at.page.waitForFunction(
    (value) => Number(document.querySelector('[data-test="panel-value"]')?.dataset.value) === value,
    served.headline.value,
  );
  assert.equal(readFrench(await text("panel-value")), Number(served.headline.value.toFixed(1)));
  for (const name of ["map-title", "legend-filter", "announcement", "panel"]) {
    assert.match(await text(name), /associations?.*|Associations/i, name);
    assert.match(await text(name), /Santé humaine et action sociale/, name);
  }
  const bubble = at.page.locator(
    '.legend [data-explanation="indicateur-etablissements_10000_hab"] [data-part="filter"]',
  );
  assert.match(await bubble.textContent(), /limitée aux associations.*Les habitants sont tous comptés/s);
  await hook("take-strip").locator("summary").click();
  const file = new URL(await hook("strip-csv").getAttribute("href"), at.page.url());
  assert.deepEqual([file.searchParams.get("famille"), file.searchParams.get("white_zones")], ["association", null]);
  const csv = await (await fetch(file)).text();
  assert.match(csv, /# Filtre : Associations, secteur/);
  assert.ok(csv.includes(String(served.headline.value).replace(".", ",")), "the file holds the figure on screen");
});

test("beside each famille and sector stands how many establishments the region counts of it", async () => {
  await open("/?secteur=Q");
  await hook("filter-famille").locator("summary").click();
  await hook("famille-fondation-count").filter({ hasText: /\d/ }).waitFor();
  const region = "region = '32' AND section = 'Q' AND famille = 'fondation'";
  assert.equal(readFrench(await text("famille-fondation-count")), await stored(counted("employers", region)));
  assert.equal(await hook("secteur-Q").isChecked(), true);
  await hook("filter-clear").click();
  await settled();
  assert.equal(asked("secteur"), null);
  const all = counted("employers", "region = '32' AND famille = 'fondation'");
  const expected = await stored(all);
  await at.page.waitForFunction(
    (number) =>
      document.querySelector('[data-test="famille-fondation-count"]')?.textContent?.replace(/\D/g, "") ===
      String(number),
    expected,
  );
  await at.page.goBack();
  await settled();
  assert.equal(await hook("secteur-Q").isChecked(), true, "Back keeps the choice");
});

test("a part of the economy of a sector is a part of that sector alone", async () => {
  await open("/?indicateur=part_emplois&niveau=departement&secteur=Q,P&volet=tableau");
  const served = await api("/api/v1/series/part_emplois?level=departement&region=32&secteur=P,Q");
  const index = await api("/api/v1/territories/departement?region=32");
  const i = index.code.indexOf("80");
  const ess = await stored(counted("jobs", "departement = '80' AND section IN ('P', 'Q')"));
  const all = await stored(
    `SELECT sum(jobs) FROM economy_count JOIN commune ON commune.code = economy_count.commune
     WHERE departement = '80' AND section IN ('P', 'Q')`,
  );
  assert.ok(Math.abs(served.value[i] - (100 * ess) / all) < 1e-9);
  assert.match(await text("legend"), new RegExp(`Somme ${served.value[i].toFixed(1).replace(".", ",")}`));
});

test("what is counted and what divides it lead to the indicator, and a number is shown by circles", async () => {
  await open(`/?territoire=${SOMME}`);
  await hook("numerator-emplois").click();
  await settled();
  assert.equal(asked("indicateur"), "emplois_1000_hab");
  await hook("denominator-aucun").focus();
  await at.page.keyboard.press("Enter");
  await settled();
  assert.deepEqual([asked("indicateur"), asked("lecture")], ["emplois", null]);
  await hook("legend-circles").waitFor();
  assert.match(await text("number-reading"), /cercles/);
  const jobs = await stored(counted("jobs", EPCI));
  await at.page.waitForFunction(
    (value) => Math.abs(Number(document.querySelector('[data-test="panel-value"]')?.dataset.value) - value) < 1e-6,
    jobs,
  );
  await hook("lecture").selectOption("classes");
  assert.match(await text("number-reading"), /paraît fort parce qu’il est grand/);
  await hook("lecture").selectOption("cercles");
  await hook("denominator-surface").click();
  await settled();
  assert.deepEqual([asked("indicateur"), asked("lecture")], ["emplois_km2", null], "a rate is coloured again");
  assert.equal(await hook("legend-circles").count(), 0);
});

test("a filter that nobody passes says so and offers the way back", async () => {
  await open("/?famille=fondation&secteur=B");
  assert.match(await text("nothing-kept"), /Aucun établissement ne répond à ce filtre/);
  await hook("nothing-kept").getByRole("button").click();
  await settled();
  assert.deepEqual([asked("famille"), asked("secteur")], [null, null]);
  assert.equal(await hook("nothing-kept").count(), 0);
});

test("what compares familles is shown for all of them, and the page says why", async () => {
  await open("/?famille=mutuelle&secteur=K");
  await hook("indicator-part_association").click();
  await settled();
  assert.deepEqual([asked("famille"), asked("secteur"), asked("indicateur")], [null, "K", "part_association"]);
  assert.match(await text("error"), /compare les familles entre elles/);
  await open("/?indicateur=part_mutuelle&famille=mutuelle");
  assert.match(await text("error"), /compare les familles entre elles/);
  await hook("filter-famille").locator("summary").click();
  assert.match(await text("filter-famille"), /se lit pour toutes/);
});

test("white zones are judged on all of the ESS, and are not drawn on a part of it", async () => {
  const white = async () => Object.values(await tones("epci")).filter((state) => state.offre).length;
  await open(`/?territoire=${SOMME}`);
  assert.ok((await white()) > 0);
  const verdict = await hook("white-zone-offre").getAttribute("data-verdict");
  await tick("famille", "cooperative");
  assert.equal(await white(), 0);
  assert.match(await text("filter-note"), /zones blanches se jugent sur toute l’ESS/);
  await hook("white-zones-unfiltered").waitFor();
  assert.equal(await hook("white-zone-offre").getAttribute("data-verdict"), verdict);
});
