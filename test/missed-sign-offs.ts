import type { Touched } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { dueOutcomeOf } from "#duty/ledger/outcome.ts";
import type { World, WorldStream } from "#duty/world.ts";

/* Truth 5 of signing off, read plainly: it is missed only where it would have been accepted at that moment, and late only where it was missed. */

const owed = "sign-off";

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
    ({ key, escalations }) => key.noun === "attendance" && escalations[owed]?.missedAt === world.now,
  );
}

function refusedTo(world: World, { key }: WorldStream): string | undefined {
  const { person, ...body } = turnNamed(key.id);
  const id = `would-go/${keyName(key)}@${world.now}`;
  const command = { id, site: key.site, act: "attendance.sign-off", body, actor: { person }, proof: "pin" } as const;
  const { refusal } = world.foresee(command);
  return refusal && `${key.id} was counted as missed in signing off, which was refused: ${refusal.code}`;
}

/** In words, each sign-off that was met late and never counted as missed, or counted as missed and then met in time. */
export function missedInTime(touched: readonly Touched[], now: Instant): string[] {
  return touched.flatMap(({ key, obligations, escalations }) =>
    obligations.flatMap((each) => {
      if (key.noun !== "attendance" || each.key !== owed || each.metAt === undefined) return [];
      const isLate = dueOutcomeOf(each, now) === "late";
      const wasMissed = escalations[owed]?.missedAt !== undefined;
      return isLate === wasMissed ? [] : [`${key.id} signed off ${isLate ? "late" : "in time"}, missed: ${wasMissed}`];
    }),
  );
}
