import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { readCheckpoint } from "#server/seal/checkpoint.ts";
import { exportLog } from "#server/seal/export-log.ts";
import { isConsistent, rootFromPath } from "#server/seal/merkle.ts";
import { isSignedNote, readVerifierKey } from "#server/seal/signed-note.ts";
import { readWitnesses } from "#server/verify/read-witnesses.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { sealedLines } from "#test/sealed-sites.ts";
import { verifyRows, verifyWithin } from "#test/verify-rows.ts";

/* The log of heads as others keep and check it: whoever has one checkpoint sees whether the log of later goes on from it. */

const master = freshMasterKey();
const place = { org: "集团 +1", site: "tower" };
const name = "zhiban.%E9%9B%86%E5%9B%A2%20%2B1.tower";
let database: FreshDatabase;
let owner: Sql;
let scratch = "";

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  scratch = mkdtempSync(join(tmpdir(), "zhiban-log-"));
  await sealedLines(owner, master, { ...place, from: 1, heads: 3 });
  await exportLog(owner, master, { folder: join(scratch, "early"), since: undefined });
  await sealedLines(owner, master, { ...place, from: 4, heads: 4 });
  const since = join(scratch, "early", `${name}.checkpoint`);
  await exportLog(owner, master, { folder: join(scratch, "late"), since });
});

afterAll(async () => {
  await database.drop();
  rmSync(scratch, { recursive: true });
});

const file = (when: "early" | "late", kind: string) => readFileSync(join(scratch, when, `${name}.${kind}`), "utf8");
const base64 = (line: string) => Buffer.from(line, "base64");

function checkpointIn(text: string) {
  const read = readCheckpoint(text);
  const key = readVerifierKey(file("early", "vkey"));
  if (!read || !key || !isSignedNote(read.note, [key])) throw new Error("no checkpoint of this key");
  return read.checkpoint;
}

test("a checkpoint names the log, how long it is, and its root, under the key that was given with it", () => {
  const [early, late] = [checkpointIn(file("early", "checkpoint")), checkpointIn(file("late", "checkpoint"))];
  expect([early.origin, early.size, late.size]).toEqual([name.replaceAll(".", "/"), 3, 7]);
  expect(file("late", "leaves").startsWith(file("early", "leaves"))).toBe(true);
});

test("by what is written beside it whoever kept a checkpoint sees that the log goes on from it", () => {
  const [proof = "", ...rest] = file("late", "consistency").split("\n\n");
  const [old, ...path] = proof.split("\n");
  const [before, after] = [checkpointIn(file("early", "checkpoint")), checkpointIn(rest.join("\n\n"))];
  expect(old).toBe("old 3");
  expect(isConsistent({ before, after, path: path.map(base64) })).toBe(true);
});

test("the last head is shown to stand in the log", () => {
  const [proof = "", ...rest] = file("late", "tlog-proof").split("\n\n");
  const [first, index, ...path] = proof.split("\n");
  const { size, root } = checkpointIn(rest.join("\n\n"));
  expect([first, index]).toEqual(["c2sp.org/tlog-proof@v1", "index 6"]);
  const data = base64(file("late", "leaves").trimEnd().split("\n").at(-1) ?? "");
  expect(rootFromPath({ data, index: 6, size, path: path.map(base64) })?.equals(root)).toBe(true);
});

async function verifiedBy(when: "early" | "late", act?: string) {
  const { checkpoints = [] } = readWitnesses({ checkpoint: join(scratch, when, `${name}.checkpoint`) });
  let found: string[] = [];
  const undone = owner.begin("isolation level repeatable read", async (sql) => {
    await sql`set local session_replication_role = replica`;
    if (act) await sql.unsafe(act).simple();
    const { sites, strangers } = await verifyWithin(sql, { master, checkpoints });
    found = [
      ...strangers,
      ...sites.flatMap(({ discrepancies }) => discrepancies.map(({ code, at }) => `${code} ${at}`)),
    ];
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  return found;
}

test("verify says that the log goes on from a kept checkpoint, or that it was cut off or is another", async () => {
  expect(await verifiedBy("early")).toEqual([]);
  expect(await verifiedBy("late")).toEqual([]);
  // Cut back to where everything fits: inside the database nothing tells of it.
  const cut = "delete from seal_head where number > 5; delete from seal_leaf where head > 5";
  expect(await verifiedBy("early", cut)).toEqual([]);
  expect(await verifiedBy("late", cut)).toEqual(["checkpoint.missing 7"]);
  const changed = "update seal_head set bytes = replace(bytes, '\"at\":17', '\"at\":18') where number = 2";
  expect(await verifiedBy("early", changed)).toContain("checkpoint.differs 3");
  expect(await verifiedBy("early", "delete from wrapped_key where purpose = 'seal'")).toContain(
    "checkpoint.signature-differs 3",
  );
});

test("a checkpoint of a log that is not here is a stranger, and what is none is said", async () => {
  const strange = join(scratch, "late", `${name}.vkey`);
  expect(() => readWitnesses({ checkpoint: strange })).toThrow("no checkpoint stands here");
  await expect(exportLog(owner, master, { folder: join(scratch, "x"), since: strange })).rejects.toThrow(
    "is no checkpoint",
  );
  const { checkpoints = [] } = readWitnesses({ checkpoint: join(scratch, "late", `${name}.checkpoint`) });
  const { strangers } = await verifyRows(owner, { org: "nobody", checkpoints });
  expect(strangers).toEqual([name.replaceAll(".", "/")]);
});
