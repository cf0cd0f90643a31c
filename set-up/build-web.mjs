import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "./run-child.mjs";
import { say } from "./say.mjs";
import { withoutSecrets } from "./without-secrets.mjs";

/** What the bundle is made from. */
const SOURCES = ["web", "duty", "package-lock.json"];

/**
 * Builds the screens when something that they are made from has changed since the last build.
 * @returns the builder's exit status where it failed, else 0
 */
export async function buildWeb(root, node, env) {
  if (!existsSync(join(root, "web", "index.html"))) return 0;
  const stamp = join(root, "web", "dist", ".stamp");
  const made = hashOf(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === made) return 0;
  say("building the screens");
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const status = await runChild(node, [vite, "build", "web", "--logLevel", "warn"], {
    cwd: root,
    env: withoutSecrets(env),
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) return status;
  writeFileSync(stamp, made);
  say("screens built");
  return 0;
}

function hashOf(root) {
  const hash = createHash("sha256");
  for (const source of SOURCES) addTo(hash, root, source);
  return hash.digest("hex");
}

function addTo(hash, root, path) {
  if (path === "web/dist" || /\.test\.tsx?$/.test(path)) return;
  const full = join(root, path);
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addTo(hash, root, `${path}/${name}`);
    return;
  }
  const bytes = readFileSync(full);
  hash.update(`${path} ${bytes.length}\n`).update(bytes);
}
