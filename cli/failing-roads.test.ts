import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { everyVerb, zhiban } from "./terminal.ts";

/*
 * How each verb fails before anything is done: with which status, and in which one line. What is wrong is given in a folder made here;
 * `DIR` stands for it. Nothing is started: where a database is needed there is none, or one that nobody reaches.
 */

const scratch = mkdtempSync(join(tmpdir(), "zhiban-failing-"));
const here = (name: string) => join(scratch, name);
mkdirSync(here("keys"));
writeFileSync(here("text"), "no such thing\n");
writeFileSync(here("empty.gz"), gzipSync(""));
writeFileSync(here("short.key"), "abc\n", { mode: 0o600 });
afterAll(() => rmSync(scratch, { recursive: true }));

const said = hearConsole();
const errors: string[] = [];
beforeEach(() => {
  for (const name of ["DATABASE_URL", "DATA_DIR", "PORT", "HOST", "ZHIBAN_MASTER_KEY", "ZHIBAN_MASTER_KEY_FILE"])
    vi.stubEnv(name, undefined);
  errors.length = 0;
  vi.spyOn(process.stderr, "write").mockImplementation((text) => errors.push(String(text).trimEnd()) > 0);
});
afterEach(() => {
  vi.mocked(process.stderr.write).mockRestore();
});

const noDatabase = "There is no database in DIR, and DATABASE_URL is not set.";
const unreached = "postgres://nobody@127.0.0.1:1/none";
const refused = "connect ECONNREFUSED 127.0.0.1:1";

interface Failing {
  readonly args: readonly string[];
  readonly line: string | RegExp;
  /** `DATABASE_URL`, where it is set. */
  readonly url?: string;
}

/** Of a verb that reads a database: none there, and one that is named and not reached. */
function withoutDatabase(...args: readonly string[]): readonly Failing[] {
  return [
    { args: [...args, "--data", "DIR"], line: noDatabase },
    { args, line: refused, url: unreached },
  ];
}

const key = ["--key", "DIR/short.key"] as const;
const shortKey = "DIR/short.key holds no master key (64 hexadecimal digits).";
const unread = "DIR/none cannot be read: ENOENT: no such file or directory, open 'DIR/none'";
const noWitness = "DIR/text, line 1: no receipt or anchor stands here.";

/** Every verb, and each of its ways to fail that wants no database that works. The status of all of them is 2. */
const failing: Readonly<Record<string, readonly Failing[]>> = {
  serve: [
    { args: ["--port", "65536"], line: /^serve: 设置 PORT 有误 Setting PORT is wrong: / },
    { args: ["--host", ""], line: /^serve: 设置 HOST 有误 Setting HOST is wrong: / },
    { args: ["--database", "mysql://here"], line: /^serve: 设置 DATABASE_URL 有误 Setting DATABASE_URL is wrong: / },
    { args: ["--port", "0", "--data", "DIR"], line: /^数据库连不上.* cannot be reached/, url: unreached },
  ],
  simulate: [
    { args: ["--days", "401"], line: /^simulate: --days: / },
    { args: ["--days", "1.5"], line: /^simulate: --days: / },
    { args: ["--seed", "2147483648"], line: /^simulate: --seed: / },
    { args: ["--site", "mall"], line: /^simulate: --site: / },
  ],
  "regulations check": [
    { args: ["--regulations", "DIR/none"], line: "regulations check: there is no folder DIR/none" },
  ],
  "regulations coverage": [
    { args: ["--regulations", "DIR/none"], line: "regulations coverage: there is no folder DIR/none" },
    {
      args: ["--require", "GPH,XYZ"],
      line: "regulations coverage: there is no regulation with the prefix XYZ; there are GPH, SLH, ZB",
    },
  ],
  "roster solve": [
    { args: ["DIR/none"], line: `roster solve: ${unread}` },
    { args: ["DIR/text"], line: /^roster solve: DIR\/text, line 1: / },
    {
      args: ["DIR/text", "--steps", "0"],
      line: 'roster solve: --steps must be a number from 1 to 1000000000, not "0"',
    },
    { args: ["DIR/text", "--seed", "1.5"], line: 'roster solve: --seed must be a whole number, not "1.5"' },
    { args: ["DIR/text", "--threads", "17"], line: 'roster solve: --threads must be a number from 1 to 16, not "17"' },
    {
      args: ["DIR/text", "--seconds", "1", "--steps", "1"],
      line: "roster solve: give --seconds or --steps, not both",
    },
    {
      args: ["DIR/text", "--seconds", "1", "--cpu-seconds", "1"],
      line: "roster solve: give --seconds or --cpu-seconds, not both",
    },
  ],
  verify: [
    ...withoutDatabase(),
    { args: ["--archive", "DIR/text", "--data", "DIR"], line: /^DIR\/text is no archive, or a damaged one: / },
    { args: ["--archive", "DIR/empty.gz", "--data", "DIR"], line: "DIR/empty.gz is empty." },
    { args: ["--archive", "DIR/none", "--data", "DIR"], line: /DIR\/none/ },
    { args: ["--receipts", "DIR/text", "--data", "DIR"], line: noWitness },
    { args: ["--anchors", "DIR/text", "--data", "DIR"], line: noWitness },
    { args: ["--anchors", "DIR/none", "--data", "DIR"], line: unread },
    { args: [...key, "--data", "DIR"], line: shortKey },
    { args: ["--key", "DIR/none", "--data", "DIR"], line: "There is no master key DIR/none." },
  ],
  misses: withoutDatabase(),
  "reset-access": [
    ...withoutDatabase("--person", "li-wei"),
    ...withoutDatabase("--person", "li-wei", "--staff", "N1"),
    { args: ["--staff", "N1"], line: "reset-access: --person is missing" },
  ],
  rebuild: withoutDatabase(),
  backup: [...withoutDatabase("DIR/new"), { args: [], line: "backup: FILE is missing" }],
  restore: [
    { args: [], line: "restore: FILE is missing" },
    { args: ["DIR/text", "--data", "DIR/new"], line: /^DIR\/text is no backup, or a damaged one: / },
    { args: ["DIR/empty.gz", "--data", "DIR/new"], line: /^DIR\/empty.gz is no / },
    { args: ["DIR/none", "--data", "DIR/new"], line: /DIR\/none/ },
    { args: ["DIR/text", "--receipts", "DIR/text", "--data", "DIR/new"], line: noWitness },
    { args: ["DIR/text", ...key, "--data", "DIR/new"], line: shortKey },
    { args: ["DIR/text", "--data", "DIR/new"], line: refused, url: unreached },
  ],
  export: [
    ...withoutDatabase("DIR/new"),
    ...withoutDatabase("--anchors", "DIR/new"),
    { args: ["--data", "DIR"], line: "export: FILE, --anchors FILE or --log DIR is missing" },
    {
      args: ["DIR/new", "--with-key", "DIR/key", "--data", "DIR"],
      line: "This installation has no master key yet.",
    },
  ],
  import: [
    { args: [], line: "import: FILE is missing" },
    { args: ["DIR/text", "--data", "DIR/new"], line: refused, url: unreached },
    { args: ["DIR/text", ...key, "--data", "DIR/new"], line: shortKey, url: unreached },
  ],
  bench: [
    { args: [], line: "bench: NAME is missing" },
    { args: ["depth"], line: "bench: there is no depth; there are append, overview, rebuild, tower, roster" },
    { args: ["overview", "--past", "0"], line: "bench: --past takes a whole number from 1 on" },
    { args: ["overview", "--past", "many"], line: "bench: --past takes a whole number from 1 on" },
  ],
  "bench roster": [
    { args: [], line: "bench roster: FOLDER is missing" },
    { args: ["DIR/keys", "--seconds", "0"], line: "seconds and seeds are numbers" },
    { args: ["DIR/keys", "--seeds", "1,x"], line: "seconds and seeds are numbers" },
    { args: ["DIR/keys"], line: "DIR/keys has no such instance" },
  ],
};

test("every verb has a way to fail that is walked here", async () => {
  expect(Object.keys(failing).toSorted()).toEqual([...(await everyVerb()).keys()].toSorted());
  for (const [verb, ways] of Object.entries(failing)) expect(ways.length, verb).toBeGreaterThan(0);
});

describe.each(Object.entries(failing))("%s", (verb, ways) => {
  test.each(ways.map((way) => [`${way.args.join(" ")}${way.url ? ` with ${way.url}` : ""}`, way] as const))(
    "%s says in one line what is wrong, and nothing else: status 2",
    async (_, { args, line, url }) => {
      if (url !== undefined) vi.stubEnv("DATABASE_URL", url);
      const status = await zhiban([...verb.split(" "), ...args.map((each) => each.replaceAll("DIR", scratch))]);
      const lines = [...said.err, ...errors].map((each) => each.replaceAll(scratch, "DIR"));
      expect(lines).toEqual([typeof line === "string" ? line : expect.stringMatching(line)]);
      expect(lines[0]).not.toContain("\n");
      expect({ status, out: said.out }).toEqual({ status: 2, out: [] });
    },
  );
});
