import { uptime } from "node:os";
import type { Instant } from "#duty/grammar/time.ts";

/** The clocks of the machine beside its time of day, in whole milliseconds. */
export interface MachineClocks {
  /** Nobody sets it, and it stands still while the machine sleeps. */
  steady(): number;
  /** It goes on in sleep; undefined where there is none. */
  awake(): number | undefined;
  /** Whether the database's clock tells anything of this one. */
  readonly hasWitness: boolean;
}

/** Only Linux has a clock that goes on in sleep and that nobody sets; elsewhere the time since the start moves with the time of day. */
const countsSleep = process.platform === "linux";

export const machineClocks: MachineClocks = {
  steady: () => Math.round(performance.now()),
  awake: () => (countsSleep ? Math.round(uptime() * 1000) : undefined),
  hasWitness: true,
};

/** The clocks of a time that is moved: they move together, so that moving it is no jump, and no database moves with them. */
export function movedTogether(now: () => Instant): MachineClocks {
  return { steady: now, awake: () => undefined, hasWitness: false };
}
