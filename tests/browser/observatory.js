// Starts the shipped binary on the embedded default, and a real Chromium in front of it.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { chromium } from "playwright-core";

const binary = process.env.LANTERNE ?? "../../target/release/lanterne";

/** A server on its own snapshot: `{ address, database, ingest, stop }`. With `cards`, a snapshot of these and of the files of `from`;
 * without, the embedded default, or the one that LANTERNE_VAR names. With `serve`, arguments of the server, or `env`, its variables: it
 * keeps what people hand in, and has a folder of its own. `ingest` publishes anew, while it serves. */
export async function startObservatory({ cards, from, serve, env } = {}) {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: run \`make build\` first`);
  const given = cards || serve || env ? undefined : process.env.LANTERNE_VAR;
  const folder = given ?? mkdtempSync(join(tmpdir(), "lanterne-browser-"));
  const ingest = () => {
    const named = cards ? ["--only", cards.join(), "--from", from] : [];
    const done = spawnSync(binary, ["ingest", "--var", folder, ...named], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`lanterne ingest failed: ${done.stderr}`);
  };
  if (!given) ingest();
  const server = spawn(binary, ["serve", "--var", folder, "--port", "0", ...(serve ?? [])], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const address = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).on("line", (line) => {
      const found = line.match(/http:\/\/[^\s]+/);
      if (found) resolve(found[0].replace(/\/$/, ""));
    });
    server.once("exit", (code) => reject(new Error(`lanterne serve stopped with ${code}`)));
  });
  const id = readFileSync(join(folder, "current"), "utf8").trim();
  return {
    address,
    database: join(folder, "snapshots", id, "lanterne.duckdb"),
    ingest,
    async stop() {
      server.removeAllListeners("exit");
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await ended;
      if (!given) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How long anything is waited for before it is held to never come: a machine may be slow, and busy with other things. */
const PATIENCE_MS = 90_000;

/** Debian's Chromium, with WebGL in software: the map is drawn for real. */
export async function startBrowser(more = []) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      ...more,
    ],
  });
  browser.on("context", (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}

/** Resolves once the first map is drawn with its colours. */
export async function mapReady(page) {
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
}

/** Resolves once nothing of the page moves by itself: its letters are there, it is laid out in its size, its transitions have ended. */
export async function atRest(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    await document.fonts.ready;
    // What measures itself is laid out again in the frame after.
    await frame();
    await frame();
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Does something again and again until it answers true. */
export async function until(what, act) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await act())) {
    if (Date.now() > end) throw new Error(`${PATIENCE_MS / 1000} seconds have passed before ${what}`);
    await setTimeout(20);
  }
}

/** A port that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** "17,0" or "1 234,5" (narrow no-break spaces) as a number. */
export function readFrench(text) {
  const found = text.match(/-?[\d\u202f\u2009\u00a0 ]+(?:,\d+)?/);
  if (!found) throw new Error(`no number in « ${text} »`);
  return Number(found[0].replace(/[\u202f\u2009\u00a0 ]/g, "").replace(",", "."));
}
