import type { Sql } from "postgres";
import type { Message } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { hearMessage } from "#duty/wiring/hear-message.ts";
import type { World } from "#duty/world.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import type { Context } from "#server/door/context.ts";
import { execute } from "#server/door/execute.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { everybodyOf } from "#server/regulation/case-ground.ts";
import { someListen } from "./who-listens.ts";

/** Wakes what is due first. @throws Error where waking breaks */
export async function wakeOne(clock: Runtime): Promise<void> {
  await wakeDue(clock, 1, (line) => {
    throw new Error(line);
  });
}

/** Does in the database with calls that leave what the world does with them, in its order: the first by its key. */
export async function hearWaiting(
  owner: Sql,
  clock: Runtime,
  { context, world }: { context: Context; world: World },
): Promise<void> {
  const { org } = context;
  const people = everybodyOf(world);
  const candidates = people.toSorted();
  for (;;) {
    const [next] = await owner<(Omit<Message, "stream"> & StreamKey)[]>`
      select site, key, noun, id, call, rung, obligation from outbox
      where org = ${org} and sent_at is null order by site, key limit 1`;
    if (!next) return;
    const { site, noun, id, ...message } = next;
    const now = clock.now();
    const hearers = { candidates, listening: someListen(candidates, now) };
    await execute(clock, context, hearMessage({ ...message, stream: { site, noun, id } }, hearers, 1));
    await owner`update outbox set sent_at = ${now} where org = ${org} and site = ${site} and key = ${message.key}`;
  }
}
