import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { keptOffline } from "./keep-offline.ts";
import { traditionalChinese } from "./traditional.ts";

const root = import.meta.dirname;

export default defineConfig({
  root,
  base: "/",
  plugins: [react(), traditionalChinese(), keptOffline()],
  resolve: {
    alias: [
      { find: /^#duty\//, replacement: `${join(root, "..", "duty")}/` },
      { find: /^zod$/, replacement: join(root, "no-schemas.ts") },
    ],
  },
  build: {
    outDir: join(root, "dist"),
    emptyOutDir: true,
    target: ["chrome111", "safari16.4"],
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { "/api": process.env.ZHIBAN_SERVER ?? "http://127.0.0.1:4600" } },
});
