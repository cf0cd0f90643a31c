import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findMasterKey, freshMasterKey, masterKeyPath, writeMasterKey } from "./master-key.ts";

let dataDir = "";

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "zhiban-keys-"));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

test("the first start makes a key that only its owner may read, the second finds it again", () => {
  const first = findMasterKey({ dataDir, mayCreate: true, env: {} });
  expect(statSync(masterKeyPath(dataDir)).mode & 0o777).toBe(0o600);
  expect(findMasterKey({ dataDir, mayCreate: false, env: {} })).toEqual(first);
});

test("a lost key is not replaced by a new one", () =>
  expect(() => findMasterKey({ dataDir, mayCreate: false, env: {} })).toThrow("is missing"));

test("the environment goes before the data folder", () => {
  findMasterKey({ dataDir, mayCreate: true, env: {} });
  const key = freshMasterKey();
  const env = { ZHIBAN_MASTER_KEY: key.bytes.toString("hex") };
  expect(findMasterKey({ dataDir, mayCreate: false, env })).toEqual(key);
});

test("a key in a file of its own is read from there", () => {
  const key = freshMasterKey();
  const path = join(dataDir, "elsewhere.key");
  writeMasterKey(path, key);
  expect(findMasterKey({ dataDir, mayCreate: false, env: { ZHIBAN_MASTER_KEY_FILE: path } })).toEqual(key);
});

test("a key is written over no file that is there", () => {
  const path = join(dataDir, "kept.key");
  writeFileSync(path, "an older key");
  expect(() => writeMasterKey(path, freshMasterKey())).toThrow("EEXIST");
  expect(readFileSync(path, "utf8")).toBe("an older key");
});

test("a named file that is not there is a fault, not a reason to make a key", () => {
  const env = { ZHIBAN_MASTER_KEY_FILE: join(dataDir, "absent.key") };
  expect(() => findMasterKey({ dataDir, mayCreate: true, env })).toThrow("does not exist");
});

test("a key that others can read is refused with the command that mends it", () => {
  findMasterKey({ dataDir, mayCreate: true, env: {} });
  chmodSync(masterKeyPath(dataDir), 0o644);
  expect(() => findMasterKey({ dataDir, mayCreate: false, env: {} })).toThrow("chmod 600");
});

test("what is no key is refused", () => {
  const env = { ZHIBAN_MASTER_KEY: "geheim" };
  expect(() => findMasterKey({ dataDir, mayCreate: false, env })).toThrow("ZHIBAN_MASTER_KEY holds no master key");
});
