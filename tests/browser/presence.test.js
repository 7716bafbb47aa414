// The page of presence: its map, table, lists and file are those of the API, year by year; a declared zone is drawn as an outline and
// colours nothing; what no document says of a policy is unknown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "./axe.js";
import { readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, api, tones } = session();

const PAGE = "/deploiement/presence";
const presence = (words = "") => api(`/api/v1/presence?region=32${words && `&${words}`}`);
const asked = (name) => new URL(at.page.url()).searchParams.get(name);
const text = async (found) => (await found.textContent()).replace(/\s+/g, " ").trim();
const plain = (sentence) => sentence.replace(/\s+/g, " ").trim();

/** The map shows each EPCI by its class, white where it is without contact. */
async function mapShows({ units }) {
  const drawn = await tones("epci");
  let seen = 0;
  units.row.forEach((row, i) => {
    if (!drawn[row] || units.contact[i] === null) return;
    assert.equal(drawn[row].foyer_froid, units.contact[i] === false, units.name[i]);
    if (units.contact[i]) assert.equal(drawn[row].tone, 4 - units.class[i], units.name[i]);
    seen++;
  });
  assert.ok(seen > 60, `${seen} EPCI on the map`);
}
const drawnSites = () =>
  at.page.evaluate(async () => {
    const { features } = await window.lanterne.map.getSource("site").getData();
    return features.map(({ properties }) => properties.site).sort();
  });
const outlined = (level) =>
  at.page.evaluate((layer) => {
    const filter = window.lanterne.map.getFilter(`declared-${layer}`);
    return filter[0] === "in" ? filter[2][1].toSorted((a, b) => a - b) : [];
  }, level);

test("the map, the sentence and the list are those of the year, and the slider changes all of them", async () => {
  await open(PAGE);
  const last = await presence();
  await mapShows(last);
  assert.equal(await text(hook("sentence")), plain(last.sentence));
  const first = last.years[0];
  await hook("year").fill("0");
  await settled();
  assert.equal(asked("annee"), String(first));
  const early = await presence(`year=${first}&minutes=30`);
  assert.equal(await text(hook("sentence")), plain(early.sentence));
  await mapShows(early);
  const kinds = ["siege", "antenne", "permanence", "inconnu"];
  const shown = early.sites.filter(({ kind, point }) => point && kinds.includes(kind)).map(({ site }) => site);
  assert.deepEqual(await drawnSites(), shown.toSorted());
  const listed = await hook("without")
    .locator("li")
    .evaluateAll((found) => found.map((each) => each.dataset.code).sort());
  const without = early.units.code.filter((_, i) => early.units.contact[i] === false);
  assert.deepEqual(listed, without.toSorted());
  assert.equal(listed.length, early.without);
  if (early.synthetic) assert.match(await text(hook("synthetic")), /^Données synthétiques/);
});

test("a declared zone is an outline, and the colours are the same with it and without", async () => {
  await open(PAGE);
  const served = await presence();
  const before = await tones("epci");
  assert.deepEqual(await outlined("departement"), []);
  await hook("layer-zones").check();
  await settled();
  assert.ok(asked("couches").includes("zones"));
  const rows = served.zones.filter(({ level }) => level === "departement").map(({ row }) => row);
  assert.deepEqual(
    [...new Set(await outlined("departement"))],
    [...new Set(rows)].toSorted((a, b) => a - b),
  );
  assert.deepEqual(await tones("epci"), before);
});

test("the years are played from the keyboard, and stop at the last", async () => {
  const { years } = await presence();
  await open(`${PAGE}?annee=${years.at(-2)}`);
  await hook("play").focus();
  await at.page.keyboard.press("Enter");
  await at.page.waitForFunction(
    (last) => document.querySelector('[data-test="year-shown"]').textContent === last,
    String(years.at(-1)),
  );
  await at.page.waitForFunction(() => /^Lire/.test(document.querySelector('[data-test="play"]').ariaLabel));
  assert.equal(asked("annee"), null);
});

test("the table is the units of the API, and so is the file", async () => {
  await open(`${PAGE}?dispositif=dla&minutes=45&volet=tableau`);
  const served = await presence("scheme=dla&minutes=45");
  const rows = await hook("units-table")
    .locator("tbody tr")
    .evaluateAll((found) =>
      found.map((row) => [row.dataset.code, row.querySelector("[data-column=minutes]").textContent]),
    );
  assert.equal(rows.length, served.units.code.length);
  const rounded = new Intl.NumberFormat("fr-FR", {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  for (const [code, minutes] of rows) {
    const own = served.units.minutes[served.units.code.indexOf(code)];
    if (own !== null) assert.equal(readFrench(minutes), readFrench(rounded.format(own)), code);
  }
  const file = await at.page.evaluate(
    async (address) => (await fetch(address)).text(),
    await hook("csv").getAttribute("href"),
  );
  assert.equal(file.split("\r\n").filter((line) => /^\d{9};/.test(line)).length, rows.length);
});

test("a policy that no document speaks of is unknown, on the map and in the table", async () => {
  await open(PAGE);
  await hook("tab-politiques").click();
  await settled();
  assert.equal(asked("onglet"), "politiques");
  const served = await api("/api/v1/policies?region=32");
  assert.equal(await text(hook("policy-sentence")), plain(served.sentence));
  await hook("open-table").click();
  const cells = await hook("policies-table").locator("tbody td").allTextContents();
  assert.equal(cells.length, 3 * served.code.length);
  const unknown = served.known.flat().filter((known) => known === null).length;
  assert.equal(cells.filter((cell) => cell === "inconnu").length, unknown);
  assert.ok(!cells.includes("non"));
  await hook("known-only").check();
  const spoken = served.code.filter((_, i) => served.known.some((kind) => kind[i] !== null));
  assert.equal(await hook("policies-table").locator("tbody tr").count(), spoken.length);
});

test("a word of the link that means nothing is told", async () => {
  await open(`${PAGE}?dispositif=neige&annee=1950&couches=neige`);
  const told = await text(hook("error").first());
  assert.match(told, /neige/);
  assert.match(told, /1950/);
  assert.equal(await hook("scheme").inputValue(), "");
});

test("axe finds no fault, in either tab, as a table, and on a phone, where nothing overflows", async () => {
  for (const state of ["", "?volet=tableau", "?onglet=politiques"]) {
    await open(PAGE + state);
    assert.deepEqual(await faultsOf(at.page), [], state);
  }
  await at.page.setViewportSize({ width: 360, height: 780 });
  await open(PAGE);
  assert.deepEqual(await faultsOf(at.page), []);
  assert.ok((await at.page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
});
