// The years: the slider, its play, what is said of an earlier one, and the line of each territory over them. Each journey compares what is
// on the screen with the API, and the API with the database.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, api, stored } = session();
const SOMME = "territoire=epci-200070985";
const EPCI = "commune.epci = '200070985'";
const text = async (name) => (await hook(name).innerText()).replace(/\s+/g, " ");
const asked = (name) => new URL(at.page.url()).searchParams.get(name);
/** Employers of the ESS at the end of an earlier year, in the communes of today. */
const past = (year, where) =>
  stored(
    `SELECT coalesce(sum(employers), 0)::DOUBLE FROM past_ess_count JOIN commune ON commune.code = past_ess_count.commune
     WHERE loi_2014 AND year = ${year} AND ${where}`,
  );
const people = (where) =>
  stored(
    `SELECT sum(population)::DOUBLE FROM territory JOIN commune USING (code) WHERE level = 'commune' AND ${where}`,
  );
const shown = (year) =>
  at.page.waitForFunction(
    (wanted) => document.querySelector('[data-test="year-shown"]')?.textContent === String(wanted),
    year,
  );

test("the years are played one by one, and the play stops at the last", async () => {
  await open(`/?${SOMME}`);
  const { years, year } = await api("/api/v1/snapshot");
  assert.equal(await text("year-shown"), String(year));
  await at.page.evaluate(() => {
    const told = document.querySelector('[data-test="year-shown"]');
    window.seen = [];
    new MutationObserver(() => window.seen.push(Number(told.textContent))).observe(told, {
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  await hook("play").click();
  await at.page.waitForFunction(
    (last) => window.seen.includes(last) && document.querySelector('[data-test="play"]').ariaLabel.startsWith("Lire"),
    year,
  );
  await settled();
  assert.deepEqual(await at.page.evaluate(() => window.seen), years);
  assert.equal(asked("annee"), null, "the year of reference is no word of the link");
});

test("the play is stopped where one wants, and the number on screen is the one of that year", async () => {
  await open(`/?${SOMME}`);
  const { years } = await api("/api/v1/snapshot");
  await hook("play").click();
  // Stopped from within: on a slow machine the play could end between a look and a click.
  await at.page.waitForFunction((first) => {
    const button = document.querySelector('[data-test="play"]');
    const moved = document.querySelector('[data-test="year-shown"]').textContent !== String(first);
    if (!moved || button.ariaLabel.startsWith("Lire") || !location.search.includes("annee=")) return false;
    button.click();
    return true;
  }, years[0]);
  await settled();
  const stopped = Number(await text("year-shown"));
  assert.equal(asked("annee"), String(stopped));
  const served = await api(`/api/v1/territories/epci/200070985?region=32&annee=${stopped}`);
  assert.equal(served.headline.value, (10_000 * (await past(stopped, EPCI))) / (await people(EPCI)));
  await at.page.waitForFunction(
    (value) => Number(document.querySelector('[data-test="panel-value"]')?.dataset.value) === value,
    served.headline.value,
  );
  assert.equal(readFrench(await text("panel-value")), Number(served.headline.value.toFixed(1)));
  assert.ok((await at.page.locator(".map-title .subtitle").innerText()).includes(`, ${stopped},`));
});

test("the slider is moved with the keyboard, and what belongs to the year of reference says so", async () => {
  await open("/");
  assert.equal(await hook("year-note").count(), 0);
  await hook("year").focus();
  await at.page.keyboard.press("ArrowLeft");
  await at.page.keyboard.press("ArrowLeft");
  await shown(2020);
  await settled();
  assert.equal(asked("annee"), "2020");
  assert.equal(await hook("year").getAttribute("aria-valuetext"), "fin 2020");
  assert.match(await text("map-sentence"), /^Fin 2020\. /);
  assert.match(await text("legend-year"), /^Fin 2020, dans les classes de 2022/);
  assert.match(await text("year-note"), /zones blanches se jugent sur 2022/);
  assert.equal(await at.page.locator(".signs").getByText("Zone blanche").count(), 0);
  const series = await api("/api/v1/series/etablissements_10000_hab?level=epci&region=32&annee=2020");
  const region = "commune.departement IN (SELECT departement FROM past_coverage WHERE year = 2020)";
  assert.equal(series.reference.value, (10_000 * (await past(2020, region))) / (await people(region)));
  await hook("year-back").click();
  await settled();
  assert.equal(asked("annee"), null);
});

test("a perimeter that is known of one year has no slider to move", async () => {
  await open("/?annee=2019");
  await hook("perimetre").selectOption("avec_esus");
  await settled();
  assert.deepEqual([asked("annee"), asked("perimetre")], [null, "avec_esus"]);
  assert.ok(await hook("year").isDisabled());
  assert.match(await text("year-note"), /connu que de 2022/);
  await open("/?annee=2017");
  assert.match(await at.page.locator("body").innerText(), /2017.*pas chargée/s);
});

test("the line of each territory is what the API and the database say of each year", async () => {
  await open(`/?${SOMME}&comparer=departement-80`);
  await hook("course").click();
  await hook("evolution-plot").waitFor();
  assert.equal(asked("volet"), "evolution");
  const served = await api(
    "/api/v1/timeline/etablissements_10000_hab?level=epci&region=32&codes=epci-200070985,departement-80",
  );
  assert.deepEqual(
    served.lines.map(({ role }) => role),
    ["territoire", "territoire", "reference"],
  );
  let compared = 0;
  for (const line of served.lines) {
    for (const [i, year] of served.years.entries()) {
      const cell = hook(`evolution-${line.level}-${line.code}-${year}`);
      assert.equal(Number(await cell.getAttribute("data-value")), line.value[i]);
      assert.equal(readFrench(await cell.innerText()), Number(line.value[i].toFixed(1)));
      compared += 1;
    }
  }
  assert.equal(compared, 15);
  const somme = served.lines[1];
  for (const [i, year] of served.years.slice(0, -1).entries()) {
    const there = "commune.departement = '80'";
    assert.equal(somme.value[i], (10_000 * (await past(year, there))) / (await people(there)));
  }
  assert.equal(await at.page.locator('[data-test="band"]').count(), 3, "every line has its interval");
  assert.match(await text("evolution-sentence"), /fin 2018 à .* fin 2022/);

  const waiting = at.page.waitForEvent("download");
  await hook("evolution-csv").click();
  const file = readFileSync(await (await waiting).path(), "utf8");
  assert.equal(file.split("\r\n").filter((row) => /;20\d\d;/.test(row)).length, 15);

  await at.page.locator(".evolution-table thead button").first().click();
  await settled();
  assert.equal(asked("annee"), "2018", "a year of the table is the year of the map");
});

test("without a territory the reference stands alone and the way to more is said", async () => {
  await open("/?volet=evolution");
  await hook("evolution-plot").waitFor();
  assert.match(await text("evolution-hint"), /Choisissez un territoire/);
  await open("/?volet=evolution&perimetre=avec_siae");
  assert.match(await text("evolution-sentence"), /Une seule année/);
  assert.equal(await hook("evolution-plot").count(), 0);
});
