import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SocketConnection } from "./embedded-postgres.ts";
import { startPostgres } from "./embedded-postgres.ts";
import { isAlive } from "./process-alive.ts";

/** A database for one errand from the terminal. */
export interface ReachedPostgres {
  /** `DATABASE_URL`, or what leads to the embedded server. */
  readonly place: string | SocketConnection;
  /** Set where it is the embedded one. */
  readonly clusterDir?: string;
  /** Leaves a server that was running before as it was. */
  leave(): Promise<void>;
}

/**
 * The database of this installation: `DATABASE_URL`, or the embedded server of the data folder, through the socket of the program that
 * runs it, or started for the errand where none runs. `undefined` where the data folder has no database.
 * @throws PostgresCannotStart with one line for the person at the terminal
 */
export async function reachPostgres(about: {
  dataDir: string;
  env?: Readonly<Record<string, string | undefined>>;
  log?: (line: string) => void;
}): Promise<ReachedPostgres | undefined> {
  const { dataDir, env = process.env, log = () => {} } = about;
  if (env.DATABASE_URL) return { place: env.DATABASE_URL, leave: async () => {} };
  const clusterDir = join(resolve(dataDir), "postgres");
  if (!existsSync(join(clusterDir, "PG_VERSION"))) return undefined;
  const running = runningAt(clusterDir);
  if (running) return { place: running, clusterDir, leave: async () => {} };
  const embedded = await startPostgres({ dataDir, log });
  return { place: embedded.connectionOptions(), clusterDir, leave: () => embedded.stop() };
}

/** Lines of postmaster.pid: 1 process, 4 port, 5 folder of the socket, 8 status. */
function runningAt(clusterDir: string): SocketConnection | undefined {
  const path = join(clusterDir, "postmaster.pid");
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  const [pid, port, host, status] = [lines[0], lines[3], lines[4], lines[7]?.trim()];
  if (!isAlive(Number(pid)) || !host || status !== "ready") return undefined;
  return { host, port: Number(port), database: "postgres", username: "postgres" };
}
