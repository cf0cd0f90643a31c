import type { StreamKey } from "#duty/grammar/entry.ts";
import { isOutstanding, nextRungAt } from "#duty/grammar/obligation.ts";
import type { World } from "#duty/world.ts";

/** A call that was neither answered nor went to its end, though its time is over. */
export interface StoppedCall {
  readonly stream: StreamKey;
  readonly key: string;
  readonly rung: number;
}

export interface CallsCame {
  readonly answered: number;
  /** What it was about was done, or owed no more, before anybody answered. */
  readonly needless: number;
  readonly ended: number;
  /** The next rung is still to come. */
  readonly running: number;
  readonly stopped: readonly StoppedCall[];
}

/** What became of every call. */
export function callsIn(world: World): CallsCame {
  const came = { answered: 0, needless: 0, ended: 0, running: 0 };
  const stopped: StoppedCall[] = [];
  for (const { key, obligations, escalations } of world.streams.values()) {
    for (const [name, escalation] of Object.entries(escalations)) {
      const owed = obligations.find((each) => each.key === name);
      if (escalation.rung === 0) continue;
      const next = owed && nextRungAt(owed, escalation);
      if (escalation.acknowledgedAt !== undefined) came.answered += 1;
      else if (!owed || !isOutstanding(owed)) came.needless += 1;
      else if (escalation.rung >= owed.ladder.length) came.ended += 1;
      else if (next !== undefined && next >= world.now) came.running += 1;
      else stopped.push({ stream: key, key: name, rung: escalation.rung });
    }
  }
  return { ...came, stopped };
}
