import { wakeAct } from "#duty/door/run-command.ts";
import type { Command, Expectation } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";

/** A moment at which something is done of itself: at a stream, or with one that comes to life. */
export interface Wake {
  readonly key: StreamKey;
  readonly wakeAt: Instant;
  readonly birth?: Expectation;
}

/** Streams that a plan makes owe something and that are not born yet, and which of them is the next to be. Shared by copies, and never changed. */
export interface Unborn {
  readonly streams: ReadonlyMap<string, Expectation>;
  readonly first: Wake | undefined;
}

export function unbornOf(streams: readonly (readonly [string, Expectation])[]): Unborn {
  let first: Wake | undefined;
  for (const [, birth] of streams) {
    const { stream: key, wakeAt } = birth;
    if (comesFirst(key, wakeAt, first)) first = { key, wakeAt, birth };
  }
  return { streams: new Map(streams), first };
}

/** Of several wakes at one moment the one first by name. */
export function comesFirst(key: StreamKey, wakeAt: Instant, before: Wake | undefined): boolean {
  if (!before || wakeAt < before.wakeAt) return true;
  return wakeAt === before.wakeAt && keyName(key) < keyName(before.key);
}

/** What brings a planned stream to life, as it was expected or written down: named by the stream, so that it is born once. */
export function birthOf({ stream, act, body }: Pick<Command, "act" | "body"> & Pick<Expectation, "stream">): Command {
  return { id: `birth:${keyName(stream)}`, site: stream.site, act, body, actor: "clock", proof: "none" };
}

/** Ids of the clock's own commands are made of what they are for, so that two clocks make the same one. */
export function wakeOf(stream: StreamKey, at: Instant): Command {
  const id = `wake:${keyName(stream)}@${at}`;
  return { id, site: stream.site, act: wakeAct, body: { stream }, actor: "clock", proof: "none" };
}
