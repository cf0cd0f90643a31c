import type { Command, Load, Outcome } from "#duty/door/table.ts";
import { lockScopeOf, type StreamKey, streamName } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { birthOf, wakeOf } from "#duty/wakes.ts";
import { Batch } from "#server/door/command-batch.ts";
import type { Context } from "#server/door/context.ts";
import { prepare, remember } from "#server/door/execute.ts";
import { prefetch } from "#server/door/prefetch.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { DatabaseUnavailable, type Transaction, transact } from "#server/door/transaction.ts";
import { arrayLiteral, LockedReads } from "#server/journal/locked-reads.ts";
import { toldLines } from "#server/postgres/told-error.ts";
import { countWake, type Unrested } from "./unrested.ts";

/** A due wake that this transaction holds. */
export interface Taken {
  readonly org: string;
  readonly key: StreamKey;
  readonly command: Command;
  readonly dueAt: Instant;
  /** It brings an expected stream to life. */
  readonly birth: boolean;
}

interface TakenRow {
  readonly org: string;
  readonly site: string;
  readonly noun: string;
  readonly id: string;
  readonly due_at: Instant;
  readonly birth: { readonly act: string; readonly body: unknown } | null;
}

/**
 * Takes due wakes, does what they are for, all in one transaction, and answers how many it looked at. Whatever a wake does, entries and
 * calls alike, is written by the transaction that holds its row: a node that is paused and comes back late finds its connection ended
 * or its rows taken, and can do nothing outside. That is why there is no lease to expire and no token to check. One wake that breaks
 * does not keep the others: they are then taken one by one, and the broken one is put off. So is one that is due again as often as it is woken.
 * @param unrested what this turn of the clock has woken so far
 * @param held sites at which nothing is woken: organisation and site, with U+001F between
 * @throws DatabaseUnavailable when the database cannot be reached; nothing is lost, everything is still due
 */
export async function wakeDue(
  runtime: Runtime,
  most: number,
  log: (line: string) => void,
  unrested: Unrested = new Map(),
  held: readonly string[] = [],
): Promise<number> {
  let taken: readonly Taken[] = [];
  try {
    return await wakeTogether(runtime, { most, held }, (those) => {
      taken = those;
      const now = runtime.now();
      for (const { org, key, dueAt } of those) countWake(unrested, JSON.stringify([org, key]), { dueAt, now });
    });
  } catch (error) {
    const [first] = taken;
    if (!first || error instanceof DatabaseUnavailable) throw error;
    if (taken.length === 1) {
      log(`waking ${streamName(first.key)} of ${first.org}/${first.key.site} broke: ${toldLines(error)}`);
      await putOff(runtime, first);
      return 1;
    }
    let looked = 0;
    while (looked < taken.length && (await wakeDue(runtime, 1, log, unrested, held)) > 0) looked += 1;
    return looked;
  }
}

/** All that is due, and what becomes due of that, `most` in one transaction; answers how much it looked at. */
export async function wakeAllDue(
  runtime: Runtime,
  most: number,
  log: (line: string) => void,
  held: readonly string[] = [],
): Promise<number> {
  const unrested: Unrested = new Map();
  let done = 0;
  for (let taken = most; taken > 0; done += taken) taken = await wakeDue(runtime, most, log, unrested, held);
  return done;
}

interface WhichWakes {
  readonly most: number;
  readonly held: readonly string[];
}

async function wakeTogether(
  runtime: Runtime,
  which: WhichWakes,
  tell: (taken: readonly Taken[]) => void,
): Promise<number> {
  const done = await transact(runtime.pool, async (transaction) => {
    const taken = await take(transaction, runtime, which);
    tell(taken);
    const [first] = taken;
    if (!first) {
      await transaction.commit();
      return undefined;
    }
    const context: Context = { org: first.org, sites: [...new Set(taken.map(({ key }) => key.site))] };
    const outcomes = await act(transaction, runtime, context, taken);
    await transaction.commit();
    return { context, outcomes };
  });
  if (!done) return 0;
  for (const outcome of done.outcomes) remember(runtime, done.context, outcome);
  return done.outcomes.length;
}

async function putOff(runtime: Runtime, taken: Taken): Promise<void> {
  await transact(runtime.pool, async (transaction) => {
    const { sql } = transaction;
    const sites = arrayLiteral([taken.key.site]);
    void transaction.send(sql`select set_config('zb.org', ${taken.org}, true), set_config('zb.sites', ${sites}, true)`);
    setAside(transaction, { ...taken, birth: false }, runtime.now());
    await transaction.commit();
  });
}

async function take(transaction: Transaction, runtime: Runtime, { most, held }: WhichWakes): Promise<Taken[]> {
  const now = runtime.now();
  const setup = lockScopeOf(runtime.table.setupOf("").id);
  const { sql } = transaction;
  const asked = transaction.send(
    sql<TakenRow[]>`select * from clock_take(${now}, ${setup}, ${most}, ${[...held]}::text[])`,
  );
  await transaction.land();
  return (await asked).map(({ org, site, noun, id, birth, due_at: dueAt }) => {
    const key = { site, noun, id };
    const command = birth ? birthOf({ stream: key, ...birth }) : wakeOf(key, now);
    return { org, key, command, dueAt, birth: birth !== null };
  });
}

async function act(transaction: Transaction, runtime: Runtime, context: Context, taken: readonly Taken[]) {
  const draftFor = await prepare(runtime, context);
  const reads = new LockedReads(runtime, context, transaction);
  reads.holds(taken.flatMap(({ key }) => locksOf(runtime, key)));
  await reads.fetch(
    prefetch(
      runtime,
      context,
      taken.map(({ command }) => command),
    ),
  );
  const batch = new Batch({ runtime, context, transaction, reads, draftFor });
  const outcomes: Outcome[] = [];
  for (const each of taken) {
    const walked = await batch.walk(each.command);
    outcomes.push(walked.outcome);
    if (walked.outcome.touched.length > 0) batch.keep(walked);
    else setAside(transaction, each, walked.now);
  }
  batch.write(transaction);
  return outcomes;
}

/** Nothing came of it: an expectation that no longer holds is dropped, a stream that had nothing to do is asked again later. */
function setAside(transaction: Transaction, { org, key, birth }: Taken, now: Instant): void {
  const { site, noun, id } = key;
  const { sql } = transaction;
  void transaction.send(
    birth
      ? sql`select clock_forget(${org}, ${site}, ${noun}, ${id})`
      : sql`select clock_postpone(${org}, ${site}, ${noun}, ${id}, ${now})`,
  );
}

function locksOf(runtime: Runtime, key: StreamKey): Load["locks"] {
  return [
    { site: key.site, lockScope: lockScopeOf(runtime.table.setupOf(key.site).id), mode: "shared" },
    { site: key.site, lockScope: lockScopeOf(key.id), mode: "exclusive" },
  ];
}
