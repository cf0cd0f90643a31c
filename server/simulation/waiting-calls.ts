import type { Sql } from "postgres";
import type { Message } from "#duty/door/table.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { type Hearers, hearMessage } from "#duty/wiring/hear-message.ts";
import type { Context } from "#server/door/context.ts";
import { arrayLiteral } from "#server/journal/locked-reads.ts";
import { heardCall } from "#server/outbox/calling-screens.ts";
import { byKey, type Stage, type StageAnswer, whoHeard } from "./stage.ts";

/** Calls of a simulated building that have left and that no dispatcher has tried. */
export interface WaitingCalls {
  /** Whether any wait, those of this moment among them. */
  look(now: Instant): Promise<boolean>;
  /** Those that wait, in the order of their keys; from then on they wait no more. */
  take(): readonly Message[];
  /**
   * Enters who heard a call. Where somebody did, no dispatcher sends it again; else it goes on waiting for the dispatcher of whoever serves the
   * building.
   */
  hear(execute: Stage["execute"], tried: Tried): Promise<StageAnswer>;
}

interface Tried {
  readonly message: Message;
  readonly hearers: Hearers;
  readonly now: Instant;
}

interface WaitingRow extends Omit<Message, "stream"> {
  readonly site: SiteId;
  readonly noun: string;
  readonly id: string;
}

/** `clock` is a pool that may note in the outbox what became of a call. */
export function waitingCalls({ org, sites }: Context, clock: Sql): WaitingCalls {
  const waiting: Message[] = [];
  return {
    look: async (now) => {
      const rows = await clock<WaitingRow[]>`
        update outbox set attempts = 1, not_before = ${plusMinutes(now, 1)}
        where org = ${org} and site = any (${arrayLiteral(sites)}::text[]) and sent_at is null and attempts = 0
        returning site, key, noun, id, call, rung, obligation`;
      waiting.push(...rows.map(({ site, noun, id, ...message }) => ({ ...message, stream: { site, noun, id } })));
      return waiting.length > 0;
    },
    take: () => waiting.splice(0).toSorted(byKey),
    hear: async (execute, { message, hearers, now }) => {
      const answered = await execute(hearMessage(message, hearers, 1));
      const { site } = message.stream;
      if (whoHeard(answered).length > 0) {
        await clock`update outbox set sent_at = ${now}, answer = ${heardCall.ringsOn}
          where org = ${org} and site = ${site} and key = ${message.key}`;
      }
      return answered;
    },
  };
}
