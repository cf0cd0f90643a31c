import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { bareEnvironment } from "./bare-environment.ts";
import { noRoomIn, tellsNoRoom } from "./data-folder.ts";
import { PostgresCannotStart } from "./postgres-cannot-start.ts";
import { folderInUse } from "./predecessor.ts";
import type { RunMode } from "./run-mode.ts";
import { endOfLog, logSince } from "./server-log.ts";

/** Between two questions whether the server answers. */
const LONGEST_LOOK_MS = 250;
/** The port is only a part of the socket's name: the server listens on no network. */
export const SOCKET_PORT = 5432;
const SHUTDOWN_MS = 60_000;
/** One that is still starting answers at once that it is; what answers nothing for so long is asked anew. */
const connectSeconds = 10;

export type PostmasterSetup = {
  readonly bin: string;
  readonly clusterDir: string;
  readonly socketDir: string;
  readonly logPath: string;
  readonly mode: RunMode;
  readonly settings: Readonly<Record<string, string>>;
};

/** One life of the database server. */
export type Postmaster = {
  readonly pid: number;
  /** True until the process has ended. */
  lives(): boolean;
  /** Resolves when the process has ended, with how. */
  readonly ended: Promise<string>;
  /** What it wrote to its log since it was started. */
  said(): string;
  /** Fast shutdown; immediate if that takes longer than a minute. */
  stop(): Promise<void>;
};

/** Starts the server in a process group of its own, so that Ctrl-C in a terminal reaches only us and we stop it last. */
export function spawnPostmaster(setup: PostmasterSetup): Postmaster {
  const { bin, clusterDir, socketDir, logPath, mode, settings } = setup;
  const from = endOfLog(logPath);
  const log = openSync(logPath, "a", 0o600);
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const place = ["-D", clusterDir, "-k", socketDir, "-p", String(SOCKET_PORT), "-c", "listen_addresses="];
  const [command = "", ...rest] = [...mode.prefix, join(bin, "postgres"), ...place, ...options];
  const child = spawn(command, rest, {
    ...{ stdio: ["ignore", log, log], detached: true, cwd: "/" },
    env: bareEnvironment(),
  });
  closeSync(log);
  let alive = true;
  const ended = Promise.race([once(child, "exit"), once(child, "error")]).then(
    ([status, signal]) => {
      alive = false;
      return signal ? `signal ${signal}` : `status ${status}`;
    },
    (error: Error) => {
      alive = false;
      return error.message;
    },
  );
  const stop = async () => {
    if (alive) child.kill("SIGINT");
    const late = setTimeout(() => child.kill("SIGQUIT"), SHUTDOWN_MS);
    await ended;
    clearTimeout(late);
  };
  return { pid: child.pid ?? 0, lives: () => alive, ended, said: () => logSince(logPath, from), stop };
}

/**
 * Waits until the server answers a query. Recovery after a crash may take minutes, so there is no limit as long as the
 * process lives.
 * @throws PostgresCannotStart when it ends instead; the message carries the server's own reason.
 */
export async function untilReady(postmaster: Postmaster, setup: PostmasterSetup): Promise<void> {
  for (let wait = 10; ; wait = Math.min(wait * 1.5, LONGEST_LOOK_MS)) {
    if (!postmaster.lives()) throw whyItEnded(await postmaster.ended, postmaster.said(), setup);
    if (await answers(setup.socketDir)) return;
    await Promise.race([pause(wait), postmaster.ended]);
  }
}

async function answers(socketDir: string): Promise<boolean> {
  const target = { host: socketDir, port: SOCKET_PORT, username: "postgres", database: "postgres" };
  const sql = postgres({ ...target, max: 1, connect_timeout: connectSeconds, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false; // not there yet, or still starting up; whether it lives is asked of the process
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function whyItEnded(how: string, said: string, { clusterDir, logPath }: PostmasterSetup): PostgresCannotStart {
  if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(said))
    return folderInUse(clusterDir);
  const made = said.match(/initialized by PostgreSQL version (\d+)/)?.[1];
  if (made) {
    const message = `The data folder ${clusterDir} was made by PostgreSQL ${made}, which this release no longer carries: export it with the release that made it (zhiban export), then import.`;
    return new PostgresCannotStart("folder-other-major", message);
  }
  if (tellsNoRoom(said)) return noRoomIn(dirname(clusterDir));
  const reason = said.match(/(?:FATAL|PANIC):\s+(.*)/)?.[1] ?? said.trim().split("\n").at(-1) ?? "";
  const message = `The data folder ${clusterDir} is damaged or PostgreSQL cannot run on it (${how}): ${reason}. The whole story is in ${logPath}; restore a backup, or move the folder away to begin with an empty one.`;
  return new PostgresCannotStart("folder-damaged", message);
}
