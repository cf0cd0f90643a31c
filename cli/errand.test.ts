import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { ErrandError, errand, masterKeyAtHand } from "./errand.ts";

const said = hearConsole();

const broken = (code: string) => Object.assign(new Error(`${code}: what is wrong`), { code });
const ending = (error: unknown) => errand(() => Promise.reject(error));

test.each(["ENOSPC", "EACCES", "ENOENT", "EEXIST", "ENOTDIR", "EISDIR"])(
  "%s of a file, as where the disk is full, is one line for whoever asked, and status 2",
  async (code) => {
    expect(await ending(broken(code))).toBe(2);
    expect(said.err).toEqual([`${code}: what is wrong`]);
  },
);

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
