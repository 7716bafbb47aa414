// What a person saw when the references were last looked at, and what is seen now: three sizes, a tolerance for what a browser may
// round. `npm run references` draws them again; look at them before committing.
import { test } from "node:test";
import { looksAs } from "./looks.js";
import { atRest } from "./observatory.js";
import { session } from "./session.js";

const { at, open, drawn } = session();
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
    // What comes after the first map, and nobody waits for: names, places of operators, what is asked ahead of need.
    await at.page.waitForLoadState("networkidle");
    await drawn();
    await atRest(at.page);
    looksAs(name, await at.page.screenshot(), TOLERANCE);
  });
}
