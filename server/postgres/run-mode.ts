import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { bareEnvironment } from "./bare-environment.ts";
import { notOurs } from "./data-folder.ts";
import { PostgresCannotStart } from "./postgres-cannot-start.ts";

/**
 * As whom PostgreSQL runs, since it refuses to run as root:
 * - `self`: we are not root;
 * - `namespace`: root, inside a user namespace where it has another number; outside, files stay root's;
 * - `setpriv`: root where namespaces are forbidden (plain Docker); files belong to an unprivileged account.
 */
export type RunMode = {
  readonly kind: "self" | "namespace" | "setpriv";
  /** Words to put before the program. The last of them lets the kernel stop PostgreSQL when we die. */
  readonly prefix: readonly string[];
  /** Set when files must belong to somebody else than us. */
  readonly owner?: SystemAccount;
};

export type SystemAccount = { readonly uid: number; readonly gid: number };

const WITH_US = ["setpriv", "--pdeathsig", "INT"];
const NAMESPACE = ["unshare", "--user", "--map-user=65534", "--map-group=65534"];
const PASS_ALL_FOLDERS = ["--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override"];

/**
 * Chooses the mode that fits who we are, what the kernel allows and, before all, who owns an existing cluster: a
 * cluster made in one mode is not readable in the other.
 */
export function chooseRunMode(bin: string, clusterDir: string, env: NodeJS.ProcessEnv = process.env): RunMode {
  const us = process.getuid?.();
  const owner = ownerOf(clusterDir);
  if (us !== 0) {
    if (owner && owner.uid !== us) throw notOurs(clusterDir, owner);
    return { kind: "self", prefix: runs(WITH_US, bin) ? WITH_US : [] };
  }
  const madeAsRoot = !owner || owner.uid === 0;
  if (madeAsRoot && env.ZHIBAN_PG_MODE !== "setpriv") {
    const prefix = [...NAMESPACE, ...WITH_US];
    if (runs(prefix, bin)) return { kind: "namespace", prefix };
  }
  return asUnprivileged(bin, clusterDir, madeAsRoot ? unprivilegedAccount() : owner);
}

function asUnprivileged(bin: string, clusterDir: string, owner: SystemAccount): RunMode {
  const change = ["setpriv", `--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups"];
  const bare = [...change, "--pdeathsig", "INT"];
  if (runs(bare, bin) && mayEnter(bare, clusterDir)) return { kind: "setpriv", prefix: bare, owner };
  // A clone in root's own home: the account may not pass the folders above. One capability is less than a second copy.
  const passing = [...change, ...PASS_ALL_FOLDERS, "--pdeathsig", "INT"];
  if (runs(passing, bin)) return { kind: "setpriv", prefix: passing, owner };
  const message =
    "PostgreSQL does not run as root, and here neither user namespaces nor setpriv (package util-linux) can change that: start Zhiban as an ordinary user, or set DATABASE_URL.";
  throw new PostgresCannotStart("not-runnable", message);
}

function runs(prefix: readonly string[], bin: string): boolean {
  const [command = "", ...rest] = [...prefix, join(bin, "postgres"), "--version"];
  return spawnSync(command, rest, { stdio: "ignore", env: bareEnvironment() }).status === 0;
}

/** Whether the account can walk to the place of the cluster; the nearest folder that exists stands for it. */
function mayEnter(prefix: readonly string[], clusterDir: string): boolean {
  let folder = dirname(clusterDir);
  while (!existsSync(folder)) folder = dirname(folder);
  const [command = "", ...rest] = [...prefix, "sh", "-c", 'cd "$1"', "sh", folder];
  return spawnSync(command, rest, { stdio: "ignore", env: bareEnvironment() }).status === 0;
}

function ownerOf(folder: string): SystemAccount | undefined {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return { uid, gid };
}

function unprivilegedAccount(): SystemAccount {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new PostgresCannotStart(
    "not-runnable",
    "Neither account postgres nor nobody exists: start Zhiban as an ordinary user.",
  );
}
