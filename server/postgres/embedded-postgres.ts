import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isMainThread } from "node:worker_threads";
import { folderTrouble, makeDataFolder } from "./data-folder.ts";
import { findPostgres } from "./find-postgres.ts";
import { initCluster } from "./init-cluster.ts";
import { PostgresCannotStart } from "./postgres-cannot-start.ts";
import { type Postmaster, type PostmasterSetup, SOCKET_PORT, spawnPostmaster, untilReady } from "./postmaster.ts";
import { waitForPredecessor } from "./predecessor.ts";
import { chooseRunMode } from "./run-mode.ts";
import { rotateServerLog } from "./server-log.ts";
import { makeSocketFolder, prepareSocketFolder } from "./socket-folder.ts";

export type PostgresState = "ready" | "restarting" | "stopped";

/** What postgres.js needs to reach the server: `postgres(embedded.connectionOptions("app"))`. */
export type SocketConnection = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
};

export type EmbeddedPostgres = {
  readonly socketDir: string;
  readonly port: number;
  /** Process number of the server, 0 while there is none. */
  pid(): number;
  state(): PostgresState;
  /** Calls back at every change of state; the answer ends that. */
  onState(listener: (state: PostgresState) => void): () => void;
  connectionOptions(username?: string, database?: string): SocketConnection;
  /** Ends the server and resolves when it is gone. Call it after everything else that uses the database. */
  stop(): Promise<void>;
};

export type StartPostgres = {
  /** The data folder of the installation; the cluster is its subfolder `postgres`, the log `server.log` beside it. */
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** PostgreSQL settings that differ from the usual ones, for measurements and drills. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** For a machine with 2 cores and 2 GB. Durability is named here so that no postgresql.conf can take it away. */
const SETTINGS = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  unix_socket_permissions: "0700",
  max_connections: "100",
  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  wal_compression: "on",
  max_wal_size: "1GB",
  random_page_cost: "1.1",
  jit: "off",
  idle_in_transaction_session_timeout: "60s",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
};

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
const ORPHANS_END_WITHIN_MS = 10_000;

/**
 * Starts the embedded PostgreSQL on a data folder (made if absent), keeps it running until `stop()`, and starts it again
 * when it dies alone. If this process is killed, the kernel tells PostgreSQL to shut down.
 * @throws PostgresCannotStart with one line for the person at the terminal
 */
export async function startPostgres(about: StartPostgres): Promise<EmbeddedPostgres> {
  if (!isMainThread) {
    // The kernel's notice follows the thread that started the server, not the process.
    throw new PostgresCannotStart("worker-thread", "PostgreSQL must be started from the main thread.");
  }
  const home = resolve(about.dataDir);
  try {
    return await startIn(home, about);
  } catch (error) {
    throw folderTrouble(home, error);
  }
}

async function startIn(home: string, { log, settings = {} }: StartPostgres): Promise<EmbeddedPostgres> {
  const clusterDir = join(home, "postgres");
  const logPath = join(home, "server.log");
  makeDataFolder(home);
  const bin = findPostgres();
  await waitForPredecessor(clusterDir);
  const mode = chooseRunMode(bin, clusterDir);
  await initCluster(bin, clusterDir, mode);
  rotateServerLog(logPath);
  const setup = {
    bin,
    clusterDir,
    socketDir: makeSocketFolder(),
    logPath,
    mode,
    settings: { ...SETTINGS, ...settings },
  };
  try {
    return await supervise(setup, log);
  } catch (error) {
    rmSync(setup.socketDir, { recursive: true, force: true });
    throw error;
  }
}

async function supervise(setup: PostmasterSetup, log: (line: string) => void): Promise<EmbeddedPostgres> {
  const listeners = new Set<(state: PostgresState) => void>();
  const stopping = new AbortController();
  let state: PostgresState = "restarting";
  const become = (next: PostgresState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  let current: Postmaster | undefined;
  const launched = (postmaster: Postmaster) => {
    current = postmaster;
  };
  await launchAfterOrphans(setup, launched);
  become("ready");

  const watch = async () => {
    for (;;) {
      const how = await current?.ended;
      if (stopping.signal.aborted) return;
      become("restarting");
      log(`PostgreSQL ended (${how}); starting it again`);
      if (!(await relaunch(setup, log, stopping.signal, launched))) return;
      become("ready");
      log("PostgreSQL is back");
    }
  };
  const watching = watch();

  const stop = async () => {
    stopping.abort();
    await current?.stop();
    await watching;
    rmSync(setup.socketDir, { recursive: true, force: true });
    if (state !== "stopped") become("stopped");
  };
  return {
    socketDir: setup.socketDir,
    port: SOCKET_PORT,
    pid: () => (current?.lives() ? current.pid : 0),
    state: () => state,
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connectionOptions: (username = "postgres", database = "postgres") => {
      return { host: setup.socketDir, port: SOCKET_PORT, username, database };
    },
    stop,
  };
}

type Launched = (postmaster: Postmaster) => void;

async function launch(setup: PostmasterSetup, launched: Launched): Promise<void> {
  prepareSocketFolder(setup.socketDir, setup.mode.owner);
  const postmaster = spawnPostmaster(setup);
  launched(postmaster);
  await untilReady(postmaster, setup);
}

/** Where program and server were both killed, the server's orphans hold its memory for a moment longer. */
async function launchAfterOrphans(setup: PostmasterSetup, launched: Launched): Promise<void> {
  for (let left = ORPHANS_END_WITHIN_MS; ; left -= FIRST_PAUSE_MS) {
    try {
      return await launch(setup, launched);
    } catch (error) {
      if (!(error instanceof PostgresCannotStart) || error.code !== "folder-in-use" || left <= 0) throw error;
      await pause(FIRST_PAUSE_MS);
    }
  }
}

/** Tries until the server is back, or answers false when told to stop. A full disk may keep it away for hours. */
async function relaunch(
  setup: PostmasterSetup,
  log: (line: string) => void,
  stopping: AbortSignal,
  launched: Launched,
): Promise<boolean> {
  for (let wait = FIRST_PAUSE_MS; !stopping.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    try {
      await launch(setup, launched);
      return true;
    } catch (error) {
      if (stopping.aborted) break;
      log(`${(error as Error).message} Next try in ${wait} ms.`);
      await pause(wait, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return false;
}
