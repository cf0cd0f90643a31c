import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { type Serving, serve } from "#server/start/serving.ts";
import { databaseOfTest } from "#test/database.ts";
import { tellDeskStory } from "#test/desk-story.ts";
import { until } from "#test/until.ts";

const ROOT = join(import.meta.dirname, "..", "..");

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "zhiban-serve-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function served(dataDir: string, options: Partial<Parameters<typeof serve>[0]> = {}): Promise<Serving> {
  const serving = await serve({ port: 0, host: "127.0.0.1", dataDir, log: () => {}, demonstration: false, ...options });
  onTestFinished(() => serving.stop());
  return serving;
}

async function ask(serving: Serving, path: string): Promise<Response> {
  return fetch(`${serving.url}${path}`);
}

/** Runs the command line to its end; answers its status and what it said. */
async function run(args: readonly string[], env: Record<string, string>): Promise<{ status: number; said: string }> {
  const child = spawn(process.execPath, [join(ROOT, "cli", "main.ts"), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const [status] = await once(child, "close");
  return { status, said: said.trim() };
}

test("the product serves, survives the death of its database, and leaves nothing behind when it is stopped", async () => {
  const dataDir = dataFolder();
  const serving = await served(dataDir);
  expect(await (await ask(serving, "/healthz")).json()).toEqual({ status: "alive" });
  expect(await (await ask(serving, "/readyz")).json()).toEqual({ status: "ready", missing: [] });

  const pid = Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n", 1)[0]);
  const away = until(() => !serving.database.isThere());
  process.kill(pid, "SIGKILL");
  await away;
  expect((await ask(serving, "/healthz")).status).toBe(200);

  await until(async () => (await ask(serving, "/readyz")).status === 200);
  expect((await ask(serving, "/api/session")).status).toBe(200);
  await serving.stop();
  expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  await expect(fetch(`${serving.url}/healthz`)).rejects.toThrow("fetch failed");
});

test("while the database is away every request but the health of the process is told to come again", async () => {
  const database = await databaseOfTest();
  const story = await tellDeskStory(database, {
    isThere: () => false,
    readiness: { missing: async () => ["database"] },
  });
  onTestFinished(() => story.close());
  const browser = story.browser();
  const ready = await browser.get("/readyz");
  expect([ready.statusCode, ready.json()]).toEqual([503, { status: "not-ready", missing: ["database"] }]);
  for (const answer of [await browser.get("/api/session"), await browser.post("/api/commands", { commands: [{}] })]) {
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "1"]);
    expect(answer.json()).toMatchObject({ code: "house.database-away", rules: [] });
  }
  expect((await browser.get("/healthz")).statusCode).toBe(200);
});

test("the first start makes the demonstration, and its sign-ins are for this machine and the folder's owner only", async () => {
  const dataDir = dataFolder();
  const said: string[] = [];
  const noon = instant(Date.parse("2026-11-21T12:00:00+08:00"));
  const serving = await served(dataDir, {
    demonstration: true,
    log: (line) => said.push(line),
    now: () => noon,
  });
  const path = join(dataDir, "demo-sign-ins.txt");
  await until(() => existsSync(path) && said.some((line) => line.includes(path)));
  for (const each of [path, join(dataDir, "demonstration.json")]) expect(statSync(each).mode & 0o777).toBe(0o600);
  const [, name = "", password = ""] = /^(zb0031) +(\S+)/m.exec(readFileSync(path, "utf8")) ?? [];
  const signIn = async (more: Record<string, string>) => {
    const asked = request(`${serving.url}/api/session/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json", ...more },
    });
    asked.end(JSON.stringify({ name, password }));
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    answer.resume();
    return answer.statusCode;
  };
  expect(await signIn({})).toBe(200);
  const elsewhere = [{ "x-forwarded-for": "10.0.0.7" }, { forwarded: "for=10.0.0.7" }, { "x-real-ip": "10.0.0.7" }];
  for (const each of elsewhere) expect([each, await signIn(each)]).toEqual([each, 401]);
  expect(await signIn({ host: "duty.example.com", origin: "http://duty.example.com" })).toBe(403);
  expect(await signIn({ host: "127.evil.example", origin: "http://127.evil.example" })).toBe(403);
  await serving.stop();
  const again: string[] = [];
  const second = await served(dataDir, {
    demonstration: true,
    log: (line) => again.push(line),
    now: () => noon,
    publicUrls: ["https://duty.example.com"],
    trustProxy: ["127.0.0.1"],
  });
  await until(() => again.some((line) => line.includes(password)));
  const fromElsewhere = await fetch(`${second.url}/api/session/sign-in`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...{ "x-forwarded-for": "10.0.0.7", "x-forwarded-host": "duty.example.com" },
    },
    body: JSON.stringify({ name, password }),
  });
  expect(fromElsewhere.status).toBe(401);
  expect(await fromElsewhere.json()).toMatchObject({ code: "account.sign-in-failed" });
});

test("whatever keeps it from starting is one line in two languages or that of the terminal, status 2", async () => {
  const busy = createServer().listen(0, "127.0.0.1");
  await once(busy, "listening");
  onTestFinished(() => {
    busy.close();
  });
  const { port } = busy.address() as { port: number };
  const damaged = dataFolder();
  mkdirSync(join(damaged, "postgres"));
  writeFileSync(join(damaged, "postgres", "left-over"), "");
  const file = join(dataFolder(), "file");
  writeFileSync(file, "");
  const cases: [readonly string[], Record<string, string>, RegExp][] = [
    [["serve"], { PORT: String(port), DATA_DIR: dataFolder() }, /端口 \d+ 已被占用.* Port \d+ is in use/],
    [["serve"], { PORT: "0", DATA_DIR: damaged }, /数据目录已损坏.* is damaged/],
    [
      ["serve", "--data", "/proc/x"],
      { PORT: "0" },
      /数据目录写不进去.*另选目录.* Nothing can be written in .*name another/,
    ],
    [["serve", "--data", file], { PORT: "0" }, /是一个文件.*另选目录.* is a file.*name another/],
    [["serve", "--trust-proxy", "everybody"], { PORT: "0" }, /设置 TRUST_PROXY 有误/],
    [["serve", "--public-url", "duty"], { PORT: "0" }, /设置 PUBLIC_URL 有误/],
    [["serve"], { PORT: "many" }, /设置 PORT 有误 Setting PORT is wrong/],
    [["serve"], { PORT: "0", DATABASE_URL: "mysql://here" }, /设置 DATABASE_URL 有误/],
    [["serve"], { PORT: "0", DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, /数据库连不上.* cannot be reached/],
    [["serve"], { PORT: "0", HOST: "203.0.113.9", DATA_DIR: dataFolder() }, /本机没有地址/],
    [["serve", "--prot", "1"], { LC_ALL: "C.UTF-8" }, /serve: there is no flag --prot/],
    [["fly"], { LC_ALL: "zh_CN.UTF-8" }, /没有命令 fly/],
  ];
  for (const [args, env, line] of cases) {
    const { status, said } = await run(args, env);
    expect([status, said.split("\n").length], said).toEqual([2, 1]);
    expect(said).toMatch(line);
  }
});

test("whatever tells the product to stop ends it in good order, a terminal that hangs up too, and what comes after means the same", async () => {
  const dataDir = dataFolder();
  const child = spawn(process.execPath, [join(ROOT, "cli", "main.ts"), "serve"], {
    env: { ...process.env, PORT: "0", DATA_DIR: dataDir, DATABASE_URL: "" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  await until(() => said.includes("Zhiban serves at "));
  const pid = join(dataDir, "postgres", "postmaster.pid");
  expect(existsSync(pid)).toBe(true);
  // One that nobody listened for would end it at once, with another status.
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const) child.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(existsSync(pid)).toBe(false);
});
