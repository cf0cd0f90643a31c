import { askFacts } from "#duty/door/run-command.ts";
import type { Asked, AskedFacts, LoadedStream } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import { LockedReads } from "#server/journal/locked-reads.ts";
import type { Context } from "./context.ts";
import type { Runtime } from "./runtime.ts";
import { transact } from "./transaction.ts";

/** A stream as it stands, and what the regulation in force for it says of it. */
export interface ReadStream extends LoadedStream {
  readonly rule: unknown;
}

/** Streams as they stand now, in the order asked for; nothing is locked. An unborn one has version 0. */
export function readStreams(runtime: Runtime, context: Context, keys: readonly StreamKey[]): Promise<ReadStream[]> {
  return transact(runtime.pool, async (transaction) => {
    const reads = new LockedReads(runtime, context, transaction);
    const sites = [...new Set(keys.map(({ site }) => site))];
    const setups = sites.map((site) => runtime.table.setupOf(site));
    const wanted = { locks: [], streams: [...setups, ...keys], ledger: [] };
    await reads.fetch(wanted);
    await transaction.commit();
    const { streams } = reads.give(wanted);
    const setupOf = new Map(sites.map((site, index) => [site, streams[index] as LoadedStream]));
    return keys.map((key, index) => {
      const setup = setupOf.get(key.site) as LoadedStream;
      const stream = streams[sites.length + index] as LoadedStream;
      const under = heldUnder(runtime.table.kinds, key.noun)?.under(stream.state) ?? setup.version;
      return { ...stream, rule: runtime.table.ruleFor(key.noun, setup.state, key.id, under) };
    });
  });
}

/** Answers a question of a screen: state, rule and facts as an act would be given them now, without locks. */
export async function answerAsked(runtime: Runtime, context: Context, asked: Asked): Promise<AskedFacts> {
  if (!context.sites.includes(asked.site)) throw new Error(`the context does not reach site ${asked.site}`);
  return await transact(runtime.pool, async (transaction) => {
    const reads = new LockedReads(runtime, context, transaction);
    const { table, calendar } = runtime;
    const record = () => {
      throw new Error("nothing is recorded while facts are asked for");
    };
    const road = askFacts({ table, calendar, record, now: runtime.now() }, asked);
    let step = road.next();
    while (!step.done) {
      const wanted = { ...step.value, locks: [] };
      if (reads.lacks(wanted)) await reads.fetch(wanted);
      step = road.next(reads.give(wanted));
    }
    await transaction.commit();
    return step.value;
  });
}
