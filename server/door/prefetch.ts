import { runCommand } from "#duty/door/run-command.ts";
import type { Command, Load, Loaded, Recorder } from "#duty/door/table.ts";
import { pageName } from "#duty/door/working-set.ts";
import { unborn } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { LockedReads } from "#server/journal/locked-reads.ts";
import type { Context } from "./context.ts";
import type { Runtime } from "./runtime.ts";

/** A prefetch is never written: versions count, hashes do not. */
const unrecorded: Recorder = (_key, after, entry, { now, deviceTime, actor, device }) => {
  return { ...entry, version: after.version + 1, hash: "prefetched", at: now, deviceTime, actor, device };
};

/** What a command will want, as far as can be prefetched, and what each of it was taken for: place for place. */
export interface Prefetched extends Load {
  /** Of what nothing is remembered, a stream was taken for unborn and a page for empty. */
  readonly takenFor: Loaded;
}

/**
 * Walks commands on what this process remembers, to learn what they will want to lock and read, so that the database is asked once and
 * all locks are taken in one order. Nothing of the prefetch counts: what it guessed wrongly is asked for when the command is walked in
 * earnest, at the price of another round trip.
 */
export function prefetch(runtime: Runtime, context: Context, commands: readonly Command[]): Prefetched {
  const walked = commands.flatMap((command) => loadsOf(runtime, context, command));
  const asked = walked.map(({ load }) => load);
  const taken = walked.map(({ takenFor }) => takenFor);
  return {
    locks: asked.flatMap(({ locks }) => locks),
    streams: asked.flatMap(({ streams }) => streams),
    ledger: asked.flatMap(({ ledger }) => ledger),
    takenFor: {
      streams: taken.flatMap(({ streams }) => streams),
      ledger: taken.flatMap(({ ledger }) => ledger),
    },
  };
}

interface Walked {
  readonly load: Load;
  readonly takenFor: Loaded;
}

function loadsOf(runtime: Runtime, { org, sites }: Context, command: Command): Walked[] {
  const walked: Walked[] = [];
  const remember = (load: Load): Loaded => ({
    streams: load.streams.map((key) => {
      const begin = () => heldUnder(runtime.table.kinds, key.noun)?.begin(key.id);
      return runtime.cache.stream(org, key) ?? { state: begin(), escalations: {}, head: unborn, version: 0 };
    }),
    ledger: load.ledger.map((page) => runtime.cache.page(org, pageName(page))?.lines ?? []),
  });
  try {
    const { table, calendar } = runtime;
    const road = runCommand({ table, calendar, now: runtime.now(), record: unrecorded, sites }, command);
    for (let step = road.next(); !step.done; ) {
      const takenFor = remember(step.value);
      walked.push({ load: step.value, takenFor });
      step = road.next(takenFor);
    }
  } catch {
    // What breaks here on old reads either works in earnest or breaks there, where it is told.
  }
  return walked;
}

/** Prefetches again while what was loaded is not what was guessed: each time a layer of questions and reactions further. */
export async function prefetchAgain(
  {
    runtime,
    context,
    reads,
    commands,
  }: { runtime: Runtime; context: Context; reads: LockedReads; commands: readonly Command[] },
  first: Prefetched,
): Promise<void> {
  for (let guess = first; surprises(reads, guess); ) {
    guess = prefetch(runtime, context, commands);
    if (!reads.lacks(guess)) return;
    await reads.fetch(guess);
  }
}

/** Whether anything stands otherwise than the walk took it for: never seen here, or written since by another process or the clock. */
function surprises(reads: LockedReads, { takenFor, ...load }: Prefetched): boolean {
  const { streams, ledger } = reads.give(load);
  return (
    streams.some(({ version }, n) => version !== takenFor.streams[n]?.version) ||
    ledger.some((lines, n) => lines !== takenFor.ledger[n] && lines.length + (takenFor.ledger[n]?.length ?? 0) > 0)
  );
}
