// One observatory and one browser for the tests of a file, a new page for each test, and the few words they are written with. A fault
// of the page, or a question to another host, fails the test it happens in.

import { DuckDBInstance } from "@duckdb/node-api";
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { mapReady, startBrowser, startObservatory } from "./observatory.js";

/** `at.page`, `at.browser` and `at.observatory` are those of the running test; `prepare` may change them once both have started. */
export function session(prepare) {
  const at = { page: null, browser: null, observatory: null };
  let faults = [];
  before(async () => {
    at.observatory = await startObservatory();
    at.browser = await startBrowser();
    await prepare?.(at);
  });
  after(async () => {
    await at.browser?.close();
    await at.observatory?.stop();
  });
  beforeEach(async () => {
    at.page = await at.browser.newPage({ viewport: { width: 1440, height: 900 } });
    faults = [];
    at.page.on("pageerror", (fault) => faults.push(String(fault)));
    at.page.on("request", (request) => {
      const url = request.url();
      const own = url.startsWith(at.observatory.address) || /^(data|blob):/.test(url);
      if (!own) faults.push(`asked another host: ${url}`);
    });
  });
  afterEach(async () => {
    await at.page.close();
    assert.deepEqual(faults, []);
  });
  /** No answer is awaited, and what is written is written in its letters. */
  const settled = () =>
    at.page.waitForFunction(
      () => document.documentElement.dataset.busy !== "true" && document.fonts.status === "loaded",
    );
  /** The map rests: what it was told is drawn, of one source or of all, and it goes nowhere. */
  async function drawn(source) {
    // The tiles of what was just told are asked for in the next frame.
    await at.page.evaluate(async () => {
      const next = window.lanterne.map.once("render");
      window.lanterne.map.triggerRepaint();
      await next;
    });
    await at.page.waitForFunction((name) => {
      const { map } = window.lanterne;
      return (name ? map.isSourceLoaded(name) : map.loaded()) && !map.isMoving();
    }, source);
  }
  const api = async (path) => (await fetch(at.observatory.address + path)).json();
  /** The rows of a query on the served database. */
  async function rows(sql) {
    const instance = await DuckDBInstance.create(at.observatory.database, { access_mode: "READ_ONLY" });
    const connection = await instance.connect();
    const found = (await connection.runAndReadAll(sql)).getRows();
    connection.closeSync();
    instance.closeSync();
    return found;
  }
  return {
    at,
    hook: (name) => at.page.locator(`[data-test="${name}"]`),
    settled,
    drawn,
    /** Opens a link and waits for its map. */
    async open(path = "/") {
      await at.page.goto(at.observatory.address + path);
      await mapReady(at.page);
      await settled();
    },
    api,
    /** Clicks the map, once it rests, where a territory is. */
    async point(level, code) {
      const { point } = await api(`/api/v1/territories/${level}/${code}`);
      await drawn(level);
      const canvas = await at.page.locator("canvas.maplibregl-canvas").boundingBox();
      const where = await at.page.evaluate((lngLat) => {
        const { x, y } = window.lanterne.map.project(lngLat);
        return { x, y };
      }, point);
      await at.page.mouse.click(canvas.x + where.x, canvas.y + where.y);
    },
    rows,
    /** The first number of a query on the served database. */
    stored: async (sql) => Number((await rows(sql))[0][0]),
    /** The tones on the map, by row, once it rests. */
    async tones(level) {
      await drawn(level);
      return at.page.evaluate((layer) => {
        const map = window.lanterne.map;
        const found = {};
        for (const { id } of map.queryRenderedFeatures({ layers: [`fill-${layer}`] })) {
          found[id] = map.getFeatureState({ source: layer, sourceLayer: layer, id });
        }
        return found;
      }, level);
    },
  };
}
