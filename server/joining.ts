import type { Command } from "#duty/door/table.ts";
import type { Context } from "./context.ts";
import type { Door } from "./door.ts";
import { type Executed, executeTogether } from "./execute.ts";
import { together } from "./together.ts";

/** Enough to share the cost of a commit, few enough that nobody waits long for others. */
const most = 32;

type Settled = PromiseSettledResult<Executed>;

interface Lane {
  readonly join: (command: Command) => Promise<Settled>;
  waiting: number;
}

/**
 * Group commit: commands that come while others are being written share the next transaction. Only those of one and the same reach meet in
 * it, so that row-level security shows each of them what it would show it alone.
 */
export function joining(door: Door): (context: Context, command: Command) => Promise<Executed> {
  const lanes = new Map<string, Lane>();
  const laneOf = (name: string, context: Context): Lane => {
    const known = lanes.get(name);
    if (known) return known;
    const join = together({ most, atOnce: 2 }, (commands: readonly Command[]) => eachOnce(door, context, commands));
    const lane = { join, waiting: 0 };
    lanes.set(name, lane);
    return lane;
  };
  return async (context, command) => {
    const name = JSON.stringify([context.org, [...context.sites].sort()]);
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

/** The same id twice: the second finds what the first was answered. */
async function eachOnce(door: Door, context: Context, commands: readonly Command[]): Promise<Settled[]> {
  const places = new Map<string, number[]>();
  for (const [n, { id }] of commands.entries()) places.set(id, [...(places.get(id) ?? []), n]);
  const settled: Settled[] = [];
  for (let round = 0; settled.filter(Boolean).length < commands.length; round += 1) {
    const turn = [...places.values()].flatMap((each) => each[round] ?? []);
    const given = await executeTogether(
      door,
      context,
      turn.map((n) => commands[n] as Command),
    );
    for (const [m, n] of turn.entries()) settled[n] = given[m] as Settled;
  }
  return settled;
}
