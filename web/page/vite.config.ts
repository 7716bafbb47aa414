// How the page is built: static files only, nothing fetched from outside, addresses hashed so that they can be cached for ever.
// Two doors: the explorer, and the page of methods whose words the server fills in.
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "dist",
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: ["index.html", "methodes.html"] },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080", "/tiles": "http://127.0.0.1:8080" } },
});
