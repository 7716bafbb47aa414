// Lighthouse on the explorer: accessibility is 100 or the test fails; its performance is said and judged by nobody, for WebGL is drawn by
// the processor here.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import lighthouse from "lighthouse";
import { freePort, startBrowser, startObservatory, until } from "./observatory.js";

let port;
let observatory;
let browser;
before(async () => {
  observatory = await startObservatory();
  port = await freePort();
  browser = await startBrowser([`--remote-debugging-port=${port}`]);
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/json/version`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until("the browser listens", answers);
});
after(async () => {
  await browser?.close();
  await observatory?.stop();
});

for (const [name, path] of [
  ["the explorer", "/"],
  ["the page of methods", "/methodes"],
]) {
  test(`Lighthouse finds nothing to say of the accessibility of ${name}`, async (t) => {
    const { lhr } = await lighthouse(observatory.address + path, {
      port,
      onlyCategories: ["accessibility", "performance"],
      formFactor: "desktop",
      screenEmulation: {
        mobile: false,
        width: 1440,
        height: 900,
        deviceScaleFactor: 1,
        disabled: false,
      },
      throttlingMethod: "provided",
      maxWaitForLoad: 90_000,
    });
    const shown = ["first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift"];
    t.diagnostic(`performance ${lhr.categories.performance.score}`);
    for (const id of shown) t.diagnostic(`${id} ${lhr.audits[id]?.displayValue}`);
    const { accessibility } = lhr.categories;
    const faults = accessibility.auditRefs
      .map(({ id }) => lhr.audits[id])
      .filter(({ score }) => score !== null && score < 1)
      .map(({ id, details }) => `${id}: ${(details?.items ?? []).map((item) => item.node?.snippet).join(" ")}`);
    assert.deepEqual(faults, []);
    assert.equal(accessibility.score, 1);
  });
}
