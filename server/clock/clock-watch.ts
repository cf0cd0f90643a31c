import { hostname } from "node:os";
import { type ClockJump, isJumpOpen } from "#duty/clock/site-clock.ts";
import {
  beginWatch,
  type ClockLife,
  type ClockReading,
  confirmWatch,
  isDoubtful,
  type SeenFault,
  type WatchBounds,
  watchOn,
} from "#duty/clock/watch-clock.ts";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { enterSeen, jumpsOf, openJumps, sitesWithClocks } from "./clock-faults.ts";
import type { MachineClocks } from "./machine-clocks.ts";

/** Beyond two minutes clocks do not agree; misses and calls wait for ten at most. */
export const watchBounds: WatchBounds = { apart: 2 * minute, wait: 10 * minute };

export interface WatchParts {
  readonly runtime: Runtime;
  readonly clocks: MachineClocks;
  /** What the machine is called, for whoever has to look at its clock. */
  readonly server?: string;
  readonly bounds?: WatchBounds;
}

export interface ClockWatch {
  /** The time by which this server does what happens by itself. */
  now(): Instant;
  /**
   * Holds the clocks against each other, enters what it finds, and answers which sites wait: organisation and site, with U+001F between.
   * @throws DatabaseUnavailable; what was seen is entered at the next look
   */
  look(): Promise<readonly string[]>;
}

/** The database's clock is asked so often, and whenever the others do not agree. */
const askedEvery = minute;
/** So often it is written down that this server runs. */
const beatEvery = 15_000;

/**
 * Watches the clock of this server. Each server watches its own: one with a wrong clock keeps back what it would do, and keeps no other from doing it.
 */
export function watchClock({ runtime, clocks, server = hostname(), bounds = watchBounds }: WatchParts): ClockWatch {
  let watch: ClockLife | undefined;
  const pending: SeenFault[] = [];
  const known = new Map<string, { readonly version: number; readonly isJumpOpen: boolean }>();
  let beaten = Number.NEGATIVE_INFINITY;
  const now = () => instant(runtime.now() + (watch?.correction ?? 0));

  const read = (): ClockReading => ({ wall: runtime.now(), steady: clocks.steady(), awake: clocks.awake() });
  const withWitness = async (reading: ClockReading): Promise<ClockReading> => {
    if (!clocks.hasWitness) return reading;
    const [row] = await runtime.pool<{ at: number }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::bigint as at`;
    // The steady clock went on while the question was under way: the time is taken anew, and a jump meanwhile is seen by the next look.
    return { ...read(), witness: row?.at };
  };

  const step = async () => {
    const reading = read();
    const before = watch;
    if (before === undefined) {
      const found = beginWatch(await withWitness(reading), await lifeBefore(runtime, server), bounds);
      pending.push(...found.seen);
      watch = found.watch;
      return;
    }
    const asksWitness =
      isDoubtful(before, reading, bounds) || reading.steady - (before.asked?.steady ?? 0) > askedEvery;
    const found = watchOn(before, asksWitness ? await withWitness(reading) : reading, bounds);
    pending.push(...found.seen);
    watch = found.watch;
  };

  const settle = async () => {
    for (let seen = pending[0]; seen; seen = pending[0]) {
      for (const each of await sitesWithClocks(runtime)) await enterSeen(runtime, each, server, seen);
      pending.shift();
    }
  };

  const held = async () => {
    const names: string[] = [];
    for (const each of await sitesWithClocks(runtime)) {
      const name = `${each.org}\u001f${each.site}`;
      const before = known.get(name);
      const waits =
        before?.version === each.version ? before.isJumpOpen : (await openJumps(runtime, each, server)).length > 0;
      known.set(name, { version: each.version, isJumpOpen: waits });
      if (waits) names.push(name);
    }
    if (names.length === 0 && watch) watch = confirmWatch(watch);
    return names;
  };

  return {
    now,
    look: async () => {
      await step();
      await settle();
      const waits = watch?.until === undefined ? [] : await held();
      // A time that nobody trusts is no beat: another server would begin with it.
      if (waits.length === 0 && Math.abs(clocks.steady() - beaten) >= beatEvery) {
        await beat(runtime, server, now());
        beaten = clocks.steady();
      }
      return waits;
    },
  };
}

async function lifeBefore(runtime: Runtime, server: string) {
  const [row] = await runtime.pool<{ ran: number | null; newest: number | null }[]>`
    select (select max(at) from clock_beat) as ran,
      greatest(clock_newest(), (select max(at) from clock_beat)) as newest`;
  const known: ClockJump[] = [];
  for (const each of await sitesWithClocks(runtime))
    known.push(...(await jumpsOf(runtime, each, server)).map(([, jump]) => jump));
  const since = known.filter(isJumpOpen).map(({ at }) => at);
  return {
    ran: row?.ran === null || row === undefined ? undefined : Math.max(row.ran, ...known.map(({ at }) => at)),
    newest: row?.newest ?? undefined,
    known,
    openSince: since.length === 0 ? undefined : Math.max(...since),
  };
}

async function beat(runtime: Runtime, server: string, at: Instant): Promise<void> {
  await runtime.pool`
    insert into clock_beat (server, at) values (${server}, ${at})
    on conflict (server) do update set at = excluded.at`;
}
