import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { folderTrouble, makeDataFolder, tellsNoRoom } from "./data-folder.ts";
import { PostgresCannotStart } from "./postgres-cannot-start.ts";

const scratch = mkdtempSync(join(tmpdir(), "zhiban-folder-"));
afterAll(() => rmSync(scratch, { recursive: true }));
const here = (name: string) => join(scratch, name);

/** What the person at the terminal is told of a folder that is made: its code and its sentence. */
function told(home: string): readonly [code: string, sentence: string] | undefined {
  try {
    makeDataFolder(home);
    return undefined;
  } catch (thrown) {
    const { code, message } = thrown as PostgresCannotStart;
    return [code, message];
  }
}

test("a folder is made with those above it, others may only pass, and nothing is left in it", () => {
  const home = here("one/two");
  expect(told(home)).toBeUndefined();
  expect(readdirSync(home)).toEqual([]);
  expect(statSync(home).mode & 0o777).toBe(0o711);
  expect(told(home)).toBeUndefined();
});

test("what is a file, or lies in one, is no folder", () => {
  writeFileSync(here("file"), "");
  for (const home of [here("file"), here("file/data")])
    expect(told(home)).toEqual(["folder-is-file", expect.stringMatching(/file.*name another folder with --data/)]);
});

test("where the system lets nobody write, one is told so", () => {
  expect(told("/proc/zhiban")).toEqual([
    "folder-not-writable",
    expect.stringMatching(/^Nothing can be written in the data folder \/proc\/zhiban \(\w+\): .*name another folder/),
  ]);
});

const failing = (code: string, path?: string) => Object.assign(new Error(code), { code, ...(path ? { path } : {}) });

test.each([
  ["ENOSPC", "no-room", /is full: make room/],
  ["EDQUOT", "no-room", /is full: make room/],
  ["EROFS", "folder-not-writable", /\(EROFS\)/],
])("%s is told as %s", (code, as, sentence) => {
  const trouble = folderTrouble(scratch, failing(code));
  expect([trouble, (trouble as PostgresCannotStart).code]).toEqual([expect.any(PostgresCannotStart), as]);
  expect((trouble as Error).message).toMatch(sentence);
});

test("a folder of another user is told by whose it is, and one of our own by what may not be done", () => {
  mkdirSync(here("own"));
  const { uid } = statSync(here("own"));
  const trouble = (us: number) => folderTrouble(here("own"), failing("EACCES", here("own/x")), us);
  expect(trouble(uid)).toMatchObject({ code: "folder-not-writable" });
  expect(trouble(uid + 1)).toMatchObject({
    code: "folder-not-ours",
    message: expect.stringContaining(`belongs to user number ${uid}`),
  });
});

test("what is no matter of the folder is thrown as it is", () => {
  for (const each of [failing("EACCES", "/usr/bin/postgres"), failing("EMFILE"), new TypeError("of ours")])
    expect(folderTrouble(scratch, each)).toBe(each);
});

test("PostgreSQL's own words for a full disk are known", () => {
  expect(tellsNoRoom('FATAL:  could not write lock file "postmaster.pid": No space left on device')).toBe(true);
  expect(tellsNoRoom("FATAL:  could not open file: Permission denied")).toBe(false);
});
