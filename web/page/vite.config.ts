// How the page is built: static files only, nothing fetched from outside, addresses hashed so that they can be cached for ever.
import { defineConfig } from "vite";

export default defineConfig({
  build: { outDir: "dist", target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  server: { proxy: { "/api": "http://127.0.0.1:8080", "/tiles": "http://127.0.0.1:8080" } },
});
