// The page is static: whatever folder it is served from, and without a connection.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  // The sample and the package lie outside this folder.
  server: { fs: { allow: ["../.."] } },
  worker: { format: "es" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    // What is inlined is a `data:` address, which the page's own policy refuses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
});
