import { spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { bareEnvironment } from "./bare-environment.ts";
import { noRoomIn, tellsNoRoom } from "./data-folder.ts";
import { PostgresCannotStart } from "./postgres-cannot-start.ts";
import { isAlive } from "./process-alive.ts";
import type { RunMode, SystemAccount } from "./run-mode.ts";

const UNFINISHED = /^postgres\.new-(\d+)-/;
/** An initdb whose maker was killed may still be writing its last files. */
const WITH_ITS_WRITERS = { recursive: true, force: true, maxRetries: 50, retryDelay: 20 };
/** `trust` is safe because the only way in is a socket in a folder that nobody else can enter. */
const OPTIONS =
  "-U postgres -A trust --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=zh-Hans-CN --data-checksums";

/** Of what initdb said when it failed, the last of it. */
const linesTold = 3;

/**
 * Makes the cluster if there is none. It grows under another name and gets its own by one rename, so an initdb that is
 * killed half-way leaves nothing that looks like a cluster.
 */
export async function initCluster(bin: string, clusterDir: string, mode: RunMode): Promise<void> {
  if (existsSync(join(clusterDir, "PG_VERSION"))) {
    if (mode.owner) giveTo(mode.owner, clusterDir);
  } else {
    await makeCluster(bin, clusterDir, mode);
  }
  sweepUnfinished(dirname(clusterDir));
}

async function makeCluster(bin: string, clusterDir: string, mode: RunMode): Promise<void> {
  if (existsSync(clusterDir) && readdirSync(clusterDir).length > 0) {
    const message = `The data folder ${clusterDir} is damaged: it holds files but no PG_VERSION. Restore a backup, or move the folder away to begin with an empty one.`;
    throw new PostgresCannotStart("folder-damaged", message);
  }
  const growing = mkdtempSync(join(dirname(clusterDir), `postgres.new-${process.pid}-`));
  if (mode.owner) giveTo(mode.owner, growing);
  await runInitdb(bin, growing, mode);
  takeName(growing, clusterDir);
}

async function runInitdb(bin: string, folder: string, mode: RunMode): Promise<void> {
  const [command = "", ...rest] = [...mode.prefix, join(bin, "initdb"), "-D", folder, ...OPTIONS.split(" ")];
  const child = spawn(command, rest, { stdio: ["ignore", "pipe", "pipe"], detached: true, env: bareEnvironment() });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes) => {
      said += bytes;
    });
  }
  const [status] = await once(child, "close");
  if (status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  if (tellsNoRoom(said)) throw noRoomIn(dirname(folder));
  throw new PostgresCannotStart(
    "not-runnable",
    `initdb failed in ${folder}: ${said.trim().split("\n").slice(-linesTold).join(" ")}`,
  );
}

/** Where another process was quicker, its cluster stands and ours goes. */
function takeName(growing: string, clusterDir: string): void {
  try {
    renameSync(growing, clusterDir);
  } catch (error) {
    rmSync(growing, { recursive: true, force: true });
    if (!existsSync(join(clusterDir, "PG_VERSION"))) throw error;
  }
}

function sweepUnfinished(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  for (const name of readdirSync(dataDir)) {
    const maker = UNFINISHED.exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) rmSync(join(dataDir, name), WITH_ITS_WRITERS);
  }
}

function giveTo(owner: SystemAccount, path: string): void {
  const stat = lstatSync(path);
  if (stat.uid !== owner.uid) chownSync(path, owner.uid, owner.gid);
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(owner, join(path, name));
}
