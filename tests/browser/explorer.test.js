// The explorer as a person uses it: what the page shows is what the API says and what the database holds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { atRest, mapReady, readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, drawn, point, api, stored } = session();

/** A figure as the database keeps it. */
const figureOf = (indicator, level, code) =>
  `SELECT value FROM result JOIN territory USING (level, row)
   WHERE indicator = '${indicator}' AND perimetre = 'loi_2014' AND level = '${level}' AND code = '${code}'`;

test("the page shows a map of the ESS and says that its data are synthetic", async () => {
  await open();
  assert.match(await hook("map-title").innerText(), /10.000\shabitants/);
  assert.match(await hook("legend-notice").innerText(), /synthétiques/i);
  const colours = await at.page.evaluate(() => {
    const gl = document.querySelector("canvas.maplibregl-canvas");
    const copy = document.createElement("canvas");
    copy.width = copy.height = 200;
    const context = copy.getContext("2d");
    return new Promise((resolve) => {
      window.lanterne.map.once("render", () => {
        context.drawImage(gl, 0, 0, 200, 200);
        const seen = new Set();
        const { data } = context.getImageData(0, 0, 200, 200);
        for (let i = 0; i < data.length; i += 4) seen.add(`${data[i] >> 4},${data[i + 1] >> 4},${data[i + 2] >> 4}`);
        resolve(seen.size);
      });
      window.lanterne.map.triggerRepaint();
    });
  });
  assert.ok(colours > 8, `${colours} colours on the map`);
});

test("a clicked EPCI shows the number of the API and of the database", async () => {
  await open();
  await hook("indicator-emplois_1000_hab").click();
  await settled();
  await hook("level-epci").click();
  await settled();
  await point("epci", "200033579");
  await hook("panel-name").waitFor();
  const url = new URL(at.page.url());
  const [level, code] = url.searchParams.get("territoire").split(/-(.+)/);
  assert.deepEqual([level, code], ["epci", "200033579"]);
  assert.match(await hook("panel-name").innerText(), /Arras/);
  const served = (await api(`/api/v1/territories/epci/${code}?indicator=emplois_1000_hab`)).headline;
  assert.equal(served.indicator, "emplois_1000_hab");
  const kept = await stored(figureOf("emplois_1000_hab", "epci", code));
  assert.equal(served.value, kept);
  assert.equal(readFrench(await hook("panel-value").first().innerText()), Number(kept.toFixed(1)));
});

test("indicator and level change the map, its title and its link", async () => {
  await open();
  const before = await hook("map-title").innerText();
  await hook("indicator-part_emplois").click();
  await hook("level-departement").click();
  await settled();
  assert.notEqual(await hook("map-title").innerText(), before);
  const link = new URL(at.page.url());
  assert.equal(link.searchParams.get("indicateur"), "part_emplois");
  assert.equal(link.searchParams.get("niveau"), "departement");
  await at.page.goBack();
  await settled();
  await at.page.waitForFunction(() => new URL(location.href).searchParams.get("niveau") !== "departement");
});

test("a link opens the state it names", async () => {
  await open("/?indicateur=part_emplois&niveau=departement&territoire=departement-59");
  await hook("panel-name").waitFor();
  assert.match(await hook("panel-name").innerText(), /Nord/);
  const { headline } = await api("/api/v1/territories/departement/59?indicator=part_emplois");
  assert.equal(readFrench(await hook("panel-value").first().innerText()), Number(headline.value.toFixed(1)));
});

test("a name typed in the search leads to its territory, by keyboard alone", async () => {
  await open();
  await hook("search").first().click();
  await at.page.keyboard.type("peronne", { delay: 30 });
  await at.page.locator('[role="listbox"] [role="option"]', { hasText: "Péronne" }).first().waitFor();
  await at.page.keyboard.press("ArrowDown");
  await at.page.keyboard.press("Enter");
  await hook("panel-name").waitFor();
  assert.match(await hook("panel-name").innerText(), /Péronne/);
});

test("Enter pressed before the answer comes chooses from the answer to the whole text", async () => {
  await at.page.route("**/api/v1/search?*", async (route) => {
    if (new URL(route.request().url()).searchParams.get("q") === "peronne")
      await new Promise((go) => setTimeout(go, 600));
    await route.continue();
  });
  await open();
  await hook("search").first().click();
  await at.page.keyboard.type("per");
  await at.page.locator('[role="listbox"] [role="option"]').first().waitFor();
  await at.page.keyboard.type("onne");
  await at.page.keyboard.press("Enter");
  await hook("panel-name").waitFor();
  assert.match(await hook("panel-name").innerText(), /Péronne/);
});

test("the table says the same as the map", async () => {
  await open("/?indicateur=etablissements_10000_hab&niveau=epci");
  await hook("table-toggle").click();
  await hook("table").waitFor();
  const series = await api("/api/v1/series/etablissements_10000_hab?level=epci&perimetre=loi_2014&region=32");
  const index = await api("/api/v1/territories/epci?region=32");
  const row = hook("table").locator('tr[data-code="200093201"]');
  const at = index.code.indexOf("200093201");
  const shown = await row.locator('[data-column="value"]').innerText();
  assert.equal(readFrench(shown), Number(series.value[at].toFixed(series.decimals)));
  assert.equal(series.value[at], await stored(figureOf("etablissements_10000_hab", "epci", "200093201")));
  assert.match(await hook("table-notice").innerText(), /synthétiques/i);
});

test("a territory says why it is a white zone, or why not", async () => {
  const zones = await api("/api/v1/white-zones?level=epci&region=32");
  const index = await api("/api/v1/territories/epci?region=32");
  const verdicts = zones.kinds.offre.verdict;
  const at = Math.max(verdicts.indexOf("oui"), 0);
  await open(`/?niveau=epci&territoire=epci-${index.code[at]}&couches=zones_blanches`);
  const line = hook("white-zone-offre");
  await line.waitFor();
  assert.equal(await line.getAttribute("data-verdict"), verdicts[at]);
  const kept = await stored(
    `SELECT probability FROM white_zone JOIN territory USING (level, row)
     WHERE kind = 'offre' AND perimetre = 'loi_2014' AND level = 'epci' AND code = '${index.code[at]}'`,
  );
  // The build compares every EPCI covered, the page those of the region: the fifth decimal may differ.
  assert.ok(Math.abs(zones.kinds.offre.probability[at] - kept) < 1e-4, `${zones.kinds.offre.probability[at]} ${kept}`);
  // A probability that is not one is never written so.
  assert.equal(readFrench((await line.innerText()).replace(/^[^\d]*/, "")), Math.min(0.99, Number(kept.toFixed(2))));
  assert.match(await line.innerText(), /probabilité|taux|n\.d\./i);
});

test("where nothing is known, the page says n.d. and not zero", async () => {
  await open("/?niveau=departement&territoire=departement-35");
  await hook("panel-name").waitFor();
  assert.match(await hook("panel-name").innerText(), /Ille-et-Vilaine/);
  assert.match(await hook("panel-value").first().innerText(), /n\.d\./);
});

test("an unknown word in a link is answered with a sentence", async () => {
  await at.page.goto(`${at.observatory.address}/?indicateur=bonheur`);
  await hook("error").first().waitFor();
  assert.match(await hook("error").first().innerText(), /bonheur/);
});

test("a phone shows the map, its legend and a territory without a sideways scroll", async () => {
  await at.page.setViewportSize({ width: 390, height: 844 });
  await open("/?niveau=epci&territoire=epci-200033579");
  await hook("panel-name").waitFor();
  const wide = await at.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(wide <= 0, `${wide} px too wide`);
});

test("by keyboard alone, arrows lead from territory to territory and Enter chooses", async () => {
  await open("/?niveau=epci");
  await at.page.locator("canvas.maplibregl-canvas").focus();
  const under = async () => (await hook("tooltip").innerText()).split("\n")[0];
  await at.page.keyboard.press("ArrowDown");
  await hook("tooltip").waitFor();
  const first = await under();
  await at.page.keyboard.press("ArrowRight");
  await at.page.waitForFunction(
    (before) => !document.querySelector("[data-test=tooltip]").innerText.startsWith(before),
    first,
  );
  const second = (await under()).replace(/\s[\d,]+$/, "").trim();
  assert.ok((await hook("announcement").innerText()).includes(second), "the cursor is announced");
  await at.page.keyboard.press("Enter");
  await hook("panel-name").waitFor();
  const squeezed = (text) => text.replace(/\s+/g, " ").trim();
  assert.equal(squeezed(await hook("panel-name").innerText()), squeezed(second));
  await at.page.keyboard.press("Escape");
  await at.page.keyboard.press("Escape");
  await at.page.waitForFunction(() => !new URL(location.href).searchParams.has("territoire"));
});

test("whatever has the focus shows it", async () => {
  await open("/?territoire=epci-200033579");
  await hook("panel-name").waitFor();
  const unseen = [];
  for (let i = 0; i < 60; i++) {
    await at.page.keyboard.press("Tab");
    const fault = await at.page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 ? null : focused.outerHTML.slice(0, 90);
    });
    if (fault) unseen.push(fault);
  }
  assert.deepEqual(unseen, []);
});

test("when the server does not answer, the page says so in a sentence and recovers by itself", async () => {
  await open();
  const title = await hook("map-title").innerText();
  // Neither what was asked ahead of need nor the browser's cache may answer.
  await at.page.route("**/api/v1/series/**perimetre=categorie**", (route) => route.abort());
  await hook("perimetre").selectOption("categorie");
  await hook("error").first().waitFor();
  assert.match(await hook("error").first().innerText(), /ne répond pas.*nouvel essai/s);
  assert.equal(await hook("map-title").innerText(), title, "what was shown stays");
  await at.page.unroute("**/api/v1/series/**perimetre=categorie**");
  await hook("error").first().waitFor({ state: "detached" });
  await settled();
});

test("when tiles are missing, the map says so and asks for them again", async () => {
  await at.page.route(/\/tiles\/[0-9a-f]+\/epci\//, (route) => route.fulfill({ status: 500, body: "" }));
  await at.page.goto(at.observatory.address);
  await hook("tiles-missing").waitFor();
  await at.page.unroute(/\/tiles\/[0-9a-f]+\/epci\//);
  await hook("tiles-missing").waitFor({ state: "detached" });
  await mapReady(at.page);
});

test("the map names no territory whose rate cannot be read alone", async () => {
  const series = await api("/api/v1/series/etablissements_10000_hab?level=commune&region=32");
  const index = await api("/api/v1/territories/commune?region=32");
  const [, named] = series.sentence.match(/au taux fiable, (.+?) a la densité/) ?? [];
  assert.ok(named, series.sentence);
  const at = index.name.findIndex((name, i) => name.replaceAll("'", "’") === named && series.reliable[i]);
  assert.ok(at >= 0, `${named} is reliable`);
  assert.equal(Math.max(...series.value.filter((value, i) => series.reliable[i])), series.value[at]);
  const within = series.histogram.reduce((sum, bar) => sum + bar.count, 0);
  assert.equal(within + (series.beyond?.count ?? 0), series.value.filter((value) => value !== null).length);
  await open("/?niveau=commune");
  assert.match(await hook("legend-beyond").innerText(), new RegExp(`^Et ${series.beyond.count}\\scommunes au-delà`));
});

test("a few territories are listed in the legend with the reference in its place", async () => {
  await open("/?niveau=departement");
  const rows = await hook("legend-few").locator("li").allInnerTexts();
  assert.equal(rows.length, 6);
  const numbers = rows.map((row) => readFrench(row.split("\n").at(-1)));
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => b - a),
  );
  await open("/?niveau=region&region=france");
  assert.equal(await hook("legend-few").locator("li").count(), 1);
});

test("a printed page carries the names of its towns", async () => {
  await open("/?territoire=epci-200070985");
  await hook("panel-name").waitFor();
  await drawn();
  for (const town of ["Amiens", "Lille"]) await at.page.locator(".labels").getByText(town).first().waitFor();
  const names = await at.page.evaluate(() => {
    const written = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
      written.push(text);
      return fillText.call(this, text, ...rest);
    };
    dispatchEvent(new Event("beforeprint"));
    CanvasRenderingContext2D.prototype.fillText = fillText;
    const { width } = document.querySelector("[data-test=printed-map]");
    return width > 300 ? written : [];
  });
  assert.ok(names.includes("Amiens") && names.includes("Lille"), names.join());
});

test("a search by postcode finds its communes, and says when nothing answers", async () => {
  await open();
  await hook("search").first().fill("80200");
  await hook("found-commune-80620").waitFor();
  await hook("search").first().fill("qqzzqq");
  assert.match(await at.page.locator(".found.nothing").innerText(), /Aucun territoire ne répond/);
  await hook("search").first().fill("");
  await hook("table-toggle").click();
  await hook("table-filter").fill("qqzzqq");
  assert.match(await at.page.locator(".drawer .empty").innerText(), /Aucun territoire ne répond à ce filtre/);
});

test("each declared watch zone is one area on the map, over the EPCI that the API names", async () => {
  await open("/?niveau=epci&couches=surveillance");
  const declared = (await api("/api/v1/zones")).filter((zone) => zone.kind === "watch_zone" && zone.point);
  assert.ok(declared.length >= 4, `${declared.length} zones`);
  await drawn();
  const shown = await at.page.evaluate(() => {
    const { map } = window.lanterne;
    return map.queryRenderedFeatures({ layers: ["zone-area"] }).map(({ properties }) => properties.code);
  });
  assert.deepEqual([...new Set(shown)].sort(), declared.map(({ zone }) => zone).sort());
  for (const zone of declared) {
    const under = await at.page.evaluate((point) => {
      const { map } = window.lanterne;
      const at = map.project(point);
      const query = (layer) => map.queryRenderedFeatures([at.x, at.y], { layers: [layer] })[0]?.properties.code;
      return [query("zone-area"), query("fill-epci")];
    }, zone.point);
    assert.equal(under[0], zone.zone);
    assert.ok([...zone.epci, ...zone.epci_candidate].includes(under[1]), `${zone.name}: ${under[1]}`);
  }
});

test("every text is legible on its ground", async () => {
  for (const path of ["/?territoire=epci-200070985", "/?volet=tableau", "/?volet=sources"]) {
    await open(path);
    await atRest(at.page);
    const faint = await at.page.evaluate(() => {
      const parsed = (colour) => colour.match(/[\d.]+/g).map(Number);
      const light = ([r, g, b]) => {
        const channel = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
      };
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const [r, g, b, a = 1] = parsed(getComputedStyle(at).backgroundColor);
          if (a === 1) return [r, g, b];
          if (at.matches(".map-pane")) return null;
        }
        return [255, 255, 255];
      };
      const found = new Set();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (element.closest(".labels, .unseen, svg, script, style")) continue;
        const behind = ground(element);
        if (!behind) continue;
        const [one, two] = [light(parsed(getComputedStyle(element).color)), light(behind)];
        const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
        const size = parseFloat(getComputedStyle(element).fontSize);
        if (contrast < (size >= 24 ? 3 : 4.5)) {
          found.add(`${contrast.toFixed(2)} ${walker.currentNode.textContent.trim().slice(0, 40)}`);
        }
      }
      return [...found];
    });
    assert.deepEqual(faint, [], path);
  }
});

test("no width from a small phone to a large screen asks for a sideways scroll", async () => {
  for (const [width, height] of [
    [320, 640],
    [390, 844],
    [768, 1024],
    [1280, 720],
    [1920, 1080],
  ]) {
    await at.page.setViewportSize({ width, height });
    await open("/?niveau=epci&territoire=epci-200033579");
    const wide = await at.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(wide <= 0, `${wide} px too wide at ${width} px`);
  }
});
