import { signOffKey } from "#duty/attendance/going-owed.ts";
import { keyName } from "#duty/door/working-set.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { World, WorldStream } from "#duty/world.ts";

/* Truth 5 of signing off, read plainly: it is missed only where it would have been accepted at that moment. */

/** Lets time pass as `World.moveTo` does and tells, in words, each sign-off that was counted as missed at a moment at which it was refused. */
export function movedThrough(world: World, then: Instant): string[] {
  const broken: string[] = [];
  // What was missed at this moment was looked at when the clock came to it.
  let looked: Instant = world.now;
  const isToBeLookedAt = () => world.now !== looked && missedNow(world).length > 0;
  for (;;) {
    world.moveTo(then, isToBeLookedAt);
    if (!isToBeLookedAt()) return broken;
    broken.push(...missedNow(world).flatMap((stream) => refusedTo(world, stream) ?? []));
    looked = world.now;
  }
}

function missedNow(world: World): WorldStream[] {
  return [...world.streams.values()].filter(
    ({ key, escalations }) => key.noun === "attendance" && escalations[signOffKey]?.missedAt === world.now,
  );
}

function refusedTo(world: World, { key }: WorldStream): string | undefined {
  const { person, ...body } = turnNamed(key.id);
  const id = `would-go/${keyName(key)}@${world.now}`;
  const command = { id, site: key.site, act: "attendance.sign-off", body, actor: { person }, proof: "pin" } as const;
  const { refusal } = world.foresee(command);
  return refusal && `${key.id} was counted as missed in signing off, which was refused: ${refusal.code}`;
}
