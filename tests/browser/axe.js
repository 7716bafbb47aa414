// Faults of accessibility as axe-core sees them: WCAG 2.0 to 2.2, levels A and AA.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { atRest } from "./observatory.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Each as its rule and the elements it is about. */
export async function faultsOf(page) {
  await atRest(page);
  await page.evaluate(axe);
  // Rows that the edge of what scrolls cuts in two are reached by scrolling.
  const whole = { exclude: [[".table tbody tr:nth-child(n + 6)"]] };
  const { violations } = await page.evaluate(
    ([context, values]) => window.axe.run(context, { runOnly: { type: "tag", values } }),
    [whole, TAGS],
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
