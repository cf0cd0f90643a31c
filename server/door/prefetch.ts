import { runCommand } from "#duty/door/run-command.ts";
import type { Command, Load, Loaded, Recorder } from "#duty/door/table.ts";
import { pageName } from "#duty/door/working-set.ts";
import { type OrganisationId, unborn } from "#duty/grammar/entry.ts";
import type { LockedReads } from "#server/journal/locked-reads.ts";
import type { Context } from "./context.ts";
import type { Runtime } from "./runtime.ts";

/** A prefetch is never written: versions count, hashes do not. */
const unrecorded: Recorder = (_key, after, entry, { now, deviceTime, actor, device }) => {
  return { ...entry, version: after.version + 1, hash: "prefetched", at: now, deviceTime, actor, device };
};

/** What a command will want, as far as can be prefetched. */
export interface Prefetched extends Load {
  /** Streams that were taken for unborn, and pages for empty, because nothing is remembered of them. */
  readonly guessed: { readonly streams: Load["streams"]; readonly ledger: Load["ledger"] };
}

/**
 * Walks commands on what this process remembers, to learn what they will want to lock and read, so that the database is asked once and
 * all locks are taken in one order. Nothing of the prefetch counts: what it guessed wrongly is asked for when the command is walked in
 * earnest, at the price of another round trip.
 */
export function prefetch(runtime: Runtime, { org }: Context, commands: readonly Command[]): Prefetched {
  const asked = commands.flatMap((command) => loadsOf(runtime, org, command));
  const streams = asked.flatMap((load) => load.streams);
  const ledger = asked.flatMap((load) => load.ledger);
  const guessed = {
    streams: streams.filter((key) => (runtime.cache.stream(org, key)?.version ?? 0) === 0),
    ledger: ledger.filter((page) => !runtime.cache.page(org, pageName(page))),
  };
  return { locks: asked.flatMap(({ locks }) => locks), streams, ledger, guessed };
}

function loadsOf(runtime: Runtime, org: OrganisationId, command: Command): Load[] {
  const asked: Load[] = [];
  const remember = (load: Load): Loaded => ({
    streams: load.streams.map((key) => {
      const begin = () => runtime.table.kinds[key.noun]?.begin(key.id);
      return runtime.cache.stream(org, key) ?? { state: begin(), escalations: {}, head: unborn, version: 0 };
    }),
    ledger: load.ledger.map((page) => runtime.cache.page(org, pageName(page))?.lines ?? []),
  });
  try {
    const { table, calendar } = runtime;
    const road = runCommand({ table, calendar, now: runtime.now(), record: unrecorded }, command);
    for (let step = road.next(); !step.done; step = road.next(remember(step.value))) asked.push(step.value);
  } catch {
    // What breaks here on old reads either works in earnest or breaks there, where it is told.
  }
  return asked;
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

function surprises(reads: LockedReads, { guessed }: Prefetched): boolean {
  const { streams, ledger } = reads.give({ ...guessed, locks: [] });
  return streams.some(({ version }) => version > 0) || ledger.some((lines) => lines.length > 0);
}
