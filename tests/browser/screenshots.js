// Pictures of the page in its main states: for the README (docs/explorer.png) and for a severe look.
// Usage: node screenshots.js [FOLDER]

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { mapReady, startBrowser, startObservatory } from "./observatory.js";

const folder = process.argv[2] ?? "../../test-results/screenshots";
const states = [
  ["explorer", "/?territoire=epci-200070985", 1440, 900],
  ["start", "/", 1440, 900],
  ["laptop", "/?indicateur=part_emplois&niveau=departement&territoire=departement-59", 1280, 720],
  ["communes", "/?niveau=commune&territoire=commune-80620", 1440, 900],
  ["white-zones", "/?couches=zones_blanches,operateurs", 1440, 900],
  ["france", "/?niveau=region&region=", 1440, 900],
  ["error", "/?indicateur=bonheur", 1440, 900],
  ["phone", "/?territoire=epci-200070985", 390, 844],
];

mkdirSync(folder, { recursive: true });
const observatory = await startObservatory();
const browser = await startBrowser();
try {
  for (const [name, path, width, height] of states) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(observatory.address + path);
    await mapReady(page).catch(() => console.warn(`${name}: the map is not ready`));
    await page.waitForTimeout(800);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
    console.log(join(folder, `${name}.png`));
  }
} finally {
  await browser.close();
  await observatory.stop();
}
