import { startClock, type WakeClock } from "#server/clock/clock.ts";
import { watchClock } from "#server/clock/clock-watch.ts";
import type { MachineClocks } from "#server/clock/machine-clocks.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { screenChannel } from "#server/outbox/calling-screens.ts";

/** A clock that is held against others: what runs by itself waits where they do not agree. */
export type WatchedClock = WakeClock;

/** The clock on connections of its own, held against the machine's other clocks; it calls on screens. */
export function startWatchedClock(
  runtime: Runtime,
  { clocks, log }: { readonly clocks: MachineClocks; readonly log: (line: string) => void },
): WatchedClock {
  const outbox = { channels: [screenChannel(runtime)] };
  return startClock({ runtime, outbox, watch: watchClock({ runtime, clocks }), log });
}
