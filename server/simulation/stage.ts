import type { Command, Outcome } from "#duty/door/table.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { World } from "#duty/world.ts";

/** What became of a command, as far as those who live here can know. */
export type StageAnswer = Pick<Outcome, "refusal" | "touched">;

/** Where a simulated life takes place: in memory, or in a database with a clock of its own. */
export interface Stage {
  now(): Instant;
  /** Moves the virtual clock, and does on the way whatever falls due. */
  moveTo(then: Instant): Promise<void>;
  execute(command: Command): Promise<StageAnswer>;
  /** Whether a human has signed this person on, for the shift at that moment; then nobody else acts for them. */
  isHuman?(person: PersonId, at: Instant): boolean | Promise<boolean>;
}

/** A life in memory. */
export function worldStage(world: World): Stage {
  return {
    now: () => world.now,
    moveTo: async (then) => world.moveTo(then),
    execute: async (command) => world.execute(command),
  };
}
