// How the page is built: static files only, nothing fetched from outside, addresses hashed so that they can be cached for ever.
// Its doors are `input` below; that of methods is a template whose words the server fills in.
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** Where the service answers while the page is developed. */
const service = process.env.LANTERNE_SERVICE ?? "http://127.0.0.1:8080";

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

/** The map, its library and its worker are asked for with the page, not once the page runs. */
const early: Plugin = {
  name: "early-map",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(_, { bundle = {}, filename }) {
      if (!filename.endsWith("index.html")) return [];
      const link = (name: string, attrs: Record<string, string>) => ({
        tag: "link",
        attrs: { ...attrs, crossorigin: "anonymous", href: `/${name}` },
        injectTo: "head" as const,
      });
      const worker = Object.keys(bundle).find((name) => name.includes("maplibre-gl-worker"));
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const map = chunks.find((chunk) => chunk.isDynamicEntry && chunk.name === "explorer-map");
      // What the page itself imports, Vite asks for already.
      const page = chunks.find((chunk) => map && chunk.dynamicImports.includes(map.fileName));
      const already = [page?.fileName, ...(page?.imports ?? [])];
      const parts = map ? [map.fileName, ...map.imports].filter((name) => !already.includes(name)) : [];
      return [
        ...parts.map((name) => link(name, { rel: "modulepreload" })),
        ...(worker ? [link(worker, { rel: "preload", as: "script" })] : []),
      ];
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
    rolldownOptions: {
      input: [
        "index.html",
        "methodes.html",
        "deploiement.html",
        "simulateur.html",
        "presence.html",
        "zones.html",
        "comite.html",
        "depot.html",
      ],
      // The map library is a file of its own: it changes less often than the page.
      output: { codeSplitting: { groups: [{ name: "maplibre", test: /node_modules\/maplibre-gl\/.*js$/ }] } },
    },
  },
  server: { proxy: { "/api": service, "/tiles": service, "/donnees": service, "/carte": service, "/profil": service } },
});
