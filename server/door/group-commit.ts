import type { Command } from "#duty/door/table.ts";
import { batchCalls } from "./batch-calls.ts";
import type { Context } from "./context.ts";
import { type Executed, executeTogether } from "./execute.ts";
import type { Runtime } from "./runtime.ts";

/** Enough to share the cost of a commit, few enough that nobody waits long for others. */
const most = 32;

type LaneResult = PromiseSettledResult<Executed>;

interface Lane {
  readonly join: (command: Command) => Promise<LaneResult>;
  waiting: number;
}

/**
 * Group commit: commands that come while others are being written share the next transaction. Only those of one and the same reach meet in
 * it, so that row-level security shows each of them what it would show it alone; and only those of one site, so that a site that is being
 * rebuilt keeps no other waiting.
 */
export function groupCommit(runtime: Runtime): (context: Context, command: Command) => Promise<Executed> {
  const lanes = new Map<string, Lane>();
  const laneOf = (name: string, context: Context): Lane => {
    const known = lanes.get(name);
    if (known) return known;
    const join = batchCalls({ most, atOnce: 2 }, (commands: readonly Command[]) =>
      executeTogether(runtime, context, commands),
    );
    const lane = { join, waiting: 0 };
    lanes.set(name, lane);
    return lane;
  };
  return async (context, command) => {
    const name = JSON.stringify([context.org, command.site, [...context.sites].sort()]);
    const lane = laneOf(name, context);
    lane.waiting += 1;
    try {
      const settled = await lane.join(command);
      if (settled.status === "rejected") throw settled.reason;
      return settled.value;
    } finally {
      lane.waiting -= 1;
      if (lane.waiting === 0) lanes.delete(name);
    }
  };
}
