import type { Command } from "#duty/door/table.ts";
import { batchCalls } from "./batch-calls.ts";
import type { Context } from "./context.ts";
import { type Executed, executeTogether } from "./execute.ts";
import type { Runtime } from "./runtime.ts";

/** Enough to share the cost of a commit, few enough that nobody waits long for others. */
const most = 32;
/** One is being committed while the next is put together. */
const transactionsAtOnce = 2;

type LaneResult = PromiseSettledResult<Executed>;

interface WaitingCommand {
  readonly command: Command;
  /** Throws where whoever asked may not any more. */
  readonly mayStill: (() => Promise<void>) | undefined;
}

interface Lane {
  readonly join: (asked: WaitingCommand) => Promise<LaneResult>;
  waiting: number;
}

/**
 * Group commit: commands that come while others are being written share the next transaction. Only those of one and the same reach meet in
 * it, so that row-level security shows each of them what it would show it alone; and only those of one site, so that a site that is being
 * rebuilt keeps no other waiting. Whether somebody may still act is asked when their turn has come, however long they waited for it.
 */
export function groupCommit(
  runtime: Runtime,
): (context: Context, command: Command, mayStill?: () => Promise<void>) => Promise<Executed> {
  const lanes = new Map<string, Lane>();
  const laneOf = (name: string, context: Context): Lane => {
    const known = lanes.get(name);
    if (known) return known;
    const join = batchCalls({ most, atOnce: transactionsAtOnce }, (asked: readonly WaitingCommand[]) =>
      executeAllowed(runtime, context, asked),
    );
    const lane = { join, waiting: 0 };
    lanes.set(name, lane);
    return lane;
  };
  return async (context, command, mayStill) => {
    const name = JSON.stringify([context.org, command.site, [...context.sites].sort()]);
    const lane = laneOf(name, context);
    lane.waiting += 1;
    try {
      const settled = await lane.join({ command, mayStill });
      if (settled.status === "rejected") throw settled.reason;
      return settled.value;
    } finally {
      lane.waiting -= 1;
      if (lane.waiting === 0) lanes.delete(name);
    }
  };
}

async function executeAllowed(
  runtime: Runtime,
  context: Context,
  asked: readonly WaitingCommand[],
): Promise<LaneResult[]> {
  const allowed = await Promise.allSettled(asked.map(async ({ mayStill }) => mayStill?.()));
  const commands = asked.filter((_, n) => allowed[n]?.status === "fulfilled").map(({ command }) => command);
  const executed = commands.length === 0 ? [] : await executeTogether(runtime, context, commands);
  const results = executed.values();
  return allowed.map((each) => (each.status === "rejected" ? each : (results.next().value as LaneResult)));
}
