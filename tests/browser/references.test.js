// What a person saw when the references were last looked at, and what is seen now: three sizes, a tolerance for what a browser may
// round. `npm run references` draws them again; look at them before committing.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { session } from "./session.js";

const { at, open } = session();
const FOLDER = fileURLToPath(new URL("references/", import.meta.url));
const RESULTS = fileURLToPath(new URL("../../test-results/", import.meta.url));
/** Share of pixels that may differ: edges of letters and lines, never a panel or a colour of the map. */
const TOLERANCE = 0.01;
const LINK = "/?territoire=epci-200070985";

for (const [name, width, height] of [
  ["wide", 1440, 900],
  ["laptop", 1100, 700],
  ["phone", 360, 740],
]) {
  test(`the explorer looks as it did when it was last looked at: ${name}`, async () => {
    await at.page.emulateMedia({ reducedMotion: "reduce" });
    await at.page.setViewportSize({ width, height });
    await open(LINK);
    await at.page.evaluate(() => document.fonts.ready);
    await at.page.waitForFunction(() => window.lanterne.map.loaded() && !window.lanterne.map.isMoving());
    await at.page.waitForTimeout(300);
    const now = await at.page.screenshot();
    const path = `${FOLDER}${name}.png`;
    if (process.env.REFERENCES === "draw") {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(path, now);
      return;
    }
    assert.ok(existsSync(path), `${path} is missing: npm run references`);
    const [before, after] = [PNG.sync.read(readFileSync(path)), PNG.sync.read(now)];
    assert.deepEqual([after.width, after.height], [before.width, before.height]);
    const difference = new PNG({ width, height });
    const pixels = pixelmatch(before.data, after.data, difference.data, width, height, { threshold: 0.15 });
    if (pixels > TOLERANCE * width * height) {
      mkdirSync(RESULTS, { recursive: true });
      writeFileSync(`${RESULTS}${name}-now.png`, now);
      writeFileSync(`${RESULTS}${name}-difference.png`, PNG.sync.write(difference));
    }
    const share = (100 * pixels) / (width * height);
    assert.ok(
      share <= 100 * TOLERANCE,
      `${share.toFixed(2)} % of pixels differ: see test-results/${name}-difference.png`,
    );
  });
}
