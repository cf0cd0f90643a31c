import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { requireDurable } from "#server/postgres/durable-settings.ts";
import { type EmbeddedPostgres, type StartPostgres, startPostgres } from "#server/postgres/embedded-postgres.ts";
import { isAlive } from "#server/postgres/process-alive.ts";
import { until } from "../until.ts";

/** Making a cluster is most of the time here, so the stories that leave it whole share one. */
const shared = mkdtempSync(join(tmpdir(), "zhiban-story-"));
let dataDir = shared;

beforeEach(() => {
  dataDir = shared;
});
afterAll(() => rmSync(shared, { recursive: true, force: true }));

function inFolderOfItsOwn(): void {
  dataDir = mkdtempSync(join(tmpdir(), "zhiban-story-"));
  const own = dataDir;
  onTestFinished(() => rmSync(own, { recursive: true, force: true }));
}

async function start(options: Partial<StartPostgres> = {}): Promise<EmbeddedPostgres> {
  const embedded = await startPostgres({ dataDir, log: () => {}, ...options });
  onTestFinished(() => embedded.stop());
  return embedded;
}

function connect(embedded: EmbeddedPostgres, username?: string): Sql {
  const sql = postgres({ ...embedded.connectionOptions(username), max: 2, backoff: () => 0 });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
}

function holder(): ChildProcess {
  const program = join(import.meta.dirname, "hold-postgres.ts");
  const child = spawn(process.execPath, [program, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function held(child: ChildProcess): Promise<number> {
  const [line] = await once(child.stdout as NonNullable<typeof child.stdout>, "data");
  return JSON.parse(String(line)).pid;
}

test("stopping leaves no process and no socket", async () => {
  const embedded = await start();
  const pid = embedded.pid();
  expect(isAlive(pid)).toBe(true);
  expect(statSync(embedded.socketDir).mode & 0o777).toBe(0o700);
  await embedded.stop();
  expect(embedded.state()).toBe("stopped");
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(embedded.socketDir)).toBe(false);
});

test("nothing of PostgreSQL is told what secrets our environment holds", async () => {
  const secret = "canary-in-the-environment";
  process.env.ZHIBAN_CANARY = secret;
  onTestFinished(() => void delete process.env.ZHIBAN_CANARY);
  const sql = connect(await start());
  // What runs under PostgreSQL has what PostgreSQL has.
  const told = await sql.begin(async (own) => {
    await own`create temporary table told (line text) on commit drop`;
    await own`copy told from program 'env'`;
    return own<{ line: string }[]>`select line from told`;
  });
  const lines = told.map(({ line }) => line);
  expect(lines.filter((line) => line.startsWith("PATH="))).toHaveLength(1);
  expect(lines.filter((line) => line.includes(secret))).toEqual([]);
});

test("a server killed alone comes back at the same place with everything that was acknowledged", async () => {
  const embedded = await start();
  const sql = connect(embedded);
  await sql`create table line (text text)`;
  await sql`insert into line values ('kept')`;
  const states: string[] = [];
  embedded.onState((state) => states.push(state));
  const before = embedded.pid();
  process.kill(before, "SIGKILL");
  await until(() => states.at(-1) === "ready");
  expect(states).toEqual(["restarting", "ready"]);
  expect(embedded.pid()).not.toBe(before);
  expect(await sql`select text from line`).toMatchObject([{ text: "kept" }]);
});

test("stopping while the server is being started again ends both", async () => {
  const embedded = await start();
  process.kill(embedded.pid(), "SIGKILL");
  await until(() => embedded.state() === "restarting");
  await embedded.stop();
  expect(embedded.state()).toBe("stopped");
  expect(embedded.pid()).toBe(0);
});

test("a program that is killed takes the server with it, and the next start is clean", async () => {
  const child = holder();
  const pid = await held(child);
  child.kill("SIGKILL");
  const embedded = await start();
  expect(isAlive(pid)).toBe(false);
  expect(await connect(embedded)`select 1 as n`).toMatchObject([{ n: 1 }]);
});

test("program and server killed together: the next start is clean", async () => {
  const child = holder();
  process.kill(await held(child), "SIGSTOP"); // it may not see that its program died before it is killed itself
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && runsOn(name));
  child.kill("SIGKILL");
  for (const pid of pids) process.kill(Number(pid), "SIGKILL");
  expect(pids).toHaveLength(1);
  expect(await connect(await start())`select 1 as n`).toMatchObject([{ n: 1 }]);
});

function runsOn(pid: string): boolean {
  const command = join("/proc", pid, "cmdline");
  return existsSync(command) && readFileSync(command, "utf8").includes(join(dataDir, "postgres"));
}

test("an initdb that was killed half-way leaves nothing that looks like a cluster", async () => {
  inFolderOfItsOwn();
  const child = holder();
  const growing = () => readdirSync(dataDir).find((name) => name.startsWith(`postgres.new-${child.pid}-`)) ?? "none";
  await until(() => existsSync(join(dataDir, growing(), "PG_VERSION")));
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(existsSync(join(dataDir, "postgres"))).toBe(false);
  // The initdb may outlive who started it and write on for a moment: what it leaves then goes at the next start.
  await (await start()).stop();
  await start();
  expect(readdirSync(dataDir).sort()).toEqual(["postgres", "server.log"]);
});

test("two programs on one data folder: the second is told in one line", async () => {
  await start();
  const second = startPostgres({ dataDir, log: () => {} });
  await expect(second).rejects.toMatchObject({ code: "folder-in-use", message: expect.stringContaining(dataDir) });
});

test("a damaged data folder is named with what to do", async () => {
  inFolderOfItsOwn();
  await (await start()).stop();
  rmSync(join(dataDir, "postgres", "global", "pg_control"));
  const broken = startPostgres({ dataDir, log: () => {} });
  await expect(broken).rejects.toMatchObject({
    code: "folder-damaged",
    message: expect.stringMatching(new RegExp(`${dataDir}/postgres is damaged.*pg_control.*Restore a backup`, "is")),
  });
  rmSync(join(dataDir, "postgres", "PG_VERSION"));
  const ruin = startPostgres({ dataDir, log: () => {} });
  await expect(ruin).rejects.toMatchObject({ code: "folder-damaged", message: expect.stringContaining("PG_VERSION") });
});

test("a cluster of another major version is not touched", async () => {
  await (await start()).stop();
  const version = join(dataDir, "postgres", "PG_VERSION");
  const right = readFileSync(version);
  writeFileSync(version, "13\n");
  onTestFinished(() => writeFileSync(version, right));
  await expect(startPostgres({ dataDir, log: () => {} })).rejects.toMatchObject({ code: "folder-other-major" });
});

test("a server that may lose acknowledged entries is refused, whoever switched the guard off", async () => {
  const careless = await start({ settings: { full_page_writes: "off" } });
  await expect(requireDurable(connect(careless))).rejects.toThrow(
    /full_page_writes off.*alter system set full_page_writes = on/,
  );
  await careless.stop();
  const embedded = await start();
  const sound = connect(embedded);
  await expect(requireDurable(sound)).resolves.toBeUndefined();
  await sound`create role careless login`;
  await sound`alter role careless set synchronous_commit = off`;
  await expect(requireDurable(connect(embedded, "careless"))).rejects.toThrow(/synchronous_commit off/);
});

test("a log of more than 10 MiB gives way at the next start", async () => {
  mkdirSync(dataDir, { recursive: true });
  appendFileSync(join(dataDir, "server.log"), "x".repeat(11 * 1024 * 1024));
  await start();
  expect(statSync(join(dataDir, "server.log.1")).size).toBeGreaterThan(10 * 1024 * 1024);
  expect(statSync(join(dataDir, "server.log")).size).toBeLessThan(10_000);
});

test("socket folders of programs that are gone are swept", async () => {
  const gone = spawn("true");
  await once(gone, "exit");
  const stale = join(tmpdir(), `zb-${gone.pid}-story`);
  mkdirSync(stale);
  await start();
  expect(existsSync(stale)).toBe(false);
});
