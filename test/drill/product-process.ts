import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The program as a user starts it. */
export const asUsersStartIt = join(import.meta.dirname, "..", "..", "cli", "main.ts");

const READY_WITHIN_MS = 120_000;
/** Below what one address may ask per minute. */
const ASKED_EVERY_MS = 75;

export interface ProductPlace {
  readonly dataDir: string;
  readonly port: number;
  /** The file that Node runs; a mutant has its own. */
  readonly program?: string;
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A real process of the product, to be killed, paused and started again at the same place. */
export class ProductProcess {
  readonly url: string;
  readonly #place: ProductPlace;
  #child: ChildProcess | undefined;

  constructor(place: ProductPlace) {
    this.#place = place;
    this.url = `http://127.0.0.1:${place.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Whether it has ended though nobody told it to. */
  get hasFallen(): boolean {
    return this.#child !== undefined && (this.#child.exitCode !== null || this.#child.signalCode !== null);
  }

  /** Starts it; what it says goes to `program.log` in its data folder. */
  start(): void {
    const { dataDir, port, program = asUsersStartIt, words = ["serve"], env = {} } = this.#place;
    const log = openSync(join(dataDir, "program.log"), "a");
    this.#child = spawn(process.execPath, [program, ...words, "--port", String(port), "--data", dataDir], {
      stdio: ["ignore", log, log],
      env: { ...process.env, DATABASE_URL: "", ...env },
    });
    closeSync(log);
  }

  /** Asks until it is ready, and answers the statuses on the way; 0 is no answer at all. */
  async ready(): Promise<number[]> {
    const seen: number[] = [];
    for (const began = Date.now(); Date.now() - began < READY_WITHIN_MS; await pause(ASKED_EVERY_MS)) {
      const status = await this.readiness();
      seen.push(status);
      if (status === 200) return seen;
      if (this.hasFallen) throw new Error(`the program ended by itself: ${this.lastWords()}`);
    }
    throw new Error(`the program is not ready after ${READY_WITHIN_MS} ms: ${this.lastWords()}`);
  }

  async readiness(): Promise<number> {
    try {
      const { status, body } = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(5000) });
      await body?.cancel();
      return status;
    } catch {
      return 0;
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** `kill -9` of the program alone. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** `kill -9` of its PostgreSQL, the server and all that it has started. */
  killPostgres(): void {
    const pidFile = readFileSync(join(this.#place.dataDir, "postgres", "postmaster.pid"), "utf8");
    const server = Number(pidFile.split("\n", 1)[0]);
    const all = [server, ...childrenOf(server)];
    for (const pid of all) kill(pid);
  }

  /** Asks it to end, as Ctrl-C does, and answers its status. */
  async stop(): Promise<number> {
    return await this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<number> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? -1;
    const ended = once(child, "exit");
    child.kill(signal);
    const [status] = await ended;
    return status ?? -1;
  }

  /** The end of what it said. */
  lastWords(): string {
    return readFileSync(join(this.#place.dataDir, "program.log"), "utf8").slice(-2000);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function childrenOf(parent: number): number[] {
  return processes().flatMap(({ pid, ppid }) => (ppid === parent ? [pid] : []));
}

/** Processes that speak of a folder: what a program that has ended left behind. */
export function processesIn(folder: string): string[] {
  return processes().flatMap(({ pid, words }) => (words.includes(folder) ? [`${pid} ${words}`] : []));
}

function processes(): { pid: number; ppid: number; words: string }[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8", maxBuffer: 16 * 1024 * 1024 });
  return table.split("\n").flatMap((line) => {
    const [, pid, ppid, words = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), ppid: Number(ppid), words }];
  });
}

/** A port that nobody had a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
