// Questions in SQL, asked in the browser on the published tables: what is on the screen is what DuckDB finds in the served database.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, stored, tones } = session();
const LILLE = "200093201";
const link = (query, more = "") => `/?volet=sql&requete=${encodeURIComponent(query)}${more}`;

/** Waits for the answer, or for the fault. */
const answered = () => at.page.locator('[data-test="sql-count"], [data-test="sql-fault"]').first().waitFor();
const cells = async () =>
  (await hook("sql-table").locator("tbody tr:first-child td").allInnerTexts()).map((cell) => cell.trim());

test("a number asked for in SQL is the one of the served database, and the engine comes from here", async () => {
  const asked = [];
  at.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open("/");
  assert.ok(
    !asked.some((path) => /duckdb|parquet|sql-pane/.test(path)),
    "nothing of it is loaded before it is asked for",
  );
  await hook("table-toggle").click();
  await hook("view-sql").click();
  const editor = hook("sql-editor");
  await editor.fill(
    `SELECT sum(jobs) AS emplois, count(*) AS etablissements FROM establishment JOIN commune ON commune.code = commune
     WHERE employer AND loi_2014 AND epci = '${LILLE}'`,
  );
  await editor.press("Control+Enter");
  await answered();
  const same = `FROM establishment AS e JOIN commune AS c ON c.code = e.commune WHERE employer AND loi_2014 AND epci = '${LILLE}'`;
  const [jobs, establishments] = (await cells()).map(readFrench);
  assert.equal(establishments, await stored(`SELECT count(*) ${same}`));
  assert.ok(Math.abs(jobs - (await stored(`SELECT sum(jobs) ${same}`))) <= 0.05);
  assert.ok(
    asked.some((path) => /duckdb-eh.*\.wasm$/.test(path)) && asked.some((path) => /establishment\.parquet$/.test(path)),
  );
  assert.ok(!asked.some((path) => /result\.parquet$/.test(path)), "a table that is not named is not loaded");
  const engine = at.observatory.address + asked.find((path) => path.endsWith(".wasm"));
  const whole = await fetch(engine, { headers: { "accept-encoding": "identity" } });
  assert.equal(whole.headers.get("content-encoding"), null);
  assert.match(whole.headers.get("cache-control"), /immutable/);
  assert.deepEqual(
    [...new Uint8Array(await whole.arrayBuffer()).subarray(0, 4)],
    [0, 0x61, 0x73, 0x6d],
    "whole to whom takes no gzip",
  );
  assert.equal((await fetch(engine, { method: "HEAD" })).headers.get("content-encoding"), "gzip");
  assert.equal(new URL(at.page.url()).searchParams.get("requete"), (await editor.innerText()).trim());
});

test("every example runs, and draws what it says", async () => {
  await open("/?volet=sql");
  const examples = at.page.locator('[data-test^="sql-example-"]');
  await examples.first().waitFor();
  const many = await examples.count();
  assert.ok(many >= 6);
  for (let k = 0; k < many; k++) {
    await examples.nth(k).click();
    await at.page.waitForFunction(() => document.querySelector('[data-test="sql-stop"]') === null);
    await answered();
    assert.equal(await hook("sql-fault").count(), 0, `example ${k}: ${await hook("sql-fault").allInnerTexts()}`);
    assert.ok(readFrench(await hook("sql-count").innerText()) > 0, `example ${k} has rows`);
    const drawn = new URL(at.page.url()).searchParams.get("rendu") ?? "tableau";
    const expected = { tableau: "sql-table", carte: "sql-table", barres: "sql-bars", nuage: "sql-cloud" }[drawn];
    await hook(expected).waitFor();
  }
});

test("a faulty query is told in French with its line, in DuckDB's words, and repaired", async () => {
  await open(link("SELECT code\nFROM territory\nWHERE populace > 3"));
  await answered();
  const said = (await hook("sql-fault").innerText()).replace(/\s+/g, " ");
  assert.match(said, /Une colonne n’existe pas, ligne 3\. DuckDB répond : Binder Error/);
  assert.match(said, /populace/);
  await hook("sql-editor").fill("SELECT count(*) FROM territory WHERE level = 'region'");
  await hook("sql-run").click();
  await hook("sql-count").waitFor();
  assert.equal(readFrench((await cells())[0]), 18);
});

test("neither another host nor a file of this one is within reach of a query", async () => {
  for (const query of [
    "SELECT * FROM read_csv('https://lanterne.invalid/a.csv')",
    "LOAD json",
    "SET enable_external_access = true",
  ]) {
    await open(link(query));
    await answered();
    assert.equal(await hook("sql-fault").count(), 1, query);
  }
});

test("an answer is laid on the map, and its link restores it", async () => {
  const query =
    "SELECT t.code, sum(e.employers) AS employeurs FROM ess_count AS e JOIN commune AS c ON c.code = e.commune\n" +
    "JOIN territory AS t ON t.level = 'epci' AND t.code = c.epci WHERE e.loi_2014 GROUP BY ALL";
  await open(link(query));
  await answered();
  await hook("sql-as-carte").click();
  await hook("legend-own").waitFor();
  await settled();
  const counts = (await hook("legend-own").locator("strong").allInnerTexts()).map(readFrench);
  const total = await stored(
    "SELECT count(DISTINCT epci) FROM ess_count AS e JOIN commune AS c ON c.code = e.commune WHERE e.loi_2014 AND epci IS NOT NULL",
  );
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    total,
  );
  assert.ok(new Set(Object.values(await tones("epci")).map(({ tone }) => tone)).size >= 4);
  assert.match(await hook("legend").innerText(), /Réponse à une requête SQL, données synthétiques/);
  const shared = at.page.url();
  assert.match(
    decodeURIComponent(shared),
    /requete=SELECT\+t\.code,\+sum\(e\.employers\)/,
    "the query is readable in the link",
  );
  await at.page.goto("about:blank");
  await open(new URL(shared).search.replace(/^/, "/"));
  await hook("legend-own").waitFor();
  const again = (await hook("legend-own").locator("strong").allInnerTexts()).map(readFrench);
  assert.deepEqual(again, counts);
});

test("an answer without codes says why it cannot be mapped", async () => {
  await open(link("SELECT 1 AS a, 2 AS b"));
  await answered();
  await hook("sql-as-carte").click();
  await at.page.waitForFunction(() =>
    /colonne de codes/.test(document.querySelector('[data-test="sql-status"]').textContent),
  );
});

test("a long query is stopped, and the next one is answered", async () => {
  await open(link("SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b WHERE a.range * b.range % 7 = 3"));
  await at.page.waitForFunction(() =>
    /Calcul/.test(document.querySelector('[data-test="sql-status"]')?.textContent ?? ""),
  );
  await hook("sql-stop").click();
  await at.page.waitForFunction(() =>
    /interrompue/.test(document.querySelector('[data-test="sql-status"]').textContent),
  );
  await hook("sql-editor").fill("SELECT count(*) FROM commune");
  await hook("sql-run").click();
  await hook("sql-count").waitFor();
  assert.equal(readFrench((await cells())[0]), await stored("SELECT count(*) FROM commune"));
});

test("the answer is taken away as CSV, with the query and the source it rests on", async () => {
  await open(link("SELECT code, name AS nom, area_km2 FROM territory WHERE level = 'region' ORDER BY code"));
  await answered();
  const [file] = await Promise.all([at.page.waitForEvent("download"), hook("sql-csv").click()]);
  const text = readFileSync(await file.path(), "utf8");
  const lines = text.replace("\ufeff", "").trim().split("\r\n");
  const notes = lines.filter((line) => line.startsWith("#")).join("\n");
  for (const needed of [/SELECT code/, /Source/, /Licence/, /synthétiques/]) assert.match(notes, needed);
  const rows = lines.filter((line) => !line.startsWith("#"));
  assert.equal(rows.length, 19);
  const [code, name, area] = rows.find((row) => row.startsWith("32;")).split(";");
  assert.deepEqual([code, name], ["32", "Hauts-de-France"]);
  assert.equal(
    Number(area.replace(",", ".")),
    await stored("SELECT area_km2 FROM territory WHERE level = 'region' AND code = '32'"),
  );
});

test("it is usable on a phone, and by keyboard alone", async () => {
  await at.page.setViewportSize({ width: 360, height: 740 });
  await open("/?volet=sql");
  await at.page.locator(".sql-guide summary").first().click();
  await hook("sql-example-0").click();
  await answered();
  const wide = await at.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `nothing passes the edge of the screen: ${wide}`);
  await hook("sql-editor").focus();
  await at.page.keyboard.press("Tab");
  assert.equal(await at.page.evaluate(() => document.activeElement.dataset.test), "sql-run", "Tab leaves the editor");
});

test("when the server is gone, the pane says so in French and keeps the query", async () => {
  await open("/?volet=sql");
  await hook("sql-example-0").waitFor();
  await at.page.route(/duckdb|\.parquet$/, (route) => route.abort());
  await hook("sql-example-0").click();
  await hook("sql-fault").waitFor();
  assert.match(await hook("sql-fault").innerText(), /n’a pas pu s’ouvrir|ne répond pas/);
  await at.page.unroute(/duckdb|\.parquet$/);
  await hook("sql-run").click();
  await hook("sql-count").waitFor();
});
