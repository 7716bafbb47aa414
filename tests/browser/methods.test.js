// What explains a measure on the map is the catalogue of methods, reached by pointer, keyboard and touch; and the page of methods.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mapReady } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, api } = session();
const squeezed = (text) => text.replace(/\s+/g, " ").trim();

test("a bubble says what the catalogue of methods says, and leads to its place", async () => {
  const methods = new Map((await api("/api/v1/methods")).map((method) => [method.slug, method]));
  const zones = await api("/api/v1/white-zones?level=epci&region=32");
  const index = await api("/api/v1/territories/epci?region=32");
  const cold = zones.kinds.foyer_froid.z.findIndex((z, i) => z < 0 && zones.kinds.foyer_froid.verdict[i] === "oui");
  assert.ok(cold >= 0, "an EPCI is a cold spot");
  await open(`/?niveau=epci&territoire=epci-${index.code[cold]}&volet=tableau`);
  await hook("panel-name").waitFor();
  await settled();
  await at.page.locator("[data-explains=lissage]").first().waitFor();
  const bubbles = await at.page.evaluate(() =>
    [...document.querySelectorAll("[data-explanation]")].map((bubble) => ({
      slug: bubble.dataset.explanation,
      parts: Object.fromEntries(
        [...bubble.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part.textContent]),
      ),
      link: bubble.querySelector("a").getAttribute("href"),
    })),
  );
  const told = new Set(bubbles.map(({ slug }) => slug));
  const expected = [
    "intervalle_comptage",
    "lissage",
    "intervalle_rang",
    "gi_star",
    "fausses_decouvertes",
    "zone_blanche_stabilite",
    "fiabilite",
    "zone_blanche_offre",
    "probabilite_seuil",
    "temps_de_trajet",
    "indicateur-etablissements_10000_hab",
  ];
  assert.deepEqual(
    expected.filter((slug) => !told.has(slug)),
    [],
    "explained nowhere",
  );
  const html = await (await fetch(`${at.observatory.address}/methodes`)).text();
  for (const { slug, parts, link } of bubbles) {
    assert.equal(link, `/methodes#${slug}`);
    assert.ok(html.includes(`<article id="${slug}">`), `${slug} has no place in the page of methods`);
    if (slug.startsWith("indicateur-")) continue;
    const method = methods.get(slug);
    assert.equal(squeezed(parts.definition), squeezed(method.definition));
    assert.equal(squeezed(parts.reading), squeezed(`Lecture ${method.reading}`));
    assert.equal(squeezed(parts.limits), squeezed(`Limites ${method.limits}`));
  }
});

test("a bubble opens by keyboard and on a tap, Tab reaches its link, Escape gives the word back", async () => {
  await open("/?niveau=epci&territoire=epci-200033579");
  const word = at.page.locator(".rank [data-explains=intervalle_rang]");
  await word.waitFor();
  const bubble = at.page.locator(".rank [data-explanation=intervalle_rang]");
  await at.page.locator("[data-test=panel] .close").focus();
  const focused = () =>
    at.page.evaluate(() => document.activeElement.dataset.explains ?? document.activeElement.getAttribute("href"));
  for (let i = 0; i < 12 && (await focused()) !== "intervalle_rang"; i++) await at.page.keyboard.press("Tab");
  await bubble.waitFor();
  await at.page.keyboard.press("Tab");
  assert.equal(await focused(), "/methodes#intervalle_rang");
  await at.page.keyboard.press("Escape");
  await bubble.waitFor({ state: "hidden" });
  assert.equal(await focused(), "intervalle_rang");
  assert.ok(new URL(at.page.url()).searchParams.has("territoire"), "and nothing else");

  const phone = await at.browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const screen = await phone.newPage();
  await screen.goto(`${at.observatory.address}/?niveau=epci&territoire=epci-200033579`);
  await mapReady(screen);
  const touched = screen.locator(".rank [data-explains=intervalle_rang]");
  await touched.tap();
  const sheet = screen.locator(".rank [data-explanation=intervalle_rang]");
  await sheet.waitFor();
  const box = await sheet.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 844.5, JSON.stringify(box));
  await screen.touchscreen.tap(200, 40);
  await sheet.waitFor({ state: "hidden" });
  await phone.close();
});

test("the head of the bounds' column says what they are", async () => {
  for (const [indicator, head] of [
    ["etablissements_10000_hab", "Intervalle à 95 %"],
    ["emplois_1000_hab", "Bornes des tranches"],
    ["part_emplois", "Fiabilité"],
  ]) {
    await open(`/?indicateur=${indicator}&niveau=epci&volet=tableau`);
    const cell = hook("table").locator('[data-column-head="bornes"] .term-word');
    await cell.waitFor();
    assert.equal(squeezed(await cell.innerText()), head);
  }
});

test("the page of methods is legible at every width, and a link to a method shows it", async () => {
  for (const width of [320, 390, 768, 1440]) {
    // A page of its own, of that width from the start, and letters that come after the text.
    await at.page.close();
    at.page = await at.browser.newPage({ viewport: { width, height: 844 } });
    await at.page.route("**/*.woff2", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await at.page.goto(`${at.observatory.address}/methodes#gi_star`);
    await at.page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
    const { wide, top } = await at.page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      top: document.getElementById("gi_star").getBoundingClientRect().top,
    }));
    assert.ok(wide <= 0, `${wide} px too wide at ${width} px`);
    assert.ok(top >= 0 && top < 60, `the method is at ${top} px`);
    await at.page.unrouteAll({ behavior: "ignoreErrors" });
  }
});
