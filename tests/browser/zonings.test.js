// Zones d'emploi and bassins de vie as a person meets them, on a snapshot where a table of membership is loaded: made up here, the
// communes of a square of 1.5° and those of a square of 0.4°, since the real one is not ours to commit.

import { DuckDBInstance } from "@duckdb/node-api";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { mapReady, readFrench, startObservatory } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, api, stored, rows, tones } = session(load);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let usual;
let folder;

/** The commune of each zone, named and numbered by where it is. */
const ZONED = `
  WITH placed AS (SELECT code, name, population, floor((lon + 65) / 1.5) * 60 + floor((lat + 25) / 1.5) AS zone,
    floor(lon / 0.4) AS x, floor(lat / 0.4) AS y FROM snapshot.territory WHERE level = 'commune')
  SELECT code, printf('%04d', zone::INTEGER) AS zone,
    first_value(code) OVER square AS bassin, first_value(name) OVER square AS town FROM placed
  WINDOW square AS (PARTITION BY x, y ORDER BY population DESC, code)`;

/** Writes the table and serves a snapshot made with it. */
async function load(at) {
  usual = at.observatory;
  folder = mkdtempSync(join(tmpdir(), "lanterne-zones-"));
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`ATTACH '${usual.database}' AS snapshot (READ_ONLY)`);
  const write = (name, select) =>
    connection.run(`COPY (${select}) TO '${join(folder, name)}' (FORMAT csv, HEADER, COMPRESSION gzip)`);
  await write(
    "insee_table_appartenance_2024.csv.gz",
    `SELECT code AS CODGEO, zone AS ZE2020, bassin AS BV2022 FROM (${ZONED})`,
  );
  await write(
    "insee_libelles_zonages_2024.csv.gz",
    `SELECT DISTINCT 'ZE2020' AS NIVGEO, zone AS CODGEO, 'Zone ' || zone AS LIBGEO FROM (${ZONED})
     UNION ALL SELECT DISTINCT 'BV2022', bassin, town FROM (${ZONED})`,
  );
  connection.closeSync();
  at.observatory = await startObservatory({
    cards: ["lanterne/registre-synthetique", "insee/appartenance-2024"],
    from: folder,
  });
}
after(async () => {
  await usual?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A figure as the database keeps it. */
const figureOf = (level, code) =>
  `SELECT value FROM result JOIN territory USING (level, row) WHERE indicator = 'etablissements_10000_hab'
   AND perimetre = 'loi_2014' AND level = '${level}' AND code = '${code}'`;

for (const [level, label] of [
  ["zone_emploi", "la zone d’emploi"],
  ["bassin_vie", "le bassin de vie"],
]) {
  test(`${label}: the number on screen is that of the API and of the database`, async () => {
    await open();
    await hook(`level-${level}`).click();
    await settled();
    assert.equal(new URL(at.page.url()).searchParams.get("niveau"), level);
    const shown = Object.values(await tones(level)).map(({ tone }) => tone);
    assert.ok(new Set(shown).size >= 4, `${new Set(shown).size} colours on the map`);
    const [[code, name]] = await rows(
      `SELECT code, name FROM territory WHERE level = '${level}' AND region = '32' ORDER BY population DESC LIMIT 1`,
    );
    await open(`/?niveau=${level}&territoire=${level}-${code}`);
    await hook("panel-name").waitFor();
    assert.equal(await hook("panel-name").innerText(), name);
    const served = (await api(`/api/v1/territories/${level}/${code}?region=32`)).headline.value;
    const kept = await stored(figureOf(level, code));
    assert.equal(served, kept);
    assert.equal(Number(await hook("panel-value").getAttribute("data-value")), kept);
    assert.ok(Math.abs(readFrench(await hook("panel-value").innerText()) - kept) < 0.051);
    assert.match(await hook("legend-across").innerText(), /de la région/);
  });
}

test("a commune leads to its zones, and a town is found before the zones that bear its name", async () => {
  await open("/?niveau=commune&territoire=commune-80021");
  await hook("panel-bassin_vie").click();
  await settled();
  const url = new URL(at.page.url());
  assert.deepEqual(
    [url.searchParams.get("niveau"), url.searchParams.get("territoire")],
    ["bassin_vie", "bassin_vie-80021"],
  );
  assert.equal(await hook("panel-name").innerText(), "Amiens");
  const found = (await api("/api/v1/search?q=amiens")).map((place) => place.level);
  assert.equal(found[0], "commune");
  assert.ok(found.includes("bassin_vie"));
});

test("a zone of study is found by its name for a territory being composed, and may be taken away from another", async () => {
  const communes = async () => {
    await hook("compose-communes").waitFor();
    return Number(await hook("compose-communes").getAttribute("data-value"));
  };
  await open("/?membres=");
  await hook("compose-search").fill("amiens");
  await hook("found-bassin_vie-80021").last().click();
  await hook("member-bassin_vie-80021").waitFor();
  assert.equal(await communes(), await stored("SELECT count(*) FROM commune WHERE bassin_vie = '80021'"));
  await open("/?membres=departement-80&sauf=bassin_vie-80021");
  const left = "SELECT count(*) FROM commune WHERE departement = '80' AND bassin_vie IS DISTINCT FROM '80021'";
  assert.equal(await communes(), await stored(left));
});

test("axe finds no fault where the zonings are offered", async () => {
  await open("/?niveau=bassin_vie&territoire=bassin_vie-80021");
  await at.page.evaluate(axe);
  const { violations } = await at.page.evaluate(() => window.axe.run({ exclude: [[".table tbody"]] }));
  assert.deepEqual(
    violations.map(({ id }) => id),
    [],
  );
});

test("without the table there is no such level: neither offered nor shown, and a link that asks for it is answered", async () => {
  const zoned = at.observatory;
  at.observatory = usual;
  try {
    await at.page.goto(`${usual.address}/?niveau=zone_emploi`);
    await mapReady(at.page);
    assert.equal(await hook("level-zone_emploi").count(), 0);
    assert.equal(await at.page.locator(".study").count(), 0);
    assert.match(await at.page.locator("body").innerText(), /le niveau «\szone_emploi\s», qui n’existe pas ici/);
  } finally {
    // It goes on asking for what is near, of the server that it was opened from.
    await at.page.close();
    at.observatory = zoned;
  }
});
