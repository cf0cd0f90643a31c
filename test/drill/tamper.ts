import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { LifeChance } from "#server/simulation/chance.ts";
import { verifyWithin } from "#test/verify-rows.ts";
import { apartAttacks } from "./apart-attacks.ts";
import type { Attack } from "./attack.ts";
import { deepAttacks } from "./deep-attacks.ts";
import { withCluster } from "./drill-cluster.ts";
import type { DrillOptions, DrillResult } from "./drill-result.ts";
import { entryAttacks } from "./entry-attacks.ts";
import { type Ground, inVain, someJournal, tamperOrg, unwitnessed } from "./tamper-ground.ts";
import { TamperTally } from "./tamper-tally.ts";

const attacks: readonly Attack[] = [...entryAttacks, ...apartAttacks, ...deepAttacks];

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
    const tally = new TamperTally();
    for (let run = 0; run < runs; run += 1) await tamperOnce(ground, { run, seed, tally });
    const cuts = Math.ceil(runs / 10);
    for (let run = 0; run < cuts; run += 1) await cutUnseen(ground, { run, seed, tally });
    return tally.result(runs, cuts);
  });
}

async function tamperOnce(ground: Ground, about: { run: number; seed: number; tally: TamperTally }): Promise<void> {
  const { run, seed, tally } = about;
  const chance = new LifeChance(seed + 7919 * run);
  const attack = attacks[run % attacks.length] as Attack;
  const journal = await someJournal(ground, { run, chance, sealed: attack.sealedOnly === true });
  const { place, witnesses } = journal;
  await inVain(ground, async (sql) => {
    const before = await verifyWithin(sql, { ...place, ...witnesses, master: ground.master });
    tally.untouched(before, `run ${run}`);
    const done = await untilDone(attack, { sql, place, chance });
    const master = attack.withoutMaster ? undefined : ground.master;
    const after = await verifyWithin(sql, { ...place, ...witnesses, master });
    tally.attacked(after, `run ${run}, kept ${journal.kept}: ${attack.name} (${done})`);
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

/** What came after the last head is cut off and nobody kept a receipt: no fault can be found, and the report must not pass it over. */
async function cutUnseen(ground: Ground, about: { run: number; seed: number; tally: TamperTally }): Promise<void> {
  const { run, seed, tally } = about;
  const chance = new LifeChance(seed - 7919 * run);
  const { place, id } = await unwitnessed(ground, { run, chance });
  await inVain(ground, async (transaction) => {
    for (const table of ["entry", "stream"])
      await transaction`delete from ${transaction(table)} where org = ${tamperOrg} and site = ${place.site} and id = ${id}`;
    await transaction`delete from command where org = ${tamperOrg} and id like ${`${place.site}/${id}/%`}`;
    tally.cut(await verifyWithin(transaction, place), `unseen run ${run}`);
  });
}
