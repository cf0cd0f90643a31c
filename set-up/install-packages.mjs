import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repairPostgres } from "../patches/postgres.mjs";
import { runChild } from "./run-child.mjs";
import { say } from "./say.mjs";
import { withoutSecrets } from "./without-secrets.mjs";

/**
 * What is installed: `product` is what runs and what builds the screens; `everything` also holds what only tests, drills and benches need.
 * Everything is enough for the product, and the product is completed when somebody asks for everything.
 * @typedef {"product" | "everything"} Extent
 */

/**
 * Runs `npm ci` unless node_modules was installed from this very lockfile for this very platform, and as much of it as is wanted. The
 * stamp stands inside node_modules and is written last: deleting the folder or interrupting npm leads to a new install.
 * @param {string} root
 * @param {Extent} extent
 * @param {(args: string[], cwd: string) => Promise<number>} install what runs npm
 * @returns npm's exit status where it failed, else 0
 */
export async function installPackages(root, extent, install = npm) {
  const stamp = join(root, "node_modules", ".zhiban-stamp");
  const fits = { ...whatFits(root), extent };
  if (!stampFits(stamp, fits)) {
    say(
      `installing packages (npm ci${extent === "product" ? ", without what only tests need" : ""}); once per version`,
    );
    const dev = extent === "product" ? "--omit=dev" : "--include=dev";
    const status = await install(["ci", dev, "--include=optional", "--prefer-offline", "--loglevel=error"], root);
    if (status !== 0) {
      say(`npm ci failed with status ${status}; mend what it named above and start again`);
      return status;
    }
    writeFileSync(stamp, `${JSON.stringify(fits)}\n`);
    say("packages installed");
  }
  repairPostgres(root); // where install scripts are switched off
  return 0;
}

/**
 * Lockfile, platform, C library and npm's major. Not Node's version: no package is compiled, and a developer who changes
 * between two of them would install each time.
 */
function whatFits(root) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const musl = process.platform === "linux" && readdirSync("/lib").some((name) => name.startsWith("ld-musl"));
  const npm = /npm\/(\d+)/.exec(process.env.npm_config_user_agent ?? "")?.[1];
  return { lock, platform: `${process.platform}-${process.arch}${musl ? "-musl" : ""}`, npm };
}

/** Started without npm, we do not know its version and do not ask: that would take longer than everything else here. */
function stampFits(stamp, fits) {
  if (!existsSync(stamp)) return false;
  const { lock, platform, npm, extent } = JSON.parse(readFileSync(stamp, "utf8"));
  if (extent !== "everything" && extent !== fits.extent) return false;
  return lock === fits.lock && platform === fits.platform && (!fits.npm || !npm || npm === fits.npm);
}

/** npm's chatter goes to standard error: standard output belongs to the command that follows. */
function npm(args, cwd) {
  const options = { cwd, stdio: ["ignore", 2, 2], env: withoutSecrets() };
  const script = process.env.npm_execpath;
  return script?.endsWith("js")
    ? runChild(process.execPath, [script, ...args], options)
    : runChild("npm", args, options);
}
