// A person's own table: by SIRET, by codes of an earlier year, and crossed with the observatory's figures. It stays in the browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, api, rows, stored } = session();
const text = async (name) => (await hook(name).innerText()).replace(/\s+/g, " ");
const give = async (name, lines) => {
  await hook("own-file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n"), "utf8") });
  await hook("own-understood").waitFor();
  await settled();
};
/** The figure of a territory in the own column of the table. */
async function figureOf(code) {
  await hook("table-filter").fill(code);
  return readFrench(await at.page.locator(`tr[data-code="${code}"] [data-column="own"]`).innerText());
}

test("establishments by SIRET are found, added up by territory, and those unknown are listed", async () => {
  const sent = [];
  at.page.on("request", (request) => request.method() !== "GET" && sent.push(request.url()));
  await open("/?volet=tableau");
  const known = await rows(
    "SELECT siret, e.commune, c.epci FROM establishment AS e JOIN commune AS c ON c.code = e.commune WHERE c.epci IS NOT NULL ORDER BY md5(siret) LIMIT 400",
  );
  const lines = known.map(([siret], i) => `${i % 3 ? siret : siret.replace(/^(.{3})(.{3})(.{3})/, "$1 $2 $3 ")};${i}`);
  await give("aides.csv", ["SIRET;montant", ...lines, "00000000000000;5"]);
  assert.match(await text("own-understood"), /400 lignes rattachées par « SIRET »/);
  await hook("own-lost").locator("summary").click();
  assert.match(await text("own-lost"), /ligne 402 : SIRET 00000000000000 absent/);
  const [, , epci] = known[0];
  const mine = known.map(([, , code], i) => [code, i]).filter(([code]) => code === epci);
  assert.equal(await figureOf(epci), mine.length, "counted");
  await hook("own-column").selectOption({ label: "montant" });
  assert.equal(
    await figureOf(epci),
    mine.reduce((sum, [, value]) => sum + value, 0),
    "added up",
  );
  await hook("own-level").selectOption("departement");
  await at.page.waitForFunction(() => new URL(location.href).searchParams.get("niveau") === "departement");
  await settled();
  const [[departement]] = await rows(`SELECT departement FROM commune WHERE code = '${known[0][1]}'`);
  const there = new Set(
    (await rows(`SELECT code FROM commune WHERE departement = '${departement}'`)).map(([code]) => code),
  );
  assert.equal(await figureOf(departement), known.filter(([, code]) => there.has(code)).length);
  assert.deepEqual(sent, [], "nothing of it is sent");
});

test("codes of an earlier year are recognised and carried, merged communes added up, split ones said", async () => {
  await open("/?volet=tableau&region=france");
  const merged = await rows(
    "SELECT code_from, code_to FROM passage WHERE cog_from = 2024 AND kind = 'merger' AND code_from <> code_to ORDER BY 1 LIMIT 6",
  );
  const [[split]] = await rows(
    "SELECT code_from FROM passage WHERE cog_from = 2024 AND kind = 'split' GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 1",
  );
  const [, into] = merged[0];
  const codes = [...new Set([...merged.map(([from]) => from), into, "59350", "80021"])];
  await give("ancien.csv", ["insee;valeur", ...codes.map((code, i) => `${code};${i + 1}`), `${split};9`, "99999;1"]);
  assert.equal(await hook("own-year").inputValue(), "2024");
  assert.match(await text("own-carried"), /Codes de 2024, portés à la géographie 2026/);
  await hook("own-lost").locator("summary").click();
  assert.match(await text("own-lost"), new RegExp(`code ${split} scindé depuis en`));
  assert.match(await text("own-lost"), /code 99999 inconnu en 2024/);
  const expected = codes.reduce(
    (sum, code, i) => sum + (code === into || merged.some(([from, to]) => from === code && to === into) ? i + 1 : 0),
    0,
  );
  assert.equal(await figureOf(into), expected);
  await hook("own-year").selectOption("2026");
  await at.page.waitForFunction(() =>
    /Codes de 2026/.test(document.querySelector('[data-test="own-carried"]').textContent),
  );
  assert.match(await text("own-lost"), new RegExp(`code ${merged[0][0]} inconnu en 2026`));
});

test("own figures are crossed with the indicator as two indicators are: the same coefficients as the API's", async () => {
  await open("/?volet=nuage");
  const other = await api("/api/v1/series/part_emplois?level=epci&region=32");
  const index = await api("/api/v1/territories/epci?region=32");
  const code = new Map(index.rows.map((row, i) => [row, index.code[i]]));
  const lines = other.rows.flatMap((row, i) => (other.value[i] === null ? [] : [`${code.get(row)},${other.value[i]}`]));
  await give("parts.csv", ["epci,ma part", ...lines]);
  await hook("avec").last().selectOption({ label: "Vos données : ma part" });
  const served = await api("/api/v1/relations/etablissements_10000_hab/part_emplois?level=epci&region=32");
  const digits = (sentence) => sentence.match(/[−-]?\d,\d\d/g).map(readFrench);
  assert.deepEqual(digits(await hook("relation-sentence").innerText()), digits(served.sentence));
  assert.equal(await hook("scatter").locator("circle").count(), served.pairs);
  await hook("lecture").selectOption("croisement");
  await hook("legend-crossed").waitFor();
  const cells = (await hook("legend-crossed").locator("button").allInnerTexts()).map((cell) => Number(cell || 0));
  assert.equal(
    cells.reduce((sum, count) => sum + count, 0),
    served.pairs,
  );
  assert.match(await text("reading"), /Croisés avec : ma part/);
});
