import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PostgresCannotStart } from "./postgres-cannot-start.ts";
import { isAlive, isZombie } from "./process-alive.ts";

/** How long a server whose program was killed may take to notice it; the kernel tells it at once. */
const NOTICES_WITHIN_MS = 3000;
const LOOKS_EVERY_MS = 50;
/** Line of postmaster.pid that says `starting`, `ready`, `stopping`. */
const STATUS_LINE = 7;
/** Linux numbers processes up to 2^22. */
const BEYOND_ALL_PIDS = 2 ** 22 + 1;

/**
 * Waits until the server of an earlier run has gone from the cluster. After `kill -9` of the program it is still
 * writing its last checkpoint, however long that takes; one that does not stop belongs to a program that lives.
 */
export async function waitForPredecessor(clusterDir: string): Promise<void> {
  let patience = NOTICES_WITHIN_MS;
  for (;;) {
    const { pid, status } = readPidFile(clusterDir);
    if (!pid) return;
    if (!isPostgres(pid)) return disownZombie(clusterDir, pid);
    if (status !== "stopping") patience -= LOOKS_EVERY_MS;
    if (patience <= 0) throw folderInUse(clusterDir, pid);
    await pause(LOOKS_EVERY_MS);
  }
}

export function folderInUse(clusterDir: string, pid?: number): PostgresCannotStart {
  const by = pid ? ` (PostgreSQL process ${pid})` : "";
  const message = `The data folder ${clusterDir} is in use by another Zhiban${by}: stop that one first, or set DATA_DIR to another folder.`;
  return new PostgresCannotStart("folder-in-use", message);
}

function readPidFile(clusterDir: string): { pid?: number; status?: string } {
  const path = join(clusterDir, "postmaster.pid");
  if (!existsSync(path)) return {};
  let lines: string[];
  try {
    lines = readFileSync(path, "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  return { pid: Number(lines[0]), status: lines[STATUS_LINE]?.trim() ?? "" };
}

/**
 * PostgreSQL takes a process that nobody has collected for one that runs, and would refuse for ever. It gets a number that
 * no process can have; the rest of the file stays, for by it PostgreSQL finds orphans that still hold the memory.
 */
function disownZombie(clusterDir: string, pid: number): void {
  if (!isZombie(pid)) return;
  const path = join(clusterDir, "postmaster.pid");
  writeFileSync(path, readFileSync(path, "utf8").replace(/^\d+/, String(BEYOND_ALL_PIDS)));
}

/** A number is used again after a reboot; then some other program has it and PostgreSQL itself removes the file. */
function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const command = `/proc/${pid}/comm`;
  if (!existsSync("/proc/self/comm")) return true;
  try {
    return readFileSync(command, "utf8").startsWith("postgres");
  } catch {
    return false; // it ended while we looked
  }
}
