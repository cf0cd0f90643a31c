import { type Call, type Channel, NobodyListens } from "#connect/channel.ts";
import { instant, minute } from "#duty/grammar/time.ts";
import type { Runtime } from "#server/door/runtime.ts";

/** By which ways calls leave, in the order in which they are tried. */
export interface Dispatching {
  readonly channels: readonly Channel[];
}

type Claimed = Omit<Call, "stream" | "attempt"> & {
  readonly noun: string;
  readonly id: string;
  readonly attempts: number;
};

const most = 20;
/** Nobody else tries a call for so long; a node that died with it is taken over from then. */
const lease = 15_000;
const channelAnswersWithin = 5_000;
const longestPause = 10 * minute;
/** Somebody may sit down at a screen that nobody told of, and whoever has heard a call may leave. */
const lookAgainAfter = minute;

/**
 * Sends waiting calls and answers how many it tried. At least once: who dies between sending and noting leaves the call to be sent again
 * with the same key. A claim is fenced by its count of attempts, so that one who comes back late notes nothing over a later try.
 */
export async function dispatch(
  runtime: Runtime,
  { channels }: Dispatching,
  log: (line: string) => void,
): Promise<number> {
  const now = runtime.now();
  const claimed = await runtime.pool<Claimed[]>`
    update outbox set attempts = attempts + 1, not_before = ${now + lease}
    where (org, site, key) in (
      select org, site, key from outbox where sent_at is null and not_before <= ${now}
      order by not_before, key limit ${most} for update skip locked)
    returning org, site, key, noun, id, call, rung, obligation, attempts`;
  await Promise.all(claimed.map((each) => sendOne(runtime, channels, each, log)));
  return claimed.length;
}

async function sendOne(runtime: Runtime, channels: readonly Channel[], claimed: Claimed, log: (line: string) => void) {
  const { org, site, key, attempts } = claimed;
  const sent = await deliver(channels, claimed);
  const now = runtime.now();
  if ("answer" in sent && !sent.ringsOn) {
    await runtime.pool`update outbox set sent_at = ${now}, answer = ${sent.answer}
      where org = ${org} and site = ${site} and key = ${key} and attempts = ${attempts}`;
    return;
  }
  const isBroken = "failure" in sent && !sent.unheard;
  const answer = "failure" in sent ? sent.failure : sent.answer;
  if (isBroken) log(`call ${key} of ${org} was not taken: ${answer}`);
  const pause = isBroken ? pauseAfter(attempts) : lookAgainAfter;
  await runtime.pool`update outbox set not_before = ${instant(now + pause)}, answer = ${answer}
    where org = ${org} and site = ${site} and key = ${key} and attempts = ${attempts}`;
}

async function deliver(
  channels: readonly Channel[],
  { noun, id, attempts, ...rest }: Claimed,
): Promise<{ answer: string; ringsOn: boolean } | { failure: string; unheard: boolean }> {
  const failures: string[] = [];
  let unheard = false;
  for (const channel of channels) {
    try {
      const call: Call = { ...rest, stream: { noun, id }, attempt: attempts };
      const taken = await channel.deliver(call, AbortSignal.timeout(channelAnswersWithin));
      return typeof taken === "string" ? { answer: taken, ringsOn: false } : { answer: taken.ringsOn, ringsOn: true };
    } catch (error) {
      unheard ||= error instanceof NobodyListens;
      failures.push(`${channel.name}: ${(error as Error).message}`);
    }
  }
  return { failure: failures.join("; ") || "there is no channel", unheard };
}

/** Two seconds, four, eight, up to ten minutes. */
function pauseAfter(attempts: number): number {
  return Math.min(longestPause, 1_000 * 2 ** attempts);
}
