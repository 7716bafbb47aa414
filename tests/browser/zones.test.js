// The page of zones: both lists and where they meet are those of the API; a zone opens with its history; a zone that is added crosses the
// threshold it is given; the link holds all of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "./axe.js";
import { readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, api } = session();

const PAGE = "/deploiement/zones";
const watch = (words = "") => api(`/api/v1/watch?region=32&kinds=offre,foyer_froid${words && `&${words}`}`);
const asked = (name) => new URL(at.page.url()).searchParams.get(name);
const text = async (found) => (await found.textContent()).replace(/\s+/g, " ").trim();
const plain = (sentence) => sentence.replace(/\s+/g, " ").trim();
const keys = (list) =>
  hook(`list-${list}`)
    .locator("li[data-key]")
    .evaluateAll((found) => found.map((each) => each.dataset.key));

test("both lists stand side by side, with where they meet, and the table and the file are the same", async () => {
  await open(PAGE);
  const served = await watch();
  assert.equal(await text(hook("sentence")), plain(served.sentence));
  for (const origin of ["feuille_de_route", "trouvee"]) {
    const own = served.zones.filter((zone) => zone.origin === origin);
    if (own.length > 0)
      assert.deepEqual(
        await keys(origin),
        own.map(({ key }) => key),
      );
  }
  const roadmap = served.zones.filter(({ origin }) => origin === "feuille_de_route");
  assert.equal(roadmap.length, 4);
  const met = roadmap.find(({ overlaps }) => overlaps.length > 0);
  if (met) {
    const line = hook("list-feuille_de_route").locator(`li[data-key="${met.key}"]`);
    assert.ok((await text(line)).includes(plain(met.overlaps[0].sentence)), met.name);
  }
  await hook("open-table").click();
  const rows = await hook("units-table")
    .locator("tbody tr")
    .evaluateAll((found) =>
      found.map((row) => [row.dataset.key, row.querySelector("[data-column=etablissements]").textContent]),
    );
  assert.deepEqual(
    rows.map(([key]) => key),
    served.zones.map(({ key }) => key),
  );
  rows.forEach(([key, count], i) => {
    const value = served.zones[i].figures[0].value;
    if (value !== null) assert.equal(readFrench(count), value, key);
  });
  const file = await at.page.evaluate(
    async (address) => (await fetch(address)).text(),
    await hook("csv").getAttribute("href"),
  );
  const lines = file.split("\r\n").filter((line) => line && !/^\ufeff?#/.test(line));
  assert.equal(lines.length - 1, served.zones.length);
});

test("a zone opens with its history, and Back returns to the lists", async () => {
  await open(PAGE);
  await hook("list-feuille_de_route").locator("button.zone-link").first().click();
  await hook("opened").waitFor();
  const key = asked("zone");
  const served = (await watch(`zone=${encodeURIComponent(key)}`)).opened;
  assert.equal(await text(hook("zone-name")), plain(served.zone.name));
  assert.equal(await text(hook("together")), plain(served.zone.sentence));
  const years = await hook("years")
    .locator("tbody tr")
    .evaluateAll((found) => found.map((row) => Number(row.dataset.year)));
  assert.deepEqual(
    years,
    served.years.map(({ year }) => year),
  );
  assert.match(await text(hook("documents")), /non délimitée/);
  const { quote, document: title } = served.quotation;
  const words = await text(hook("quotation").locator("blockquote"));
  assert.ok(words.includes(quote.replaceAll("'", "’")), words);
  assert.equal(await text(hook("quotation").locator("figcaption")), plain(title));
  const profile = await at.page.request.get(at.observatory.address + (await hook("profile").getAttribute("href")));
  assert.equal(profile.status(), 200);
  await at.page.goBack();
  await hook("sentence").waitFor();
  assert.equal(asked("zone"), null);
});

test("a zone leads to the simulator on it, where a permanence is opened in one of its communes", async () => {
  await open(`${PAGE}?zone=zone-zone_est_80`);
  const { zone } = (await watch("zone=zone-zone_est_80")).opened;
  await hook("simulate").click();
  await hook("around").waitFor();
  await settled();
  assert.ok((await text(hook("around"))).includes(plain(zone.name)));
  assert.equal(asked("autour"), [plain(zone.name), ...zone.epci.map(({ code }) => code)].join("~"));
  const commune = await hook("around-commune").inputValue();
  await hook("around-open").click();
  await hook(`added-${commune}`).waitFor();
  assert.ok(asked("scenario").endsWith(`~${commune}`), asked("scenario"));
  assert.deepEqual(await faultsOf(at.page), []);
  await hook("around-leave").click();
  assert.equal(asked("autour"), null);
});

test("a zone that is added crosses the threshold it is given, and the link holds it", async () => {
  await open(PAGE);
  await hook("adding").locator("summary").click();
  await hook("add-epci").fill("200070985");
  await at.page.locator('[data-test="found-epci-200070985"]').click();
  await hook("opened").waitFor();
  await settled();
  assert.equal(asked("zones"), "epci-200070985");
  const own = hook("own-thresholds");
  if ((await own.getAttribute("open")) === null) await own.locator("summary").click();
  await hook("own-densite").fill("200");
  await hook("own-densite").press("Enter");
  await at.page.locator('[data-test="crossed"] [data-threshold="densite"]', { hasText: "200" }).waitFor();
  assert.equal(asked("zones"), "epci-200070985~densite:200");
  const link = new URL(at.page.url()).search;
  assert.ok(link.includes("zones=epci-200070985~densite:200"), link);
  const served = await watch(`zones=${encodeURIComponent(asked("zones"))}&zone=epci-200070985`);
  const crossed = served.opened.zone.crossed.find(({ threshold }) => threshold === "densite");
  const shown = at.page.locator('[data-test="crossed"] [data-threshold="densite"]');
  assert.equal(await text(shown), plain(crossed.sentence));
  await open(PAGE + link);
  assert.equal(await text(shown), plain(crossed.sentence));
  await hook("drop").click();
  await settled();
  assert.equal(asked("zones"), null);
});

test("a zone that is none is told in clear words", async () => {
  await open(`${PAGE}?zones=neige`);
  assert.match(await text(hook("error").first()), /neige/);
  await at.page.goto(`${at.observatory.address}${PAGE}?zones=zone-neige`);
  await hook("error").first().waitFor();
  assert.match(await text(hook("error").first()), /zone-zone_est_80/);
});

test("axe finds no fault, with the lists, a zone, the table, and on a phone, where nothing overflows", async () => {
  for (const state of ["", "?zone=zone-zone_est_80", "?volet=tableau"]) {
    await open(PAGE + state);
    assert.deepEqual(await faultsOf(at.page), [], state);
  }
  for (const width of [320, 360, 768]) {
    await at.page.setViewportSize({ width, height: 780 });
    for (const state of ["", "?zone=zone-zone_est_80"]) {
      await open(PAGE + state);
      const wide = await at.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${width}: ${wide}`);
    }
    if (width === 360) assert.deepEqual(await faultsOf(at.page), []);
  }
});
