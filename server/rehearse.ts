import { conduct } from "#duty/door/conduct.ts";
import { pageName } from "#duty/door/desk.ts";
import type { Command, Load, Loaded, Recorder } from "#duty/door/table.ts";
import { type OrganisationId, unborn } from "#duty/grammar/entry.ts";
import type { Context } from "./context.ts";
import type { Door } from "./door.ts";
import type { Shelf } from "./journal/shelf.ts";

/** A rehearsal is never written: versions count, hashes do not. */
const unrecorded: Recorder = (_key, after, entry, { now, deviceTime, actor, device }) => {
  return { ...entry, version: after.version + 1, hash: "rehearsed", at: now, deviceTime, actor, device };
};

/** What a command will want, as far as can be foreseen. */
export interface Foreseen extends Load {
  /** Streams that were taken for unborn, and pages for empty, because nothing is remembered of them. */
  readonly guessed: { readonly streams: Load["streams"]; readonly ledger: Load["ledger"] };
}

/**
 * Walks commands on what this process remembers, to learn what they will want to lock and read, so that the database is asked once and
 * all locks are taken in one order. Nothing of the rehearsal counts: what it guessed wrongly is asked for when the command is walked in
 * earnest, at the price of another round trip.
 */
export function rehearse(door: Door, { org }: Context, commands: readonly Command[]): Foreseen {
  const asked = commands.flatMap((command) => loadsOf(door, org, command));
  const streams = asked.flatMap((load) => load.streams);
  const ledger = asked.flatMap((load) => load.ledger);
  const guessed = {
    streams: streams.filter((key) => (door.cache.stream(org, key)?.version ?? 0) === 0),
    ledger: ledger.filter((page) => !door.cache.page(org, pageName(page))),
  };
  return { locks: asked.flatMap(({ locks }) => locks), streams, ledger, guessed };
}

function loadsOf(door: Door, org: OrganisationId, command: Command): Load[] {
  const asked: Load[] = [];
  const remember = (load: Load): Loaded => ({
    streams: load.streams.map((key) => {
      const begin = () => door.table.nouns[key.noun]?.begin(key.id);
      return door.cache.stream(org, key) ?? { state: begin(), standings: {}, head: unborn, version: 0 };
    }),
    ledger: load.ledger.map((page) => door.cache.page(org, pageName(page))?.lines ?? []),
  });
  try {
    const { table, calendar } = door;
    const road = conduct({ table, calendar, now: door.now(), record: unrecorded }, command);
    for (let step = road.next(); !step.done; step = road.next(remember(step.value))) asked.push(step.value);
  } catch {
    // What breaks here on old memories either works in earnest or breaks there, where it is told.
  }
  return asked;
}

/** Rehearses again while what was loaded is not what was guessed: each time a layer of questions and reactions further. */
export async function foresee(
  { door, context, shelf, commands }: { door: Door; context: Context; shelf: Shelf; commands: readonly Command[] },
  first: Foreseen,
): Promise<void> {
  for (let guess = first; surprises(shelf, guess); ) {
    guess = rehearse(door, context, commands);
    if (!shelf.lacks(guess)) return;
    await shelf.fetch(guess);
  }
}

function surprises(shelf: Shelf, { guessed }: Foreseen): boolean {
  const { streams, ledger } = shelf.give({ ...guessed, locks: [] });
  return streams.some(({ version }) => version > 0) || ledger.some((lines) => lines.length > 0);
}
