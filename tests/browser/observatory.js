// Starts the shipped binary on the embedded default, and a real Chromium in front of it.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
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

/** Debian's Chromium, with WebGL in software: the map is drawn for real. */
export function startBrowser(more = []) {
  return chromium.launch({
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
}

/** Resolves once the first map is drawn with its colours. */
export async function mapReady(page) {
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true", null, { timeout: 60_000 });
}

/** "17,0" or "1 234,5" (narrow no-break spaces) as a number. */
export function readFrench(text) {
  const found = text.match(/-?[\d\u202f\u2009\u00a0 ]+(?:,\d+)?/);
  if (!found) throw new Error(`no number in « ${text} »`);
  return Number(found[0].replace(/[\u202f\u2009\u00a0 ]/g, "").replace(",", "."));
}
