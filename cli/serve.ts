import { resolve } from "node:path";
import { z } from "zod";
import { type Serving, serve } from "#server/start/serving.ts";
import { startFailureLine } from "./start-failure.ts";
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
 * Each setting is also read from the environment: PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_URL, TRUST_PROXY. Runs until it is told to stop.
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
    "public-url": {
      takes: "URL",
      is: {
        zh: "外部访问的网址，可用逗号列多个；不写则取 PUBLIC_URL。全部为 https 时 cookie 只走 https",
        en: "its addresses from outside, with commas; else PUBLIC_URL. If each is https, cookies go over https only",
      },
    },
    "trust-proxy": {
      takes: "ADDRESS",
      is: {
        zh: "前置代理的地址或网段，可用逗号列多个；不写则取 TRUST_PROXY",
        en: "addresses or ranges of the proxies in front, with commas; else TRUST_PROXY",
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
  readonly "public-url": string | undefined;
  readonly "trust-proxy": string | undefined;
}

/** @throws WrongArgument that says which of them is wrong, wherever it came from */
function settingsFrom({ port, host, data, database, ...outside }: GivenSettings): Settings {
  const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const given = {
    PORT: port ?? env.PORT,
    HOST: host ?? env.HOST,
    DATA_DIR: data ?? env.DATA_DIR,
    DATABASE_URL: database ?? env.DATABASE_URL,
    PUBLIC_URL: outside["public-url"] ?? env.PUBLIC_URL,
    TRUST_PROXY: outside["trust-proxy"] ?? env.TRUST_PROXY,
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
