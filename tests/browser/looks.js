// A picture held against the one that was last looked at: a tolerance for what a machine may round, and both kept where they differ.
// REFERENCES=draw writes the reference instead; look at it before committing.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const FOLDER = fileURLToPath(new URL("references/", import.meta.url));
const RESULTS = fileURLToPath(new URL("../../test-results/", import.meta.url));

/** `now`, a PNG, looks as the reference of this name; at most this share of its pixels differs. */
export function looksAs(name, now, tolerance) {
  const path = `${FOLDER}${name}.png`;
  if (process.env.REFERENCES === "draw") {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, now);
    return;
  }
  assert.ok(existsSync(path), `${path} is missing: npm run references`);
  const [before, after] = [PNG.sync.read(readFileSync(path)), PNG.sync.read(now)];
  const { width, height } = before;
  assert.deepEqual([after.width, after.height], [width, height], name);
  const difference = new PNG({ width, height });
  const pixels = pixelmatch(before.data, after.data, difference.data, width, height, { threshold: 0.15 });
  const share = pixels / (width * height);
  if (share > tolerance) {
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(`${RESULTS}${name}-now.png`, now);
    writeFileSync(`${RESULTS}${name}-difference.png`, PNG.sync.write(difference));
  }
  assert.ok(
    share <= tolerance,
    `${(100 * share).toFixed(2)} % of pixels differ: see test-results/${name}-difference.png`,
  );
}
