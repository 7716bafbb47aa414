// How long a person waits: `make bench-feel` writes the section « Feel » of benches/RESULTS.md. Not a test: a busy machine fails nobody.
// Usage: node feel.js [--rounds 5] [--out FILE]

import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { mapReady, startBrowser, startObservatory } from "./observatory.js";

const SECTION = "## Feel";
const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, out: { type: "string" } },
});
const rounds = Number(options.rounds);
const load = loadavg()[0];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (number) => `${Math.round(number)} ms`;

/** Moments of one opening, milliseconds since the navigation began. */
async function opened(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    window.seen = {};
    const look = () => {
      const there = (name, selector) => {
        if (!(name in window.seen) && document.querySelector(selector)?.textContent.trim())
          window.seen[name] = performance.now();
      };
      there("shell", "header");
      there("title", "h1");
      there("legend", '[data-test="legend"]');
      if (Object.keys(window.seen).length < 3) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(address);
  await mapReady(page);
  const seen = await page.evaluate(() => ({
    ...window.seen,
    colours: performance.getEntriesByName("lanterne:first-colours", "measure")[0].duration,
    map: performance.getEntriesByName("lanterne:first-map", "measure")[0].duration,
  }));
  await page.close();
  return seen;
}

/** From a press on an indicator to the map repainted, each of several, once all columns are there. */
async function changes(page, slugs) {
  const waits = [];
  for (const slug of slugs) {
    waits.push(
      await page.evaluate(async (name) => {
        const button = document.querySelector(`[data-test="indicator-${name}"]`);
        const before = performance.getEntriesByName("lanterne:repaint").length;
        const pressed = performance.now();
        button.click();
        while (performance.getEntriesByName("lanterne:repaint").length === before)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        const done = performance.getEntriesByName("lanterne:repaint").at(-1);
        return { whole: done.startTime + done.duration - pressed, repaint: done.duration };
      }, slug),
    );
    await page.waitForTimeout(400);
  }
  return waits;
}

/** The longest moment without an answer while a slider is dragged for a second and a half, and how many steps were heard. */
async function dragged(page) {
  return page.evaluate(async () => {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
    });
    observer.observe({ entryTypes: ["longtask"] });
    const slider =
      document.querySelector('input[type="range"][data-test^="parameter"]') ??
      document.querySelector('input[type="range"]');
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    const [low, high] = [Number(slider.min), Number(slider.max)];
    const frames = [];
    let last = performance.now();
    for (let step = 0; step < 60; step++) {
      write.call(slider, String(low + ((high - low) * step) / 60));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      frames.push(performance.now() - last);
      last = performance.now();
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    observer.disconnect();
    return { longest, worst: Math.max(...frames), name: slider.getAttribute("aria-label") ?? slider.id };
  });
}

/** How long each recomputation takes while a permanence is dragged. */
async function recomputed(page) {
  const mark = await page.locator('[data-test="mark-commune-80620"]').boundingBox();
  const [x, y] = [mark.x + mark.width / 2, mark.y + mark.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 24; step++) {
    await page.mouse.move(x - 4 * step, y + 2 * step);
    await page.waitForTimeout(60);
  }
  await page.mouse.up();
  await page.waitForTimeout(2000);
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => /\/api\/v1\/simulation\?.*add=/.test(name))
      .map(({ duration }) => duration),
  );
}

const observatory = await startObservatory();
const browser = await startBrowser();
const lines = [];
try {
  // A warm server: the default view was asked for before.
  await opened(browser, `${observatory.address}/`);
  const openings = [];
  for (let round = 0; round < rounds; round++) openings.push(await opened(browser, `${observatory.address}/`));
  const moment = (name) => openings.map((seen) => seen[name]);
  const row = (what, numbers, goal) => `| ${what} | ${ms(median(numbers))} | ${ms(Math.max(...numbers))} | ${goal} |`;
  lines.push(
    row("shell shown", moment("shell"), "before the map"),
    row("title and sentence shown", moment("title"), "before the map"),
    row("legend shown", moment("legend"), "before the map"),
    row("first coloured map", moment("colours"), "2 000 ms"),
    row("map at rest, its names written", moment("map"), ""),
  );
  for (const [what, path] of [
    ["90 EPCI", "/"],
    ["3 787 communes of the region", "/?niveau=commune"],
    ["35 000 communes of France", "/?region=france&niveau=commune"],
  ]) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(observatory.address + path);
    await mapReady(page);
    // The other columns are fetched once the first map is there.
    await page.waitForTimeout(4000);
    const waits = [];
    for (let round = 0; round < rounds; round++)
      waits.push(...(await changes(page, ["part_emplois", "taille_moyenne", "etablissements_10000_hab"])));
    lines.push(
      row(
        `change of indicator, ${what}`,
        waits.map((wait) => wait.whole),
        "100 ms",
      ),
      row(
        `— of which colours set and drawn`,
        waits.map((wait) => wait.repaint),
        "",
      ),
    );
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${observatory.address}/?niveau=commune&couches=zones_blanches`);
  await mapReady(page);
  await page.waitForTimeout(2000);
  const drags = [];
  for (let round = 0; round < rounds; round++) drags.push(await dragged(page));
  lines.push(
    row(
      "longest task while a slider of white zones is dragged, communes",
      drags.map((drag) => drag.longest),
      "",
    ),
    row(
      "longest frame meanwhile",
      drags.map((drag) => drag.worst),
      "",
    ),
  );
  await page.goto(`${observatory.address}/deploiement/simulateur?scenario=A~80620.4`);
  await mapReady(page);
  await page.waitForTimeout(2000);
  lines.push(row("a recomputation while a permanence is dragged", await recomputed(page), "1 000 ms"));
} finally {
  await browser.close();
  await observatory.stop();
}
const section = [
  SECTION,
  "",
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, headless Chromium with WebGL in software, ${rounds} rounds; written by \`make bench-feel\`. Load average ${load.toFixed(1)} when it began.`,
  "",
  "| what is waited for | median | longest | goal |",
  "| --- | --- | --- | --- |",
  ...lines,
  "",
  "From the beginning of the navigation, with an empty browser cache each time; a change of indicator from the press to the map drawn.",
  "",
].join("\n");
console.log(section);
if (options.out) {
  const [head, old = ""] = readFileSync(options.out, "utf8").split(`\n${SECTION}\n`);
  const after = old.indexOf("\n## ");
  writeFileSync(options.out, `${head.trimEnd()}\n\n${section}${after < 0 ? "" : old.slice(after)}`);
}
