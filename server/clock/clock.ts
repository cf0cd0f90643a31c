import { dayMinutes, type Instant, instant, minute } from "#duty/grammar/time.ts";
import { saysNoRoom } from "#server/door/away-codes.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { type Dispatching, dispatch } from "#server/outbox/dispatch.ts";
import type { ClockWatch } from "./clock-watch.ts";
import { planAhead } from "./plan-ahead.ts";
import { restBefore } from "./rest-before.ts";
import { wakeAllDue } from "./wake-batch.ts";

export interface ClockParts {
  /** A door whose connections are `zb_clock`. */
  readonly runtime: Runtime;
  readonly outbox: Dispatching;
  /** Holds this server's clocks against each other; without it nothing waits for anybody. */
  readonly watch?: ClockWatch;
  log(line: string): void;
}

export interface WakeClock {
  /** Does all that is due at this moment, after any turn that is being made; answers how much that was. What runs by itself calls the same. */
  turn(): Promise<number>;
  /** What kept the last turn from being done: the database was not reached, or has no room; undefined where nothing did. */
  lacks(): "clock" | "room" | undefined;
  /** Stops after the turn that is being made. */
  stop(): Promise<void>;
}

/** Wakes in one transaction: enough to share its cost, few enough that lock scopes are not kept from people. */
const batch = 50;
const restAfterFailure = 1_000;
/** Who was away longer than this asks for everything anew. */
const feedKept = dayMinutes * minute;
const sweepEvery = 10 * minute;

/**
 * Asks again and again what should be true now. A missed turn, a restart or a second clock does no harm: what is due stays due until the
 * transaction that does it is committed. Between turns it rests until the next wake is due, at most a second, since another node may
 * have written an earlier one.
 */
export function startClock({ runtime: given, outbox, watch, log }: ClockParts): WakeClock {
  const runtime: Runtime = watch ? { ...given, now: watch.now } : given;
  const stopping = new AbortController();
  let waits: readonly string[] = [];
  let lacks: ReturnType<WakeClock["lacks"]>;
  let resting: { until: number; end: () => void } | undefined;
  let swept = instant(0);
  const nudge = (wakes: readonly Instant[]) => {
    if (resting && wakes.some((wake) => wake < (resting?.until ?? 0))) resting.end();
  };
  const doTurn = async () => {
    waits = (await watch?.look()) ?? [];
    let done = await wakeAllDue(runtime, batch, log, waits);
    // What is planned rests on the time; what people do goes on, and the calls that follow from it leave.
    if (waits.length === 0)
      for (let planned = batch; planned === batch; done += planned) planned = await planAhead(runtime, batch);
    done += await dispatch(runtime, outbox, log);
    if (runtime.now() - swept >= sweepEvery) {
      await runtime.pool`delete from feed where at < ${runtime.now() - feedKept}`;
      swept = runtime.now();
    }
    return done;
  };
  let last: Promise<unknown> = Promise.resolve();
  const turn = () => {
    const mine = last.then(doTurn);
    last = mine.catch(() => {}); // whoever asked for it is told
    return mine;
  };
  const rest = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        resting = undefined;
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      resting = { until: runtime.now() + milliseconds, end };
    });
  const run = async () => {
    while (!stopping.signal.aborted) {
      try {
        const done = await turn();
        lacks = undefined;
        if (stopping.signal.aborted) return;
        if (done === 0) await rest(waits.length > 0 ? restBefore(minute) : await untilNext(runtime));
      } catch (error) {
        lacks = saysNoRoom(error) ? "room" : "clock";
        log(`the clock could not do its turn: ${(error as Error).message}`);
        if (!stopping.signal.aborted) await rest(restAfterFailure);
      }
    }
  };
  runtime.onCommit.add(nudge);
  const running = run();
  return {
    turn,
    lacks: () => lacks,
    stop: async () => {
      stopping.abort();
      runtime.onCommit.delete(nudge);
      resting?.end();
      await running;
    },
  };
}

/** How long to rest before the next wake, plan or call. */
async function untilNext(runtime: Runtime): Promise<number> {
  const [row] = await runtime.pool<{ next: number | null }[]>`
    select least(
      (select min(not_before) from wake),
      (select min(due_at) from plan),
      (select min(not_before) from outbox where sent_at is null)) as next`;
  const next = row?.next ?? Number.POSITIVE_INFINITY;
  return restBefore(next - runtime.now());
}
