import type { Expectation, LoadedStream, Lock } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import { lockScopeOf, type StreamKey } from "#duty/grammar/entry.ts";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import { horizonMinutes } from "#duty/world.ts";
import type { Context } from "#server/door/context.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { type Transaction, transact } from "#server/door/transaction.ts";
import { LockedReads } from "#server/journal/locked-reads.ts";
import { obligationRow } from "#server/ledger/obligation-rows.ts";

const horizon = horizonMinutes * minute;

interface DuePlan {
  readonly org: string;
  readonly site: string;
  readonly noun: string;
  readonly id: string;
}

/** Computes anew what due plans make people owe, and answers how many plans it looked at. Two nodes may do it: the result is the same. */
export async function planAhead(runtime: Runtime, most: number): Promise<number> {
  const due = await runtime.pool<DuePlan[]>`
    select org, site, noun, id from plan where due_at <= ${runtime.now()} order by due_at limit ${most}`;
  for (const { org, ...key } of due) await compute(runtime, { org, sites: [key.site] }, key);
  return due.length;
}

async function compute(runtime: Runtime, context: Context, plan: StreamKey): Promise<void> {
  await transact(runtime.pool, async (transaction) => {
    const reads = new LockedReads(runtime, context, transaction);
    const setupKey = runtime.table.setupOf(plan.site);
    const wanted = { locks: locksOf(plan, setupKey), streams: [setupKey, plan], ledger: [] };
    await reads.fetch(wanted);
    const [setup, stream] = reads.give(wanted).streams as [LoadedStream, LoadedStream];
    const now = runtime.now();
    const range = { from: now, to: instant(now + horizon) };
    const { expected, more } = runtime.table.expectations(plan, stream.state, setup.state, range);
    // Streams of other lock scopes may be born while this is written: they are kept still. A set-up that plans has kept the whole site still.
    if (keyName(plan) !== keyName(setupKey)) await lockAll(reads, expected);
    write(transaction, context, plan, expected, more ? instant(now + horizon / 2) : null);
    await transaction.commit();
  });
}

function locksOf(plan: StreamKey, setup: StreamKey): Lock[] {
  return [
    { site: setup.site, lockScope: lockScopeOf(setup.id), mode: "shared" },
    { site: plan.site, lockScope: lockScopeOf(plan.id), mode: "exclusive" },
  ];
}

async function lockAll(reads: LockedReads, expected: readonly Expectation[]): Promise<void> {
  const locks = expected.map(({ stream }): Lock => {
    return { site: stream.site, lockScope: lockScopeOf(stream.id), mode: "exclusive" };
  });
  const wanted = { locks, streams: [], ledger: [] };
  if (reads.lacks(wanted)) await reads.fetch(wanted);
}

function write(
  transaction: Transaction,
  { org }: Context,
  plan: StreamKey,
  expected: readonly Expectation[],
  next: Instant | null,
): void {
  const name = `${plan.noun}/${plan.id}`;
  const streams = expected.map(({ stream: { noun, id }, act, body, wakeAt }) => {
    return { noun, id, wake: wakeAt, birth: { act, body } };
  });
  const ledger = expected.flatMap(({ stream, obligations }) =>
    obligations.map((each) => obligationRow(stream, each, undefined, name)),
  );
  void transaction.send(transaction.sql`select plan_write(
    ${org}, ${plan.site}, ${plan.noun}, ${plan.id}, ${JSON.stringify(streams)}, ${JSON.stringify(ledger)}, ${next})`);
}
