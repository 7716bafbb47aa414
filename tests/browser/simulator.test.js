// The simulator, as an officer of the Region uses it: a permanence is added by its commune, dragged by hand, its figures are those of the
// API at every step, the link says it all, and the best sites come with their proof.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "./axe.js";
import { atRest, readFrench, until } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, api, tones } = session();

const PAGE = "/deploiement/simulateur";
const simulated = (words) => api(`/api/v1/simulation?region=32&minutes=30${words}`);
const told = () => new URL(at.page.url()).searchParams;
const text = async (found) => (await found.textContent()).replace(/\s+/g, " ").trim();
const written = (value, decimals = 0) =>
  readFrench(
    new Intl.NumberFormat("fr-FR", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(value),
  );
/** The four figures of a card are those of an answer. */
async function shows(card, { after, minutes }) {
  const figure = async (name) =>
    readFrench(await text(hook(`scenario-${card}`).locator(`[data-test="figure-${name}"]`)));
  const within = (reach) => reach.find((each) => each.minutes === minutes);
  assert.equal(await figure("population"), written(within(after.population).share * 100, 1));
  assert.equal(await figure("establishments"), written(within(after.establishments).within));
  assert.equal(await figure("enclosed"), after.enclosed);
  assert.equal(await figure("minutes"), written(after.mean_minutes, 1));
}
async function addBySearch(name, code) {
  await hook("add-search").fill(name);
  await hook(`found-commune-${code}`).click();
  await settled();
}
/** What the hand left opens, as the API is asked for it. */
const opened = () => {
  const [, ...pieces] = told().get("scenario").split("~");
  return pieces
    .filter((piece) => !piece.startsWith("-"))
    .map((piece) => `commune-${piece.replace(".", ":")}`)
    .join();
};

test("a permanence that is added changes the figures, the map and the link, and the link opened again gives the same", async () => {
  await open(PAGE);
  await shows(0, await simulated(""));
  await addBySearch("Péronne", "80620");
  assert.equal(told().get("scenario"), "A~80620");
  await hook("days-80620").fill("4");
  await hook("days-80620").press("Tab");
  await settled();
  assert.equal(told().get("scenario"), "A~80620.4");
  const after = await simulated("&add=commune-80620:4");
  await shows(1, after);
  assert.equal(await text(hook("sentence")), after.sentence.replace(/\s+/g, " "));
  await at.page.waitForFunction(() => window.lanterne.map.loaded());
  const drawn = await tones("commune");
  const near = after.communes.row.filter((_, i) => after.communes.minutes[i] <= 15 && drawn[after.communes.row[i]]);
  const far = after.communes.row.filter((_, i) => after.communes.minutes[i] > 30 && drawn[after.communes.row[i]]);
  assert.ok(near.length > 50 && far.length > 50, `${near.length} near, ${far.length} far`);
  const tonesOf = (rows) => new Set(rows.map((row) => drawn[row].tone));
  assert.equal(tonesOf(near).size, 1);
  assert.equal(tonesOf(far).size, 1);
  assert.notDeepEqual(tonesOf(near), tonesOf(far));
  const link = new URL(at.page.url());
  await open(link.pathname + link.search);
  await shows(1, after);
  assert.equal(await hook("days-80620").inputValue(), "4");
  const csv = await (await fetch(at.observatory.address + (await hook("csv").getAttribute("href")))).text();
  assert.equal(csv.split("\r\n").filter((line) => /^\d[\dAB]\d{3};/.test(line)).length, after.communes.row.length);
});

test("the figures follow the hand that drags, one question at a time, and end where it lets go", async () => {
  await open(`${PAGE}?scenario=A~80620.4`);
  const mark = await hook("mark-commune-80620").boundingBox();
  const from = { x: mark.x + mark.width / 2, y: mark.y + mark.height / 2 };
  let flying = 0;
  let most = 0;
  const ours = (request) => /\/api\/v1\/simulation\?.*add=/.test(request.url());
  at.page.on("request", (request) => ours(request) && (most = Math.max(most, ++flying)));
  at.page.on("requestfinished", (request) => ours(request) && flying--);
  await at.page.mouse.move(from.x, from.y);
  await at.page.mouse.down();
  const seen = new Set();
  let step = 0;
  // To and fro, faster than the answers come, for as long as they take.
  await until("the figures change under the hand", async () => {
    const away = 12 - Math.abs((step++ % 16) - 8);
    await at.page.mouse.move(from.x - 7 * away, from.y + 4 * away);
    await at.page.waitForTimeout(60);
    for (const name of ["minutes", "population"])
      seen.add(await text(hook("scenario-1").locator(`[data-test="figure-${name}"]`)));
    return step >= 12 && seen.size > 3;
  });
  await hook("tooltip")
    .filter({ hasText: /Habitants.*→/ })
    .waitFor();
  const inHand = most;
  await at.page.mouse.up();
  await settled();
  assert.equal(inHand, 1, "one question in flight while the hand holds the site");
  assert.notEqual(told().get("scenario"), "A~80620.4");
  assert.match(told().get("scenario"), /^A~\d[\dAB]\d{3}\.4$/, "its days go with it");
  await shows(1, await simulated(`&add=${opened()}`));
});

test("the best sites come with their proof and become a scenario that gives what was promised", async () => {
  await open(PAGE);
  await hook("best-search").click();
  await hook("best-sentence").waitFor();
  const best = await api("/api/v1/siting/couverture?region=32&open=2&minutes=30&demand=population");
  assert.equal(await text(hook("best-sentence")), best.sentence.replace(/\s+/g, " "));
  await hook("best-new").click();
  await settled();
  assert.equal(told().get("scenario"), `A~${best.sites.map(({ commune }) => commune).join("~")}`);
  const after = await simulated(`&add=${opened()}`);
  assert.equal(after.after.population.find(({ minutes }) => minutes === 30).within, best.value);
  await shows(1, after);
});

test("everything is done by keyboard: a site is closed, a scenario duplicated, named, deleted, and the map walked", async () => {
  await open(`${PAGE}?scenario=A~80620`);
  const key = (found, name) => found.focus().then(() => at.page.keyboard.press(name));
  const { sites } = await simulated("");
  await key(hook("standing").locator("summary"), "Enter");
  await key(hook(`close-${sites[0].site}`), "Enter");
  await settled();
  assert.equal(told().get("scenario"), `A~80620~-${sites[0].site}`);
  await shows(1, await simulated(`&add=commune-80620&remove=${sites[0].site}`));
  await key(hook("duplicate-1"), "Enter");
  await settled();
  assert.deepEqual(told().getAll("scenario").length, 2);
  await hook("name-2").fill("Est");
  await hook("name-2").press("Tab");
  await settled();
  assert.match(told().getAll("scenario")[1], /^Est~/);
  await key(hook("delete-1"), "Enter");
  await settled();
  assert.deepEqual(told().getAll("scenario"), [`Est~80620~-${sites[0].site}`]);
  await at.page.locator("canvas.maplibregl-canvas").focus();
  await at.page.keyboard.press("ArrowRight");
  await at.page.waitForFunction(() => /min/.test(document.querySelector('[data-test="tooltip"]')?.textContent ?? ""));
  await at.page.keyboard.press("Enter");
  await settled();
  assert.match(told().get("scenario"), /^Est~80620~\d[\dAB]\d{3}~-/);
  await at.page.goBack();
  await settled();
  assert.equal(told().get("scenario"), `Est~80620~-${sites[0].site}`);
});

test("the table is the EPCI of the API, and what the link says wrongly is told", async () => {
  await open(`${PAGE}?scenario=A~80620~neige&volet=tableau&minutes=31`);
  assert.match(await text(hook("error").first()), /neige/);
  const after = await simulated("&add=commune-80620");
  const rows = await hook("epci-table")
    .locator("tbody tr")
    .evaluateAll((found) =>
      found.map((row) => [row.dataset.code, row.querySelector('[data-column="enclosed"]').textContent]),
    );
  const sides = new Map([
    [true, "oui"],
    [false, "non"],
    [null, "n.d."],
  ]);
  assert.deepEqual(
    rows,
    after.epci.code.map((code, i) => [code, sides.get(after.epci.enclosed[i])]),
  );
  assert.deepEqual(await faultsOf(at.page), []);
});

test("axe finds no fault with scenarios, nor on a phone, and nothing overflows", async () => {
  await open(`${PAGE}?scenario=A~80620.4&scenario=B~80620~60155&montre=2`);
  assert.deepEqual(await faultsOf(at.page), []);
  await at.page.setViewportSize({ width: 360, height: 780 });
  await atRest(at.page);
  assert.deepEqual(await faultsOf(at.page), [], "phone");
  assert.ok((await at.page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
});

test("scenarios are kept under a short link, opened from it, and a second version stands beside the first", async () => {
  await open(`${PAGE}?scenario=A~80620.4&scenario=B~60155`);
  await hook("keep-name").fill("Permanences de printemps");
  await hook("keep").click();
  await hook("kept-short").waitFor();
  await settled();
  const short = new URL(await hook("kept-short").getAttribute("href"));
  assert.match(short.pathname, /^\/scenario\/[0-9a-z]{12}$/);
  await open(short.pathname);
  assert.deepEqual(told().getAll("scenario"), ["A~80620.4", "B~60155"]);
  await shows(1, await simulated("&add=commune-80620:4"));
  assert.equal(await hook("keep-name").inputValue(), "Permanences de printemps");
  assert.match(await text(hook("kept")), /version 1/);
  await hook("delete-2").click();
  await settled();
  await hook("keep-version").click();
  await at.page.waitForFunction(() =>
    /version 2/.test(document.querySelector('[data-test="kept"]')?.textContent ?? ""),
  );
  const kept = await api(`/api/v1/scenarios/${short.pathname.split("/").at(-1)}`);
  assert.deepEqual(
    kept.versions.map(({ version, scenarios }) => [version, scenarios.map(({ name }) => name)]),
    [
      [1, ["A", "B"]],
      [2, ["A"]],
    ],
  );
  await open(`${short.pathname}?version=1`);
  assert.deepEqual(told().getAll("scenario"), ["A~80620.4", "B~60155"]);
  assert.deepEqual(await faultsOf(at.page), []);
});

test("the sheet of what is shown is one file to print, and the choice of places is in the link and in the figures", async () => {
  await open(`${PAGE}?scenario=A~80620.4`);
  const sheet = await fetch(at.observatory.address + (await hook("sheet").getAttribute("href")));
  assert.equal(sheet.headers.get("content-type"), "application/pdf");
  const bytes = Buffer.from(await sheet.arrayBuffer());
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  const usual = await simulated("");
  assert.ok(usual.places.known_workshops > 0, "the facts know workshops");
  await hook("workshops").uncheck();
  await settled();
  assert.equal(told().get("workshops"), "non");
  await shows(0, await simulated("&workshops=non"));
  await shows(1, await simulated("&workshops=non&add=commune-80620:4"));
  assert.match(await hook("sheet").getAttribute("href"), /workshops=non&scenario=A~80620\.4$/);
  if (usual.places.known_examples > 0) {
    await hook("sites").selectOption("exemple");
    await settled();
    assert.equal(told().get("sites"), "exemple");
    const after = await simulated("&sites=exemple&workshops=non&add=commune-80620:4");
    await shows(1, after);
    assert.match(await text(hook("source")), /inventés/);
  }
});

/** Places that the embedded default does not have, as the API tells them. */
function offer(network, all) {
  const features = all.map(([site, name, commune, commune_name]) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [2.93, 49.93] },
    properties: { site, name, network, commune, commune_name },
  }));
  return at.page.route(
    (url) => url.search === `?network=${network}`,
    (route) => route.fulfill({ json: { type: "FeatureCollection", features } }),
  );
}

test("France services and tiers-lieux are found by name and by commune, listed by sort, and open a permanence in their commune", async () => {
  await offer("france_services", [
    ["france_services/1", "Bus de la Haute Somme", "80620", "Péronne"],
    ["france_services/2", "Espace d’ailleurs", "76540", "Rouen"],
  ]);
  await offer("tiers_lieu", [
    ["tiers_lieu/fabt-1", "La Machinerie", "80021", "Amiens"],
    ["tiers_lieu/fabt-2", "Maison de Péronne", "80620", "Péronne"],
  ]);
  await open(PAGE);
  await hook("add-search").fill("peronne");
  const third = hook("found-candidate-tiers_lieu/fabt-2");
  await third.waitFor();
  assert.ok(await hook("found-commune-80620").isVisible());
  assert.ok(await hook("found-candidate-france_services/1").isVisible());
  assert.match(await text(third), /tiers-lieu labellisé \(fabrique de territoire\), Péronne/);
  assert.deepEqual(await faultsOf(at.page), [], "the list of what is found");
  await third.click();
  await settled();
  assert.equal(told().get("scenario"), "A~80620");
  assert.match(
    await text(hook("announcement")),
    /Maison de Péronne, tiers-lieu labellisé .*placé au centre de sa commune/,
  );
  await shows(1, await simulated("&add=commune-80620"));
  await hook("add-search").fill("machinerie");
  await hook("found-candidate-tiers_lieu/fabt-1").waitFor();
  await hook("add-search").press("Enter");
  await settled();
  assert.equal(told().get("scenario"), "A~80620~80021");
  const listed = await hook("candidates")
    .locator("optgroup")
    .evaluateAll((groups) => groups.map((group) => [group.label, [...group.children].map(({ value }) => value)]));
  assert.deepEqual(listed, [
    ["France services", ["france_services/1"]],
    ["Tiers-lieux labellisés (fabriques de territoire)", ["tiers_lieu/fabt-1", "tiers_lieu/fabt-2"]],
  ]);
  await hook("candidates").selectOption("france_services/1");
  assert.match(await text(hook("announcement")), /Il y a déjà une permanence à Péronne/);
  assert.equal(told().get("scenario"), "A~80620~80021");
  assert.equal(await hook("candidates").inputValue(), "");
  assert.match(await text(hook("candidates-note")), /placés au centre de leur commune/);
  assert.deepEqual(await faultsOf(at.page), []);
});
