import type { Command, Message } from "#duty/door/table.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { minute } from "#duty/grammar/time.ts";
import { hearMessage } from "#duty/wiring/hear-message.ts";
import type { World } from "#duty/world.ts";
import { everybodyOf } from "#server/regulation/case-ground.ts";

/** Who has a screen open at a moment. */
export type WhoListens = (people: readonly PersonId[], now: Instant) => readonly PersonId[];

/** Now these, now those, for ten minutes each, and now and then nobody at all. */
export const someListen: WhoListens = (people, now) => {
  const turn = Math.floor(now / (10 * minute));
  return turn % 3 === 0 ? [] : people.filter((each) => (each.charCodeAt(each.length - 1) + turn) % 2 === 0);
};

/** What a world does with a call, where these listen: everybody of whom the world knows may be called. */
export function heardBy(listens: WhoListens): (message: Message, world: World) => Command {
  return (message, world) => {
    const people = everybodyOf(world);
    const candidates = people.toSorted();
    return hearMessage(message, { candidates, listening: listens(candidates, world.now) }, 1);
  };
}
