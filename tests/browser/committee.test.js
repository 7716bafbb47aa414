// The page of the committee: its figures and sentences are those of the API at both dates, its link is its state, its document is the
// one of what is shown, and nothing overflows from 320 to 1920 pixels.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "./axe.js";
import { session } from "./session.js";

const { at, hook, open, settled, api } = session();

const PAGE = "/deploiement/comite";
const compared = (words = "") => api(`/api/v1/deployment/comparison?region=32${words && `&${words}`}`);
const asked = (name) => new URL(at.page.url()).searchParams.get(name);
const plain = (text) => text.replace(/[\s’']+/g, " ").trim();
const digits = (text) => text.replace(/[^\d,−s]/g, "");
const cells = (name, row) => hook(name).locator(`tr[${row}] td`).allTextContents();

test("both dates and their difference are those of the API, and the document is theirs", async () => {
  await open(`${PAGE}?dispositif=fidess`);
  const told = await compared();
  const fidess = told.schemes.find(({ scheme }) => scheme === "fidess");
  for (const kind of ["beneficiaires", "epci"]) {
    const own = fidess.figures.find((figure) => figure.kind === kind);
    const shown = (await cells("figures", `data-kind=${kind}`)).map(digits);
    const served = [own.before, own.after, own.difference].map(String);
    assert.deepEqual(shown, served, kind);
  }
  const sentences = await hook("sentences").locator("li").allTextContents();
  assert.deepEqual(sentences.map(plain), fidess.sentences.slice(1).map(plain));
  const link = await hook("document").getAttribute("href");
  const answer = await fetch(at.observatory.address + link);
  assert.equal(answer.headers.get("content-type"), "application/pdf");
  assert.match(answer.headers.get("content-disposition"), /lanterne_comite_.*fidess/);
  await answer.arrayBuffer();
});

test("a date that is chosen is in the link, and Back returns to the one before", async () => {
  await open(PAGE);
  const first = await compared();
  const year = first.years[0];
  await hook("before").selectOption(String(year));
  await settled();
  assert.equal(asked("avant"), String(year));
  const early = await compared(`before=${year}&after=${first.after}`);
  const sentence = plain(await hook("sentence").textContent());
  assert.equal(sentence, plain(early.sentence));
  await hook("schemes").locator("tbody button").first().click();
  await settled();
  assert.equal(asked("dispositif"), first.schemes[0].scheme);
  await at.page.goBack();
  await at.page.goBack();
  await settled();
  assert.equal(asked("avant"), null);
  assert.equal(plain(await hook("sentence").textContent()), plain(first.sentence));
});

test("nothing overflows, and the reference checker finds no fault", async () => {
  for (const width of [320, 768, 1920]) {
    await at.page.setViewportSize({ width, height: 800 });
    await open(PAGE);
    const over = await at.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${over} pixels too wide at ${width}`);
    assert.deepEqual(await faultsOf(at.page), [], `at ${width}`);
  }
});
