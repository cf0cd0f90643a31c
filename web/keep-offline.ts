import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "vite";
import type { KeptFile } from "./offline/kept-file.ts";

const root = import.meta.dirname;

/**
 * Builds `offline/offline-worker.ts` after the screens, with the list of all their files: what shows the desk where the server is out of reach.
 */
export function keptOffline(): Plugin {
  return {
    name: "zhiban-kept-offline",
    apply: "build",
    async writeBundle(_, bundle) {
      const page = bundle["index.html"];
      if (page?.type !== "asset") throw new Error("the screens were built without a page");
      await buildWorker(keptFiles(Object.keys(bundle), page.source, join(root, "public")));
    },
  };
}

/** The page under its address, whatever was built beside it under names that carry their content's hash, and what lies in `folder` as it is. */
export function keptFiles(built: readonly string[], page: string | Uint8Array, folder: string): KeptFile[] {
  const hashed = built.filter((name) => name.startsWith("assets/")).toSorted();
  return [
    { url: "/", revision: hashOf(page) },
    ...hashed.map((name) => ({ url: `/${name}`, revision: null })),
    ...readdirSync(folder)
      .toSorted()
      .map((name) => ({ url: `/${name}`, revision: hashOf(readFileSync(join(folder, name))) })),
  ];
}

function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

async function buildWorker(kept: readonly KeptFile[]): Promise<void> {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: "warn",
    define: { keptFiles: JSON.stringify(kept), "process.env.NODE_ENV": JSON.stringify("production") },
    build: {
      outDir: join(root, "dist"),
      emptyOutDir: false,
      target: ["chrome111", "safari16.4"],
      rollupOptions: {
        input: join(root, "offline", "offline-worker.ts"),
        output: { format: "iife", entryFileNames: "service-worker.js" },
      },
    },
  });
}
