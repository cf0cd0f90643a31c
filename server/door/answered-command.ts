import { hash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Command, Outcome } from "#duty/door/table.ts";
import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { Head, StreamKey } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { actorName } from "#server/journal/envelope.ts";
import type { PastAnswer } from "#server/journal/locked-reads.ts";
import type { Unstorable } from "#server/journal/storable.ts";

/** What a command was answered: kept for ever and given again to whoever delivers it again. `head` is the receipt. */
export interface CommandAnswer {
  readonly refusal?: Refusal;
  readonly stream?: StreamKey;
  readonly head?: Head;
  /** The server's time at which it was decided. */
  readonly at: Instant;
}

export function answerOf({ refusal, stream, head }: Outcome, at: Instant): CommandAnswer {
  return { ...(refusal ? { refusal } : {}), stream, head, at };
}

/** The journal cannot keep such a text or number, so nobody could ever prove what was written (ZB-11). */
export function refuseUnstorable({ code, field }: Unstorable, at: Instant): CommandAnswer {
  return { ...refuse(code, ["ZB-11"], { field }), at };
}

/** An id stands for one content (ZB-10): asked the same, the same answer; asked something else, a refusal that is not kept. */
export function answerAgain({ bodyHash, answer }: PastAnswer, asked: string, at: Instant) {
  return bodyHash === asked
    ? { answer: answer as CommandAnswer, replayed: true }
    : { answer: { ...refuse("command.other-body", ["ZB-10"]), at } satisfies CommandAnswer, replayed: false };
}

/** SHA-256 of what is asked and by whom. Not of the device's time: a phone that delivers again may have learnt a better one. */
export function contentHash({ site, act, body, actor, seen }: Command, storable: boolean): string {
  const asked = storable ? canonicalize({ site, act, body, actor, seen }) : JSON.stringify({ site, act, body });
  return hash("sha256", asked ?? "", "hex");
}

/** The answer as `journal_append` takes it. */
export function answerRow({ id, site, act, actor }: Command, bodyHash: string, answer: CommandAnswer): object {
  return { id, site, act, actor: actorName(actor), at: answer.at, hash: bodyHash, answer };
}
