import { createServer } from "node:net";
import { join } from "node:path";
import { type Instant, instant } from "#duty/grammar/time.ts";
import { type MachineClocks, machineClocks, movedTogether } from "#server/clock/machine-clocks.ts";
import { feedRoutes } from "#server/feed/feed-routes.ts";
import { buildApp } from "#server/http/app.ts";
import { requestLog } from "#server/http/request-log.ts";
import { CannotServe } from "./cannot-serve.ts";
import { type DemonstrationParts, demonstrate } from "./demonstration.ts";
import { type Database, openDatabase } from "./open-database.ts";
import { type Product, startProduct } from "./product.ts";
import { routes } from "./served-nouns.ts";

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** One line for the person at the terminal. */
  readonly log: (line: string) => void;
  /** Another clock than the world's. Only tests give one, in the program: neither route nor environment can. */
  readonly now?: () => Instant;
  /** What the machine's other clocks say; with a clock that tests move, they move along unless told otherwise. */
  readonly clocks?: MachineClocks;
  /** Where people reach it from outside. Where each of these is https, it is reached by https only. */
  readonly publicUrls?: readonly string[];
  /** Addresses of the proxies in front. */
  readonly trustProxy?: readonly string[];
  /** An installation that holds nothing yet gets the demonstration; tests that want an empty one say so. */
  readonly demonstration?: boolean;
  /** Told how far the demonstration's days have come. */
  readonly progress?: (day: number, of: number) => void;
}

export interface Serving {
  readonly url: string;
  readonly port: number;
  readonly database: Database;
  readonly product: Product;
  /** Takes no more requests, lets those under way end, then stops what works by itself and, last, the database. */
  stop(): Promise<void>;
}

const SCREENS = join(import.meta.dirname, "..", "..", "web", "dist");

/**
 * Starts the product: database, door, clock, routes.
 * @throws CannotServe, PostgresCannotStart, MasterKeyError, each one line for the person at the terminal
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { port, host, dataDir, log, now = () => instant(Date.now()) } = options;
  await requireFreePort(port, host);
  const database = await openDatabase({ dataDir, url: options.databaseUrl, log });
  try {
    const { clocks = options.now ? movedTogether(now) : machineClocks } = options;
    const product = await startProduct(database, { dataDir, now, clocks, log });
    const app = await buildApp({
      services: product.services,
      readiness: {
        missing: () => missing(database, product),
        warnings: () => (product.services.lost.sites.length > 0 ? ["lost-entries"] : []),
      },
      isThere: database.isThere,
      routes: [...routes, feedRoutes(product)],
      screens: SCREENS,
      ...reachedBy(options),
      logger: requestLog(process.stderr),
    });
    const url = await app.listen({ port, host });
    const stopping = new AbortController();
    const demonstrated = begin(options, { database, product, dataDir, now, log, signal: stopping.signal });
    const stop = async () => {
      stopping.abort();
      await app.close();
      await demonstrated;
      await product.stop();
      await database.stop();
    };
    const address = app.server.address();
    return {
      url,
      port: typeof address === "object" && address ? address.port : port,
      database,
      product,
      stop: once(stop),
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

function reachedBy({ host, publicUrls = [], trustProxy = [] }: ServeOptions) {
  const urls = publicUrls.map((each) => new URL(each));
  const secure = urls.length > 0 && urls.every(({ protocol }) => protocol === "https:");
  return { hosts: [host, ...urls.map(({ hostname }) => hostname)], secure, trustProxy };
}

/** The demonstration lives its days under a clock of its own; the world's would call everybody who is late in them. */
async function begin(
  { demonstration = true, progress = () => {} }: ServeOptions,
  parts: Omit<DemonstrationParts, "progress">,
): Promise<void> {
  try {
    if (demonstration) await demonstrate({ ...parts, progress });
  } catch (error) {
    parts.log(`the demonstration could not be made: ${(error as Error).message}`);
  }
  if (!parts.signal.aborted) parts.product.startClock();
}

async function missing(database: Database, { clock }: Product): Promise<string[]> {
  if (!database.isThere()) return ["database"];
  try {
    const stale = (await database.isCurrent()) ? [] : ["migrations"];
    const lacking = clock()?.lacks();
    return lacking === undefined ? stale : [...stale, lacking];
  } catch {
    return ["database"];
  }
}

/** Asked before the database is started, which takes longer. */
async function requireFreePort(port: number, host: string): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  }).catch((error: NodeJS.ErrnoException) => {
    throw cannotListen(port, host, error);
  });
}

function cannotListen(port: number, host: string, error: NodeJS.ErrnoException): unknown {
  const cause = { cause: error };
  switch (error.code) {
    case "EADDRINUSE":
      return new CannotServe(
        `端口 ${port} 已被占用，请用 PORT 另选一个。`,
        `Port ${port} is in use: choose another with PORT.`,
        cause,
      );
    case "EACCES":
      return new CannotServe(
        `没有使用端口 ${port} 的权限，请用 PORT 选 1024 以上的端口。`,
        `Port ${port} may not be used by this user: choose one above 1024 with PORT.`,
        cause,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new CannotServe(
        `本机没有地址 ${host}，请检查 HOST。`,
        `This machine has no address ${host}: look at HOST.`,
        cause,
      );
    default:
      return error;
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
