import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { ErrandError, errand, masterKeyAtHand } from "./errand.ts";

const said = hearConsole();

const broken = (code: string) => Object.assign(new Error(`${code}: what is wrong`), { code });
const ending = (error: unknown) => errand(() => Promise.reject(error));

test.each(["EACCES", "ENOENT", "EEXIST", "ENOTDIR", "EISDIR"])(
  "%s of no file that is known is one line for whoever asked, and status 2",
  async (code) => {
    expect(await ending(broken(code))).toBe(2);
    expect(said.err).toEqual([`${code}: what is wrong`]);
  },
);

test.each([
  ["ENOSPC", undefined, /^磁盘已满.*腾出空间/, /^The disk is full.*make room/],
  ["EDQUOT", "here/new", /^磁盘已满/, /^The disk is full/],
  ["EEXIST", "here/new", /^here\/new 已经有了.*另起/, /^here\/new is there already.*another name/],
  [
    "EACCES",
    "here/new",
    /^没有读写 here\/new 的权限.*换有权限的用户/,
    /^here\/new may not be read or written.*as one who may/,
  ],
  ["EPERM", "here/new", /^没有读写/, /^here\/new may not/],
  ["EROFS", "here/new", /只读.*另选/, /can only be read.*another place/],
  ["ENOTDIR", "here/new", /上级是文件.*核对路径/, /lies in what is a file.*look at the path/],
  ["EISDIR", "here", /^here 是文件夹.*核对路径/, /^here is a folder.*look at the path/],
  ["ENOENT", "package-lock.none", /^没有 package-lock.none.*核对/, /^There is no package-lock.none.*look/],
  ["ENOENT", "none/of/these", /^没有文件夹 none\/of.*先建好/, /^There is no folder none\/of.*make it first/],
])("%s of %s is said in a sentence of either language that says what to do", async (code, path, zh, en) => {
  for (const [locale, sentence] of [
    ["zh_CN.UTF-8", zh],
    ["en_GB.UTF-8", en],
  ] as const) {
    vi.stubEnv("LC_ALL", locale);
    said.err.length = 0;
    expect(await ending(Object.assign(broken(code), path === undefined ? {} : { path }))).toBe(2);
    expect(said.err).toEqual([expect.stringMatching(sentence)]);
  }
});

test.each(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "CONNECT_TIMEOUT", "28P01", "3D000"])(
  "%s of the database is one line as well",
  async (code) => {
    expect(await ending(broken(code))).toBe(2);
    expect(said.err).toEqual([`${code}: what is wrong`]);
  },
);

test("what an errand itself says stands in its way is told; what is our fault is thrown with all that is known of it", async () => {
  expect(await ending(new ErrandError("There is no database."))).toBe(2);
  expect(said.err).toEqual(["There is no database."]);
  for (const fault of [new TypeError("of undefined"), broken("42P01"), broken("EPIPE")])
    await expect(ending(fault)).rejects.toBe(fault);
  expect(await errand(async () => 1)).toBe(1);
});

test("a key file that is named and not there is said, and none is looked for elsewhere", () => {
  const folder = mkdtempSync(join(tmpdir(), "zhiban-errand-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "key");
  expect(() => masterKeyAtHand(folder, file)).toThrow(`There is no master key ${file}.`);
});
