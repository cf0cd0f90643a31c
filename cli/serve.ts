import { resolve } from "node:path";
import { z } from "zod";
import { MasterKeyError } from "#server/keys/master-key.ts";
import { PostgresCannotStart, type StartFailureCode } from "#server/postgres/postgres-cannot-start.ts";
import { CannotServe } from "#server/start/cannot-serve.ts";
import { type Serving, serve } from "#server/start/serving.ts";
import { dataFlag, verb, WrongArgument } from "./verb.ts";

/** Of what stands between commas. */
function listOf(shape: z.ZodType<string, string>) {
  const parts = z.string().transform((list) => list.split(",").map((each) => each.trim()));
  return parts.pipe(z.array(shape)).default([]);
}

const settingsShape = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4600),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PUBLIC_URL: listOf(z.url({ protocol: /^https?$/ })),
  TRUST_PROXY: listOf(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])),
});
type Settings = z.infer<typeof settingsShape>;

/**
 * Each setting is also read from the environment: PORT, HOST, DATA_DIR, DATABASE_URL; PUBLIC_URL and TRUST_PROXY stand there only. Runs until it is
 * told to stop.
 */
export const serveVerb = verb({
  does: {
    zh: "运行本产品，直到叫它停（npm start 即此）",
    en: "the product, until it is told to stop; what npm start calls",
  },
  operands: {},
  flags: {
    port: {
      takes: "N",
      is: { zh: "监听端口；不写则取 PORT，再不然是 4600", en: "where it listens; else PORT, else 4600" },
    },
    host: {
      takes: "H",
      is: { zh: "监听地址；不写则取 HOST，再不然只限本机", en: "its address; else HOST, else this machine only" },
    },
    data: dataFlag,
    database: {
      takes: "URL",
      is: {
        zh: "自备的 PostgreSQL；不写则取 DATABASE_URL，再不然用内嵌的",
        en: "a PostgreSQL of your own; else DATABASE_URL, else the embedded one",
      },
    },
  },
  run: async (flags) => await serveUntilTold(settingsFrom(flags)),
});

async function serveUntilTold(settings: Settings): Promise<number> {
  const stopped = whenTold();
  let serving: Serving;
  try {
    serving = await serve({
      port: settings.PORT,
      host: settings.HOST,
      dataDir: resolve(settings.DATA_DIR),
      databaseUrl: settings.DATABASE_URL,
      publicUrls: settings.PUBLIC_URL,
      trustProxy: settings.TRUST_PROXY,
      log: say,
      progress,
    });
  } catch (error) {
    const line = startFailureLine(error);
    if (line === undefined) throw error;
    say(line);
    return 2;
  }
  say(`值班已启动 Zhiban serves at ${serving.url}`);
  await stopped;
  await serving.stop();
  return 0;
}

function say(line: string): void {
  console.error(line);
}

let lastDay = -1;

/** One line that moves in a terminal; in a log a line for every fifth day. */
function progress(day: number, of: number): void {
  if (day === lastDay) return;
  lastDay = day;
  const line = `演示大楼：第 ${day} 天，共 ${of} 天 The demonstration lives day ${day} of ${of}`;
  if (process.stderr.isTTY) process.stderr.write(`\r${line}${day >= of ? "\n" : ""}`);
  else if (day % 5 === 0) say(line);
}

interface GivenSettings {
  readonly port: string | undefined;
  readonly host: string | undefined;
  readonly data: string | undefined;
  readonly database: string | undefined;
}

/** @throws WrongArgument that says which of them is wrong, wherever it came from */
function settingsFrom({ port, host, data, database }: GivenSettings): Settings {
  const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const given = {
    PORT: port ?? env.PORT,
    HOST: host ?? env.HOST,
    DATA_DIR: data ?? env.DATA_DIR,
    DATABASE_URL: database ?? env.DATABASE_URL,
    PUBLIC_URL: env.PUBLIC_URL,
    TRUST_PROXY: env.TRUST_PROXY,
  };
  const read = settingsShape.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = String(issue?.path[0]);
  throw new WrongArgument(`设置 ${name} 有误 Setting ${name} is wrong: ${issue?.message}`);
}

/** Told once is enough; told again means the same. */
function whenTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
}

const chinese: Readonly<Record<StartFailureCode, string>> = {
  "no-binaries": "缺少内置 PostgreSQL 的程序包。",
  "not-runnable": "内置 PostgreSQL 无法在本机运行。",
  "folder-in-use": "数据目录正被另一个程序使用。",
  "folder-damaged": "数据目录已损坏。",
  "folder-not-ours": "数据目录属于另一个用户。",
  "folder-other-major": "数据目录由另一个 PostgreSQL 大版本建立。",
  "worker-thread": "PostgreSQL 只能由主线程启动。",
};

/** One line, Chinese first; undefined for what nobody at the terminal can mend. */
export function startFailureLine(error: unknown): string | undefined {
  if (error instanceof CannotServe) return `${error.zh} ${error.message}`;
  if (error instanceof PostgresCannotStart) return `${chinese[error.code]} ${error.message}`;
  if (error instanceof MasterKeyError) return `主密钥有问题。${error.message}`;
  return undefined;
}
