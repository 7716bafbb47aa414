// The journeys of a collectivity: it finds its territory, reads its profile, takes it away in three forms, keeps a version of it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { looksAs } from "./looks.js";
import { readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, api, stored } = session();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SOMME = "/profil/epci-200070985";
const PETR = "/profil/zone-petr_chdf";

const go = (path) => at.page.goto(at.observatory.address + path);
/** The page that a press leads to has come. */
const titled = (name) => at.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
/** What a link of the page leads to. */
async function taken(name) {
  const href = await at.page.getByRole("link", { name, exact: true }).getAttribute("href");
  const answer = await at.page.request.get(new URL(href, at.page.url()).href);
  assert.equal(answer.status(), 200, href);
  return { type: answer.headers()["content-type"], body: await answer.body() };
}

test("a collectivity finds its profile by its postcode, and the figures of the panel in it", async () => {
  await go("/profil");
  await at.page.getByLabel(/Commune, EPCI/).fill("80200");
  await at.page.getByRole("button", { name: "Chercher" }).click();
  await at.page.getByRole("link", { name: "Péronne" }).click();
  await titled("Péronne");
  await go(SOMME);
  const panel = await api("/api/v1/territories/epci/200070985?indicator=part_emplois&region=32");
  const shown = readFrench(await at.page.locator("#poids-emploi .figure").innerText());
  assert.equal(shown, Number(panel.headline.value.toFixed(1)));
  const employers = await stored(
    "SELECT count(*) FROM establishment JOIN commune ON commune.code = commune WHERE employer AND loi_2014 AND epci = '200070985'",
  );
  const whole = at.page.locator("#tailles-table tbody tr").last().locator("td").first();
  assert.equal(readFrench(await whole.innerText()), employers);
});

test("it takes away the PDF, the document, the workbook and the data", async () => {
  await go(SOMME);
  const [pdf, book, json] = [await taken("PDF"), await taken("Classeur"), await taken("JSON")];
  const document = await taken("Word");
  assert.equal(pdf.type, "application/pdf");
  assert.ok(pdf.body.length < 1_000_000, `${pdf.body.length} bytes`);
  assert.match(document.type, /wordprocessingml/);
  assert.equal(document.body.subarray(0, 2).toString(), "PK");
  assert.match(book.type, /spreadsheetml/);
  assert.equal(json.type, "application/json");
  assert.match(JSON.parse(json.body).cover.title, /Est de la Somme/);
});

test("a version that is kept is a link away, and still the same", async () => {
  await go(SOMME);
  await at.page.getByRole("button", { name: /Figer cette version/ }).click();
  await at.page.waitForURL(/\/profil\/fige\/epci-200070985-[0-9a-f]{12}$/);
  const link = at.page.url();
  assert.match(await at.page.locator(".kept").innerText(), /Version figée le \d\d\/\d\d\/\d{4}/);
  const first = (await taken("PDF")).body;
  await at.page.goto(link);
  assert.ok(first.equals((await taken("PDF")).body));
  await at.page.getByRole("link", { name: "Voir la version à jour" }).click();
  await at.page.waitForURL((url) => url.pathname === SOMME);
});

test("a version that is kept has its letters, and asks the service for nothing more", async () => {
  await go(SOMME);
  await at.page.getByRole("button", { name: /Figer cette version/ }).click();
  await at.page.waitForURL(/\/profil\/fige\//);
  const asked = [];
  at.page.on("request", (request) => asked.push(request.url()));
  await at.page.route("**/assets/**", (route) => route.abort());
  await at.page.reload();
  const loaded = await at.page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family);
  });
  const families = [...new Set(loaded.map((family) => family.replaceAll('"', "")))].sort();
  assert.deepEqual(families, ["Source Sans 3", "Source Serif 4"]);
  const others = asked.filter((url) => !url.startsWith("data:") && !url.endsWith("/favicon.ico"));
  assert.deepEqual(others, [at.page.url()]);
});

test("a name that leads nowhere is answered with what resembles it", async () => {
  await go("/profil/saint-quentin");
  assert.equal(await at.page.locator("h1").innerText(), "Territoire introuvable");
  await at.page.getByRole("link", { name: "Saint-Quentin", exact: true }).first().click();
  await titled("Saint-Quentin");
});

test("the directory is limited to a famille, and says how many", async () => {
  await go(SOMME);
  const link = at.page.locator("#repertoire").getByRole("link", { name: /^Coopératives? \(/ });
  const announced = readFrench((await link.innerText()).match(/\(([^)]+)\)/)[1]);
  const address = new URL(await link.getAttribute("href"), at.page.url()).href;
  await link.click();
  await at.page.waitForURL(address);
  assert.equal(await at.page.locator("#etablissements tbody tr").count(), announced);
});

for (const [name, path] of [
  ["the door", "/profil?q=saint"],
  ["a name that leads nowhere", "/profil/nulle-part"],
  ["a profile", SOMME],
  ["a part alone", `${SOMME}?partie=repertoire`],
]) {
  test(`axe finds no fault in ${name}, and nothing overflows on a telephone`, async () => {
    await go(path);
    await at.page.evaluate(axe);
    const { violations } = await at.page.evaluate(
      (values) => window.axe.run(document, { runOnly: { type: "tag", values } }),
      TAGS,
    );
    assert.deepEqual(
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`)),
      [],
    );
    await at.page.setViewportSize({ width: 360, height: 740 });
    const wide = await at.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${wide} pixels wide`);
  });
}

/** Share of a page's pixels that may differ: the date, the snapshot's name, the rounding of letters. */
const TOLERANCE = 0.02;

test("the PDF is well made and its pages look as they did when they were last looked at", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lanterne-pdf-"));
  try {
    const answer = await at.page.request.get(`${at.observatory.address}${PETR}.pdf`);
    const file = join(folder, "profil.pdf");
    writeFileSync(file, await answer.body());
    execFileSync("qpdf", ["--check", file]);
    execFileSync("pdftoppm", ["-r", "40", "-png", file, join(folder, "page")]);
    const pages = readdirSync(folder)
      .filter((name) => name.endsWith(".png"))
      .sort();
    for (const name of pages)
      looksAs(`profil-${name.replace(".png", "")}`, readFileSync(join(folder, name)), TOLERANCE);
    const looked = readdirSync(new URL("references/", import.meta.url)).filter((name) =>
      name.startsWith("profil-page"),
    );
    assert.equal(pages.length, looked.length, "as many pages");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
