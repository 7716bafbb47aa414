// Still pictures beside the page: the same colours territory by territory, what is taken away, and the page of a browser that draws no
// map.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mapReady } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, api, settled } = session();

/** Colour of each territory of the page's map, by code, from its own style and states. */
async function onPage(level) {
  const index = await api(`/api/v1/territories/${level}?region=32`);
  const byRow = await at.page.evaluate(
    ([layer, rows]) => {
      const map = window.lanterne.map;
      // ["match", input, 0, colour, 1, colour, …, other]
      const [, , ...pairs] = map.getPaintProperty(`fill-${layer}`, "fill-color");
      return rows.map((row) => {
        const { tone } = map.getFeatureState({
          source: layer,
          sourceLayer: layer,
          id: row,
        });
        return pairs[2 * tone + 1] ?? null;
      });
    },
    [level, index.rows],
  );
  return new Map(index.code.map((code, k) => [code, byRow[k]]));
}

/** Colour of each territory of the picture, by code. */
async function onPicture(search, level) {
  const answer = await fetch(`${at.observatory.address}/carte.svg${search}`);
  assert.equal(answer.status, 200, search);
  const found = new Map();
  for (const [, colour, inside] of (await answer.text()).matchAll(/<g fill="(#\w+)"[^>]*>([\s\S]*?)<\/g>/g)) {
    for (const [, code] of inside.matchAll(new RegExp(`<path id="${level}-(\\w+)"`, "g"))) found.set(code, colour);
  }
  return found;
}

for (const [search, level] of [
  ["", "epci"],
  ["?lecture=foyers&niveau=commune", "commune"],
  ["?lecture=croisement", "epci"],
  ["?indicateur=indice_specificite&palette=ecart&decoupage=quantile&classes=4", "epci"],
]) {
  test(`page and picture colour every territory alike: ${search || "the first view"}`, async () => {
    await open(`/${search}`);
    const [page, picture] = [await onPage(level), await onPicture(search, level)];
    assert.ok(picture.size > 80, `${picture.size} territories drawn`);
    const differ = [...picture].filter(([code, colour]) => page.get(code) !== colour);
    assert.deepEqual(differ.slice(0, 5), []);
  });
}

test("the map on screen is taken away as a picture, with what the link says", async () => {
  await open("/?indicateur=part_emplois&territoire=epci-200070985");
  const link = at.page.locator('[data-test$="-png"]').first();
  const address = await link.getAttribute("href");
  assert.match(address, /^\/carte\.png\?indicateur=part_emplois&territoire=epci-200070985/);
  const answer = await fetch(at.observatory.address + address);
  assert.equal(answer.headers.get("content-type"), "image/png");
  assert.ok((await answer.arrayBuffer()).byteLength > 50_000);
});

test("a browser without WebGL shows the map as a picture that follows the view", async () => {
  await at.page.addInitScript(() => {
    const own = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind.startsWith("webgl") ? null : own.call(this, kind, ...rest);
    };
  });
  await at.page.goto(`${at.observatory.address}/`);
  await mapReady(at.page);
  await settled();
  const image = hook("map-still").locator("img");
  const drawn = await image.evaluate((img) => [img.naturalWidth, img.naturalHeight, img.alt]);
  assert.ok(drawn[0] > 300 && drawn[1] > 300, String(drawn));
  assert.match(drawn[2], /habitants/);
  assert.match(await at.page.locator(".map-failure").innerText(), /WebGL manque/);
  await hook("indicator-part_emplois").click();
  await settled();
  await at.page.waitForFunction(() => document.querySelector(".map-still img")?.src.includes("part_emplois"));
  assert.ok((await hook("legend").innerText()).length > 20);
});
