import { afterAll, beforeAll, expect, test } from "vitest";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey, MasterKeyError } from "#server/keys/master-key.ts";
import { sealerWith } from "#server/secret/sealer.ts";
import { revealMany } from "#server/secret/secret-store.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { keepSecrets } from "#test/written-journal.ts";

let database: FreshDatabase;
const master = freshMasterKey();

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

const canary = "王秀英 13812345678 独居，钥匙在东门岗";

async function keep(org: string, text: string) {
  const sql = database.connect();
  const keyring = new Keyring(sql, master);
  const sealer = sealerWith(await keyring.keysOf(org));
  const { sealed, row } = sealer.seal({ org, site: "tower", kind: "free-text", text, command: `c-${text}`, index: 0 });
  await sql.begin((transaction) => keepSecrets(transaction, [row]));
  return { sql, keyring, commitment: sealed.sealed };
}

test("a text is kept encrypted and shown again by any program that has the master key", async () => {
  const { sql, commitment } = await keep("org-a", canary);
  const elsewhere = new Keyring(database.connect(), master);
  const shown = await revealMany(sql, elsewhere, { org: "org-a", commitments: [commitment] });
  expect(shown.get(commitment)).toEqual({ state: "text", text: canary, kind: "free-text" });
  const [row] = await sql`select t::text as everything from secret_text t where commitment = ${commitment}`;
  expect(row?.everything).not.toContain(Buffer.from("独居").toString("hex"));
});

test("two programs that open a new organisation at once use the same keys", async () => {
  const rings = [1, 2, 3, 4].map(() => new Keyring(database.connect(), master));
  const opened = await Promise.all(rings.map((ring) => ring.keysOf("org-race")));
  expect(new Set(opened.map(({ current }) => current.id)).size).toBe(1);
  const seals = await Promise.all(rings.map((ring) => ring.sealKeyOf("org-race", "tower")));
  expect(new Set(seals.map(({ id }) => id)).size).toBe(1);
});

test("another master key is named as the reason, not a damaged text", async () => {
  await keep("org-b", "一切正常");
  const stranger = new Keyring(database.connect(), freshMasterKey());
  await expect(stranger.keysOf("org-b")).rejects.toThrow(MasterKeyError);
  await expect(stranger.keysOf("org-b")).rejects.toThrow("put the right file in place");
});

test("an organisation never sees another's text, even by its commitment", async () => {
  const { sql, keyring, commitment } = await keep("org-c", canary);
  const shown = await revealMany(sql, keyring, { org: "org-d", commitments: [commitment] });
  expect(shown.get(commitment)).toEqual({ state: "unknown" });
});

test("bytes exchanged by a superuser are not shown as the text that was written", async () => {
  const one = await keep("org-f", canary);
  const other = await keep("org-f", "一切正常");
  await one.sql`
    update secret_text set cipher = (select cipher from secret_text where commitment = ${other.commitment})
    where commitment = ${one.commitment}`;
  const shown = await revealMany(one.sql, one.keyring, { org: "org-f", commitments: [one.commitment] });
  expect(shown.get(one.commitment)).toEqual({ state: "changed", kind: "free-text" });
});
