import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// `neuroboard serve` listens here unless told otherwise; the page is served from the same origin
// in use, so that only development needs this proxy.
const api = process.env["NEUROBOARD_API"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "/",
  plugins: [react()],
  build: {
    outDir: "../static/app",
    emptyOutDir: true,
    target: ["es2022", "safari16.4"],
    // The content security policy allows no data: fonts and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    strictPort: true,
    // The server compares Origin with Host: the proxy presents itself as the server's own page.
    proxy: {
      "/api": {
        target: api,
        changeOrigin: true,
        ws: true,
        headers: { origin: api },
      },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: "vitest.setup.ts",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
