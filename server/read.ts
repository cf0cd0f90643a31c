import { consider } from "#duty/door/conduct.ts";
import type { Command, Considered, LoadedStream } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Context } from "./context.ts";
import type { Door } from "./door.ts";
import { Shelf } from "./journal/shelf.ts";
import { transact } from "./transaction.ts";

/** A stream as it stands, and what the regulation in force for it says of it. */
export interface ReadStream extends LoadedStream {
  readonly rule: unknown;
}

/** Streams as they stand now, in the order asked for; nothing is locked. An unborn one has version 0. */
export function read(door: Door, context: Context, keys: readonly StreamKey[]): Promise<ReadStream[]> {
  return transact(door.pool, async (transaction) => {
    const shelf = new Shelf(door, context, transaction);
    const setups = keys.map(({ site }) => door.table.setupOf(site));
    const wanted = { locks: [], streams: [...setups, ...keys], ledger: [] };
    await shelf.fetch(wanted);
    await transaction.commit();
    const { streams } = shelf.give(wanted);
    return keys.map((key, index) => {
      const setup = streams[index] as LoadedStream;
      const stream = streams[setups.length + index] as LoadedStream;
      const under = door.table.nouns[key.noun]?.under(stream.state) ?? setup.version;
      return { ...stream, rule: door.table.ruleFor(key.noun, setup.state, key.id, under) };
    });
  });
}

/** What the rule of an act would be given if the command came now: state, rule and facts, without locks. Its id need not be new. */
export async function factsOf(door: Door, context: Context, command: Command): Promise<Considered> {
  if (!context.sites.includes(command.site)) throw new Error(`the context does not reach site ${command.site}`);
  return await transact(door.pool, async (transaction) => {
    const shelf = new Shelf(door, context, transaction);
    const { table, calendar } = door;
    const record = () => {
      throw new Error("nothing is recorded while facts are asked for");
    };
    const road = consider({ table, calendar, record, now: door.now() }, command);
    let step = road.next();
    while (!step.done) {
      const wanted = { ...step.value, locks: [] };
      if (shelf.lacks(wanted)) await shelf.fetch(wanted);
      step = road.next(shelf.give(wanted));
    }
    await transaction.commit();
    return step.value;
  });
}
