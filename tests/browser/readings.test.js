// What an analyst does with the explorer: other classes, other readings of the map, the views beside it, what is taken away. Each journey
// compares what is on the screen with the API, and the API with the database.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFrench, until } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, drawn, api, stored, tones } = session();
const SOMME = "epci-200070985";
const text = async (name) => (await hook(name).innerText()).replace(/\s+/g, " ");

test("an indicator is found by a word of its definition, and shown", async () => {
  await open();
  await hook("finder").fill("mutuelles");
  await hook("finder").press("Enter");
  await settled();
  assert.match(await text("map-title"), /mutuelles/i);
  assert.equal(new URL(at.page.url()).searchParams.get("indicateur"), "part_mutuelle");
  await hook("finder").fill("bonheur");
  assert.match(await at.page.locator(".indicators").innerText(), /Aucun indicateur/);
});

test("classes by quantiles colour the map as the API cuts them", async () => {
  await open("/?decoupage=quantile&classes=4");
  const served = await api("/api/v1/series/etablissements_10000_hab?level=epci&region=32&method=quantile&classes=4");
  assert.equal(served.classes.length, 4);
  const shown = await tones("epci");
  const tone = new Map();
  served.rows.forEach((row, i) => {
    const state = shown[row];
    if (!state || served.class[i] === null || state.offre) return;
    const known = tone.get(served.class[i]) ?? state.tone;
    assert.equal(state.tone, known, `row ${row}`);
    tone.set(served.class[i], known);
  });
  assert.equal(new Set(tone.values()).size, 4);
});

test("a break is moved by hand with the keyboard, and the link keeps it", async () => {
  await open("/?seuils=15;20;25");
  const handle = hook("handle-1");
  await handle.focus();
  for (let step = 0; step < 5; step++) await handle.press("ArrowRight");
  await settled();
  assert.equal(new URL(at.page.url()).searchParams.get("seuils"), "15;20.5;25");
  assert.match(await hook("legend").innerText(), /20,5/);
  await hook("cutting").locator("summary").click();
  await hook("palette-ecart").click();
  assert.equal(new URL(at.page.url()).searchParams.get("palette"), "ecart");
});

test("the map of clusters shows what each EPCI was tested to be, and counts them", async () => {
  await open("/?indicateur=part_emplois&lecture=foyers");
  const served = await api("/api/v1/clusters/part_emplois?level=epci&region=32");
  const low = served.structure.filter((each) => each === "foyer_bas").length;
  const signs = hook("legend-clusters").locator("li");
  const counts = (await signs.locator("strong").allInnerTexts()).map(readFrench);
  assert.equal(readFrench(await signs.filter({ hasText: "Foyer bas" }).locator("strong").innerText()), low);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    served.row.length,
  );
  assert.equal(await text("map-sentence"), served.sentence.replace(/\s+/g, " "));
  const shown = await tones("epci");
  const byStructure = new Map();
  served.row.forEach((row, i) => shown[row] && byStructure.set(served.structure[i], shown[row].tone));
  served.row.forEach((row, i) => {
    if (shown[row]) assert.equal(shown[row].tone, byStructure.get(served.structure[i]), `row ${row}`);
  });
});

test("two indicators crossed: the nine cells are the API's, and one of them picks its territories out everywhere", async () => {
  await open("/?lecture=croisement&avec=part_emplois");
  const served = await api("/api/v1/relations/etablissements_10000_hab/part_emplois?level=epci&region=32");
  const cells = (await hook("legend-crossed").locator("button").allInnerTexts()).map((cell) => Number(cell || 0));
  // From the top: the third row of the API first.
  const expected = [2, 1, 0].flatMap((up) => served.counts.slice(3 * up, 3 * up + 3));
  assert.deepEqual(cells, expected);
  await hook("legend-crossed").locator("button").nth(2).click();
  await hook("table-toggle").click();
  const high = served.row.filter((_, i) => served.cell[i] === 8);
  assert.equal(await hook("table").locator("tbody tr[data-code]").count(), high.length);
  const shown = await tones("epci");
  for (const row of served.row) if (shown[row]) assert.equal(shown[row].faded, !high.includes(row), `row ${row}`);
  await hook("unpick").click();
  assert.equal(await hook("table").locator("tbody tr[data-code]").count(), served.row.length);
});

test("the scatter says the correlation of the API, and a dragged rectangle keeps what it holds", async () => {
  await open("/?volet=nuage&avec=part_emplois");
  const served = await api("/api/v1/relations/etablissements_10000_hab/part_emplois?level=epci&region=32");
  assert.equal(await text("relation-sentence"), served.sentence.replace(/\s+/g, " "));
  const kept = await stored(
    `SELECT corr(x.value, y.value) FROM result x JOIN result y USING (level, row, perimetre)
     WHERE x.indicator = 'etablissements_10000_hab' AND y.indicator = 'part_emplois' AND level = 'epci'
     AND perimetre = 'loi_2014' AND row IN (${served.row.join()})`,
  );
  assert.ok(Math.abs(kept - served.linear) < 1e-9, `${kept} is not ${served.linear}`);
  const box = await hook("scatter").boundingBox();
  await at.page.mouse.move(box.x + 62, box.y + 12);
  await at.page.mouse.down();
  await at.page.mouse.move(box.x + box.width - 2, box.y + box.height - 42, {
    steps: 6,
  });
  await at.page.mouse.up();
  assert.equal(readFrench(await at.page.locator(".views .picked").innerText()), served.pairs);
  await at.page.mouse.click(box.x + 70, box.y + 14);
  await at.page.locator(".picked").waitFor({ state: "detached" });
});

test("the curve of inequality gives the indices of the API, and points at the territory chosen", async () => {
  await open(`/?volet=inegalites&territoire=${SOMME}`);
  const served = await api("/api/v1/inequality/etablissements_10000_hab?level=epci&region=32");
  assert.equal(readFrench(await text("index-gini")), Number(served.gini.toFixed(3)));
  assert.equal(readFrench(await text("index-theil")), Number(served.theil.toFixed(3)));
  const index = await api("/api/v1/territories/epci?region=32");
  const i = served.row.indexOf(index.rows[index.code.indexOf("200070985")]);
  const told = (await hook("lorenz").locator("text").allTextContents()).join(" ");
  assert.match(told, new RegExp(`${Math.round(100 * served.people_share[i])}\\s?% des habitants`));
  await open("/?volet=inegalites&indicateur=taille_moyenne");
  assert.match(await text("inequality-sentence"), /pas un total à partager/);
});

test("the ranking holds every territory in the order of the API, with its interval", async () => {
  await open("/?volet=classement");
  const served = await api("/api/v1/series/etablissements_10000_hab?level=epci&region=32");
  const order = served.order.filter((i) => served.value[i] !== null).reverse();
  const lines = await hook("ranking").locator("li").allInnerTexts();
  const first = lines[0].replace(/\s+/g, " ");
  assert.match(first, new RegExp(served.value[order[0]].toFixed(1).replace(".", ",")));
  assert.match(first, new RegExp(`${served.low[order[0]].toFixed(1).replace(".", ",")} à`));
  await hook("ranking").locator("li button").first().click();
  await hook("panel-name").waitFor();
  const kept = await stored(
    `SELECT max(value) FROM result WHERE indicator = 'etablissements_10000_hab' AND perimetre = 'loi_2014' AND level = 'epci'
     AND row IN (${served.rows.join()})`,
  );
  assert.equal(readFrench(await hook("panel-value").first().innerText()), Number(kept.toFixed(1)));
});

test("territories of any level are compared side by side, four at most, and the link keeps them", async () => {
  await open(`/?territoire=${SOMME}`);
  await hook("compare").click();
  await settled();
  const link = new URL(at.page.url());
  assert.equal(link.searchParams.get("volet"), "comparaison");
  await at.page.goto(at.page.url().replace(`comparer=${SOMME}`, `comparer=${SOMME},departement-80`));
  const cells = at.page.locator('tr.chosen [data-compared="departement-80"]');
  await cells.waitFor();
  const { headline } = await api("/api/v1/territories/departement/80?region=32");
  const [shown] = (await cells.innerText()).split("\n");
  assert.ok(shown.startsWith(headline.value.toFixed(1).replace(".", ",")), shown);
  const kept = await stored(
    `SELECT value FROM result JOIN territory USING (level, row) WHERE indicator = 'etablissements_10000_hab'
     AND perimetre = 'loi_2014' AND level = 'departement' AND code = '80'`,
  );
  assert.equal(headline.value, kept);
  await at.page.getByRole("button", { name: /^Retirer Somme/ }).click();
  await cells.waitFor({ state: "detached" });
  assert.equal(new URL(at.page.url()).searchParams.get("comparer"), SOMME);
});

test("circles are in proportion to the amounts of the API", async () => {
  await open("/?lecture=cercles");
  const served = await api("/api/v1/series/etablissements_10000_hab?level=epci&region=32");
  await drawn("circles");
  const circles = await at.page.evaluate(async () => {
    const { features } = await window.lanterne.map.getSource("circles").getData();
    return features.map(({ id, properties }) => [id, properties.radius]);
  });
  const amount = new Map(served.rows.map((row, i) => [row, served.numerator[i]]));
  const [row0, radius0] = circles.reduce((a, b) => (b[1] > a[1] ? b : a));
  assert.equal(amount.get(row0), Math.max(...amount.values()));
  for (const [row, radius] of circles.filter(([, radius]) => radius > 1.5)) {
    assert.ok(Math.abs((radius / radius0) ** 2 - amount.get(row) / amount.get(row0)) < 1e-9, `row ${row}`);
  }
  assert.equal(circles.length, served.numerator.filter((each) => each > 0).length);
});

test("two maps show two indicators of the same ground, and move together", async () => {
  await open("/?lecture=deux_cartes&avec=part_emplois");
  const { title } = await api("/api/v1/series/part_emplois?level=epci&region=32");
  assert.equal(await text("twin-title"), title.replace(/\s+/g, " "));
  const second = at.page.locator("canvas.maplibregl-canvas").nth(1);
  await second.waitFor();
  assert.equal(await at.page.locator("canvas.maplibregl-canvas").count(), 2);
  await drawn("epci");
  const before = await at.page.evaluate(() => window.lanterne.map.getZoom());
  const box = await second.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // The second map is there once what is pointed at on it is outlined.
  let step = 0;
  await until("the second map knows what is pointed at", async () => {
    await at.page.mouse.move(x + (step++ % 2), y);
    return at.page.evaluate(() => window.lanterne.map.getFilter("hover-epci")[0] === "in");
  });
  await at.page.mouse.wheel(0, -400);
  await at.page.waitForFunction((zoom) => window.lanterne.map.getZoom() > zoom + 0.2, before);
  await at.page.mouse.click(x, y);
  await hook("panel-name").waitFor();
});

test("what is shown is taken away with its classes, as files another program reads", async () => {
  await open("/?decoupage=quantile&classes=4&couches=fiabilite");
  await hook("take-strip").locator("summary").click();
  for (const [extension, begins] of [
    ["csv", "\ufeff"],
    ["xlsx", "PK"],
    ["geojson", "{"],
    ["gpkg", "SQLite"],
    ["parquet", "PAR1"],
  ]) {
    const link = await hook(`strip-${extension}`).getAttribute("href");
    assert.match(link, /method=quantile&classes=4/);
    const answer = await fetch(at.observatory.address + link);
    assert.equal(answer.status, 200, link);
    const head = Buffer.from(await answer.arrayBuffer())
      .subarray(0, 6)
      .toString("utf8");
    assert.ok(head.startsWith(begins), `${extension} begins with ${head}`);
  }
});

test("a person's own table is recognised, mapped, and what meets no territory is listed; it is sent nowhere", async () => {
  const index = await api("/api/v1/territories/epci?region=32");
  const lines = index.code.slice(0, 6).map((code, i) => `${index.name[i]};${code};${i},5`);
  const table = Buffer.from(["EPCI;SIREN;Fréquentation", ...lines, "Nulle part;999999999;3"].join("\r\n"), "latin1");
  const sent = [];
  at.page.on("request", (request) => request.method() !== "GET" && sent.push(request.url()));
  await open("/?niveau=departement");
  await hook("own-file").setInputFiles({
    name: "visites.csv",
    mimeType: "text/csv",
    buffer: table,
  });
  await hook("own-understood").waitFor();
  assert.match(await text("own-understood"), /^6 lignes rattachées.*SIREN.*séparateur ;.*Windows-1252/);
  assert.equal(await text("map-title"), "Fréquentation");
  await hook("own-lost").locator("summary").click();
  assert.match(await text("own-lost"), /ligne 8 : code 999999999 inconnu/);
  await settled();
  await hook("table-toggle").click();
  const cell = hook("table").locator(`tr[data-code="${index.code[3]}"] [data-column="own"]`);
  assert.equal(readFrench(await cell.innerText()), 3.5);
  assert.deepEqual(sent, []);
  await hook("own-file").setInputFiles({
    name: "noms.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("nom,x\nLille,1\n"),
  });
  await hook("own-trouble").waitFor();
  assert.match(await text("own-trouble"), /n’a pas de colonne de codes/);
  await hook("own-remove").click();
  assert.notEqual(await text("map-title"), "Fréquentation");
});

test("a framed map stands alone and says where the whole is", async () => {
  await open("/?indicateur=part_emplois&cadre=oui");
  assert.equal(await at.page.locator(".column").isVisible(), false);
  assert.match(await text("map-title"), /emploi/);
  await hook("map").waitFor();
  const whole = await at.page.getByRole("link", { name: "Ouvrir dans Lanterne" }).getAttribute("href");
  assert.equal(new URL(whole).search, "?indicateur=part_emplois");
});

test("a link of each reading and view opens on a phone without a fault", async () => {
  await at.page.setViewportSize({ width: 360, height: 740 });
  for (const link of [
    "?volet=nuage",
    "?volet=classement",
    "?volet=comparaison",
    "?lecture=points_chauds",
    "?lecture=cercles",
    "?lecture=deux_cartes",
  ]) {
    await at.page.goto(`${at.observatory.address}/${link}`);
    await at.page.locator(".page").waitFor();
    await settled();
    const wide = await at.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${link} is ${wide} px wide`);
  }
});

test("what is picked out is in the link, and is what is taken away", async () => {
  await open("/?volet=nuage&avec=part_emplois");
  const box = await hook("scatter").boundingBox();
  await at.page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.1);
  await at.page.mouse.down();
  await at.page.mouse.move(box.x + box.width * 0.98, box.y + box.height * 0.6, { steps: 4 });
  await at.page.mouse.up();
  await settled();
  const codes = new URL(at.page.url()).searchParams.get("pris").split(",");
  assert.ok(codes.length > 1 && codes.length < 90, String(codes.length));
  const href = await at.page.locator('[data-test$="-csv"]').first().getAttribute("href");
  const file = await (await fetch(at.observatory.address + href)).text();
  const lines = file
    .replace("\ufeff", "")
    .split(/\r?\n/)
    .filter((line) => /^\d{9};/.test(line));
  assert.deepEqual(
    lines.map((line) => line.split(";")[0]),
    codes,
  );
  await at.page.reload();
  await settled();
  await at.page.locator(".picked").first().waitFor();
  assert.match(await at.page.locator(".picked").first().innerText(), new RegExp(`^${codes.length}\\s+territoires`));
  await hook("unpick").first().click();
  assert.equal(new URL(at.page.url()).searchParams.get("pris"), null);
});
