import { conduct } from "#duty/door/conduct.ts";
import { pageName } from "#duty/door/desk.ts";
import type { Command, Load, Loaded, Recorder } from "#duty/door/table.ts";
import { unborn } from "#duty/grammar/entry.ts";
import type { Context } from "./context.ts";
import type { Door } from "./door.ts";

/** A rehearsal is never written: versions count, hashes do not. */
const unrecorded: Recorder = (_key, after, entry, { now, deviceTime, actor, device }) => {
  return { ...entry, version: after.version + 1, hash: "rehearsed", at: now, deviceTime, actor, device };
};

/**
 * Walks a command on what this process remembers, to learn what it will want to lock and read, so that the database is asked once and
 * all locks are taken in one order. Nothing of the rehearsal counts: what it guessed wrongly is asked for when the command is walked in
 * earnest, at the price of another round trip.
 */
export function rehearse(door: Door, { org }: Context, command: Command): Load {
  const locks: Load["locks"][number][] = [];
  const streams: Load["streams"][number][] = [];
  const ledger: Load["ledger"][number][] = [];
  const remember = (load: Load): Loaded => ({
    streams: load.streams.map((key) => {
      const begin = () => door.table.nouns[key.noun]?.begin(key.id);
      return door.cache.stream(org, key) ?? { state: begin(), standings: {}, head: unborn, version: 0 };
    }),
    ledger: load.ledger.map((page) => door.cache.page(org, pageName(page)) ?? []),
  });
  try {
    const { table, calendar } = door;
    const road = conduct({ table, calendar, now: door.now(), record: unrecorded }, command);
    for (let step = road.next(); !step.done; step = road.next(remember(step.value))) {
      locks.push(...step.value.locks);
      streams.push(...step.value.streams);
      ledger.push(...step.value.ledger);
    }
  } catch {
    // What breaks here on old memories either works in earnest or breaks there, where it is told.
  }
  return { locks, streams, ledger };
}
