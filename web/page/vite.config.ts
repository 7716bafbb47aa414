// How the page is built: static files only, nothing fetched from outside, addresses hashed so that they can be cached for ever.
// Two doors: the explorer, and the page of methods whose words the server fills in.
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const service = "http://127.0.0.1:8080";

/** WebAssembly is kept packed, and served as it is kept: DuckDB's 34 MB are 8. */
const packed: Plugin = {
  name: "packed-wasm",
  apply: "build",
  generateBundle(_, bundle) {
    for (const [fileName, file] of Object.entries(bundle)) {
      if (file.type !== "asset" || !fileName.endsWith(".wasm")) continue;
      delete bundle[fileName];
      this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzipSync(file.source, { level: 9 }) });
    }
  },
};

/** The map's worker is asked for with the page, not once the map library runs. */
const early: Plugin = {
  name: "early-worker",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(_, { bundle, filename }) {
      const worker = Object.keys(bundle ?? {}).find((name) => name.includes("maplibre-gl-worker"));
      if (!worker || !filename.endsWith("index.html")) return [];
      const attrs = { rel: "preload", as: "script", crossorigin: "anonymous", href: `/${worker}` };
      return [{ tag: "link", attrs, injectTo: "head" }];
    },
  },
};

export default defineConfig({
  plugins: [packed, early],
  worker: { format: "es" },
  build: {
    outDir: "dist",
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: ["index.html", "methodes.html"] },
  },
  server: { proxy: { "/api": service, "/tiles": service, "/donnees": service, "/carte": service } },
});
