import { keyName } from "#duty/door/working-set.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Context } from "#server/door/context.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { transact } from "#server/door/transaction.ts";
import { LockedReads } from "#server/journal/locked-reads.ts";
import type { SeenStream } from "./stage.ts";
import { towerSite } from "./tower.ts";
import { teams } from "./tower-people.ts";

/** Streams of the tower with what they owe, and others that are believed to owe something. */
export async function owingAt(
  runtime: Runtime,
  context: Context,
  believed: readonly StreamKey[],
): Promise<SeenStream[]> {
  return await transact(runtime.pool, async (transaction) => {
    const reads = new LockedReads(runtime, context, transaction);
    const ledger = Object.keys(teams).map((post) => ({ site: towerSite, post }));
    const pages = { locks: [], streams: believed, ledger };
    await reads.fetch(pages);
    const lines = reads.give(pages).ledger.flat();
    const keys = new Map([...believed, ...lines.map(({ stream }) => stream)].map((key) => [keyName(key), key]));
    const wanted = { locks: [], streams: [...keys.values()], ledger: [] };
    if (reads.lacks(wanted)) await reads.fetch(wanted);
    await transaction.commit();
    const { streams } = reads.give(wanted);
    return wanted.streams.flatMap((key, index) => {
      const stream = streams[index];
      const owed = lines.filter((line) => keyName(line.stream) === keyName(key)).map(({ obligation }) => obligation);
      return stream ? [{ ...stream, key, obligations: owed }] : [];
    });
  });
}
