import type { Command } from "#duty/door/table.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { World } from "#duty/world.ts";
import { turningCommand } from "./change-scenes.ts";
import { sceneMoment } from "./change-times.ts";
import type { LivedCounts } from "./lived-acts.ts";
import type { TwinStep } from "./twin-bodies.ts";
import { commandOf, waitOf } from "./twin-steps.ts";
import { postOf } from "./twin-written.ts";

/* Steps of whole lives and of scenes at changes of shifts alike: the time that they let pass, and what is done. */

/** Until when a step lets time pass; undefined where it is an act. */
export function momentOf(world: World, step: TwinStep): Instant | undefined {
  const wait = waitOf(step, world.now);
  return wait === undefined ? sceneMoment(world, step, postOf(step)) : plusMinutes(world.now, wait);
}

/** What a step does in a world as it stands; undefined where nothing can be done. */
export function livedCommand(world: World, step: TwinStep, id: string, lives: LivedCounts): Command | undefined {
  return step.what === "turning" ? turningCommand(world, step, id) : commandOf(world, step, id, lives);
}
