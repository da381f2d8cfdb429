import type { ClientRequest, IncomingMessage } from "node:http";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// In use the server hands out the page itself; only the page under development, which Vite serves,
// reaches it through a proxy. `neuroboard serve` listens here unless told otherwise.
const api = process.env["NEUROBOARD_API"] ?? "http://127.0.0.1:8000";
const port = 5173;
const page = `http://127.0.0.1:${port}`;

// The server accepts its own page alone: this one passes for it, a page from elsewhere does not.
function passAsOwnPage(toServer: ClientRequest, fromPage: IncomingMessage): void {
  if (fromPage.headers.origin === page) {
    toServer.setHeader("origin", api);
  }
}

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
    port,
    strictPort: true,
    proxy: {
      "/api": {
        target: api,
        changeOrigin: true,
        ws: true,
        configure: (proxy) => {
          proxy.on("proxyReq", passAsOwnPage);
          proxy.on("proxyReqWs", passAsOwnPage);
        },
      },
    },
  },
  test: {
    // Read as text by the test of the colours.
    css: { include: [/tokens\.css/] },
    environment: "jsdom",
    // One jsdom for each worker, not each file, with the files still apart: a sixth of the time.
    pool: "vmThreads",
    setupFiles: "vitest.setup.ts",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
