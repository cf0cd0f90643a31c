import type { Sql, TransactionSql } from "postgres";
import { instant } from "#duty/grammar/time.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey, type MasterKey } from "#server/keys/master-key.ts";
import { anchorsOf } from "#server/seal/inclusion.ts";
import { sealSite } from "#server/seal/seal-site.ts";
import { databaseEvidence } from "#server/verify/database-evidence.ts";
import type { Witnesses } from "#server/verify/evidence.ts";
import { verifyAll } from "#server/verify/verification.ts";
import { type WrittenSite, writeJournal } from "#test/written-journal.ts";
import { apartAttacks } from "./apart-attacks.ts";
import type { Attack } from "./attack.ts";
import { Chance } from "./chance.ts";
import { deepAttacks } from "./deep-attacks.ts";
import { withCluster } from "./drill-cluster.ts";
import type { DrillOptions, DrillResult } from "./drill-result.ts";
import { entryAttacks } from "./entry-attacks.ts";

const attacks: readonly Attack[] = [...entryAttacks, ...apartAttacks, ...deepAttacks];
const org = "drill";
const nothing: Witnesses = { receipts: [], anchors: [] };

interface Ground {
  readonly sql: Sql;
  readonly keyring: Keyring;
  readonly master: MasterKey;
}

interface Journal {
  readonly place: WrittenSite;
  /** `anchors`: everything is sealed and every head kept elsewhere. `receipts`: some is sealed, and devices keep their receipts. */
  readonly kept: "anchors" | "receipts";
  readonly witnesses: Witnesses;
}

/**
 * A superuser edits, deletes, adds, exchanges and cuts, once per run and each time in another journal; `verify` with what was kept
 * elsewhere must find each, and nothing in the same journal before. An unsealed tail that is cut off where nobody kept a receipt cannot
 * be found, and must be reported as not provable.
 */
export function tamperDrill({ short, seed }: DrillOptions): Promise<DrillResult> {
  const runs = short ? 3 * attacks.length : 1000;
  return withCluster(async (sql) => {
    const master = freshMasterKey();
    const ground: Ground = { sql, master, keyring: new Keyring(sql, master) };
    const tally = new Tally();
    for (let run = 0; run < runs; run += 1) await tamperOnce(ground, { run, seed, tally });
    for (let run = 0; run < runs / 10; run += 1) await cutUnseen(ground, { run, seed, tally });
    return tally.result(runs);
  });
}

class Tally {
  readonly counts = { found: 0, missed: 0, untouched: 0, "false alarms": 0, "not provable": 0, "passed over": 0 };
  readonly failures: string[] = [];

  fail(count: "missed" | "false alarms" | "passed over", what: string): void {
    this.counts[count] += 1;
    this.failures.push(what);
  }

  result(runs: number): DrillResult {
    const passed = this.failures.length === 0 && this.counts.found === runs && this.counts.untouched === runs;
    return { name: "tamper", passed, counts: this.counts, failures: this.failures };
  }
}

async function tamperOnce(ground: Ground, about: { run: number; seed: number; tally: Tally }): Promise<void> {
  const { run, seed, tally } = about;
  const chance = new Chance(`tamper/${seed}/${run}`);
  const attack = attacks[run % attacks.length] as Attack;
  const journal = await someJournal(ground, { run, chance, sealed: attack.sealedOnly === true });
  const { place, witnesses } = journal;
  await inVain(ground, async (sql) => {
    const before = await verifyAll(databaseEvidence(sql, { master: ground.master, only: place }), witnesses);
    if (before.outcome === "whole") tally.counts.untouched += 1;
    else tally.fail("false alarms", `run ${run}: ${JSON.stringify(before).slice(0, 400)}`);
    const done = await untilDone(attack, { sql, place, chance });
    const master = attack.withoutMaster ? undefined : ground.master;
    const after = await verifyAll(databaseEvidence(sql, { master, only: place }), witnesses);
    if (after.outcome === "faulty") tally.counts.found += 1;
    else tally.fail("missed", `run ${run}, kept ${journal.kept}: ${attack.name} (${done})`);
  });
}

/** Some attacks need two of a kind and may draw the same twice. */
async function untilDone(attack: Attack, about: Parameters<Attack["commit"]>[0]): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    const done = await attack.commit(about);
    if (done !== undefined) return done;
  }
  throw new Error(`there was nothing to do it to: ${attack.name}`);
}

async function someJournal(
  ground: Ground,
  { run, chance, sealed }: { run: number; chance: Chance; sealed: boolean },
): Promise<Journal> {
  const place = { org, site: `site-${run}` };
  const kept = sealed ? "anchors" : chance.pick(["anchors", "receipts"] as const);
  const receipts = await write(ground, place, { chance, lines: chance.between(4, 9) });
  await seal(ground, place);
  const more = await write(ground, place, { chance, lines: chance.between(1, 4) });
  if (kept === "receipts") return { place, kept, witnesses: { receipts: [...receipts, ...more], anchors: [] } };
  await seal(ground, place);
  return { place, kept, witnesses: { receipts: [], anchors: await anchorsOf(ground.sql, place) } };
}

function write({ sql, keyring }: Ground, place: WrittenSite, { chance, lines }: { chance: Chance; lines: number }) {
  const written = Array.from({ length: lines }, (_, index) => ({
    id: `${chance.pick(["lobby", "gate"])}/2026-11-21/${chance.pick(["day", "night"])}`,
    text: `第${index}行 ${chance.below(1000)}`,
    photo: Buffer.from(`photo ${chance.below(5)}`),
  }));
  return writeJournal(sql, keyring, { ...place, lines: written });
}

async function seal({ sql, keyring }: Ground, place: WrittenSite): Promise<void> {
  await sealSite(sql, { keyring, place, now: () => instant(1_763_800_000_000) });
}

/** What came after the last head is cut off and nobody kept a receipt: no fault can be found, and the report must not pass it over. */
async function cutUnseen(ground: Ground, about: { run: number; seed: number; tally: Tally }): Promise<void> {
  const { run, seed, tally } = about;
  const chance = new Chance(`unseen/${seed}/${run}`);
  const place = { org, site: `unseen-${run}` };
  await write(ground, place, { chance, lines: 4 });
  await seal(ground, place);
  const { sql } = ground;
  const stream = "cellar/2026-11-21/day";
  const lines = [1, 2].map((line) => ({ id: stream, text: `第${line}行` }));
  await writeJournal(sql, ground.keyring, { ...place, lines });
  await inVain(ground, async (transaction) => {
    for (const table of ["entry", "stream"])
      await transaction`delete from ${transaction(table)} where org = ${org} and site = ${place.site} and id = ${stream}`;
    await transaction`delete from command where org = ${org} and id like ${`${place.site}/${stream}/%`}`;
    const { sites, outcome } = await verifyAll(databaseEvidence(transaction, { only: place }), nothing);
    const isSaid = sites[0]?.limits.some(({ code }) => code === "tail-unsealed") ?? false;
    if (outcome === "whole" && isSaid) tally.counts["not provable"] += 1;
    else tally.fail("passed over", `unseen run ${run}: ${outcome}`);
  });
}

class Undo extends Error {}

/** A transaction with every trigger off, as a superuser may have it, and then as if it had not been. */
async function inVain({ sql }: Ground, work: (sql: TransactionSql) => Promise<void>): Promise<void> {
  const undone = sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`;
    await work(transaction);
    throw new Undo();
  });
  await undone.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
}
