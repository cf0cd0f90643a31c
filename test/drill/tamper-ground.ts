import type { Sql, TransactionSql } from "postgres";
import { instant } from "#duty/grammar/time.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { anchorsOf } from "#server/seal/inclusion.ts";
import { sealSite } from "#server/seal/seal-site.ts";
import type { LifeChance } from "#server/simulation/chance.ts";
import type { Witnesses } from "#server/verify/evidence.ts";
import { type WrittenSite, writeJournal } from "#test/written-journal.ts";

export const tamperOrg = "drill";

export interface Ground {
  readonly sql: Sql;
  readonly keyring: Keyring;
  readonly master: MasterKey;
}

export interface Journal {
  readonly place: WrittenSite;
  /** `anchors`: everything is sealed and every head kept elsewhere. `receipts`: some is sealed, and devices keep their receipts. */
  readonly kept: "anchors" | "receipts";
  readonly witnesses: Witnesses;
}

/** A small journal of its own for one run: some lines sealed, some more, and what was kept of it elsewhere. */
export async function someJournal(
  ground: Ground,
  { run, chance, sealed }: { run: number; chance: LifeChance; sealed: boolean },
): Promise<Journal> {
  const place = { org: tamperOrg, site: `site-${run}` };
  const kept = sealed ? "anchors" : chance.pick(["anchors", "receipts"] as const);
  const receipts = await write(ground, place, { chance, lines: chance.between(4, 9) });
  await seal(ground, place);
  const more = await write(ground, place, { chance, lines: chance.between(1, 4) });
  if (kept === "receipts") return { place, kept, witnesses: { receipts: [...receipts, ...more], anchors: [] } };
  await seal(ground, place);
  return { place, kept, witnesses: { receipts: [], anchors: await anchorsOf(ground.sql, place) } };
}

/** What came after the last head: two lines of a stream of their own, for which nobody keeps a receipt. */
export async function unwitnessed(
  ground: Ground,
  { run, chance }: { run: number; chance: LifeChance },
): Promise<{ place: WrittenSite; id: string }> {
  const place = { org: tamperOrg, site: `unseen-${run}` };
  await write(ground, place, { chance, lines: 4 });
  await seal(ground, place);
  const id = "cellar/2026-11-21/day";
  const lines = [1, 2].map((line) => ({ id, text: `第${line}行` }));
  await writeJournal(ground.sql, ground.keyring, { ...place, lines });
  return { place, id };
}

function write({ sql, keyring }: Ground, place: WrittenSite, { chance, lines }: { chance: LifeChance; lines: number }) {
  const written = Array.from({ length: lines }, (_, index) => ({
    id: `${chance.pick(["lobby", "gate"])}/2026-11-21/${chance.pick(["day", "night"])}`,
    text: `第${index}行 ${chance.between(0, 999)}`,
    photo: Buffer.from(`photo ${chance.between(0, 4)}`),
  }));
  return writeJournal(sql, keyring, { ...place, lines: written });
}

async function seal({ sql, keyring }: Ground, place: WrittenSite): Promise<void> {
  await sealSite(sql, { keyring, place, now: () => instant(1_763_800_000_000) });
}

class Undo extends Error {}

/** A transaction with every trigger off, as a superuser may have it, and then as if it had not been. */
export async function inVain({ sql }: Ground, work: (sql: TransactionSql) => Promise<void>): Promise<void> {
  const undone = sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`;
    await work(transaction);
    throw new Undo();
  });
  await undone.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
}
