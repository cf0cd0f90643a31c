import { z } from "zod";
import type { RuleId } from "./decision.ts";
import type { Entry, PersonId, Recorded } from "./entry.ts";
import { type Instant, instant, minute, plusMinutes } from "./time.ts";

/** One rung: who is called when an obligation has been overdue for so many minutes. */
export interface Rung {
  readonly afterMinutes: number;
  readonly call: string;
}

/**
 * Whatever must be done by a time. It rests on a post, so it passes with the hand-over; `person` is set only where the post cannot do it
 * (a sign-off is owed by the one who signed on). `key` is unique in its stream. Kept when met, so that compliance can be counted.
 */
export interface Obligation {
  readonly key: string;
  /** Key of the sentence that tells what is owed, such as `handover.complete`. */
  readonly what: string;
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly post: string;
  readonly person?: PersonId;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  readonly metAt?: Instant;
  /** No longer owed though never met: passed to another stream, or void. */
  readonly endedAt?: Instant;
  readonly rules: readonly RuleId[];
  readonly ladder: readonly Rung[];
}

export type ObligationEntry =
  | Entry<"obligation.missed", { key: string; dueAt: number }>
  | Entry<"obligation.escalated", { key: string; rung: number; call: string; dueAt: number }>
  | Entry<"obligation.acknowledged", { key: string; rung: number }>;

/** Whether an entry is one of escalation, which may stand in any stream and which its noun never sees. */
export function isKernelEntry(entry: Recorded): entry is Recorded<ObligationEntry> {
  return entry.type.startsWith("obligation.");
}

export const obligationEntries = {
  "obligation.missed": z.strictObject({ key: z.string(), dueAt: z.int() }),
  "obligation.escalated": z.strictObject({ key: z.string(), rung: z.int(), call: z.string(), dueAt: z.int() }),
  "obligation.acknowledged": z.strictObject({ key: z.string(), rung: z.int() }),
} as const;

/** How far the escalation of one obligation has gone. `rung` counts the rungs already called. */
export interface Escalation {
  readonly missedAt?: Instant;
  readonly rung: number;
  readonly acknowledgedBy?: PersonId;
  readonly acknowledgedAt?: Instant;
}

export type Escalations = Readonly<Record<string, Escalation>>;

const fresh: Escalation = { rung: 0 };

export function evolveEscalations(escalations: Escalations, entry: Recorded<ObligationEntry>): Escalations {
  const before = escalations[entry.body.key] ?? fresh;
  switch (entry.type) {
    case "obligation.missed":
      return { ...escalations, [entry.body.key]: { ...before, missedAt: entry.at } };
    case "obligation.escalated":
      return { ...escalations, [entry.body.key]: { ...before, rung: entry.body.rung } };
    case "obligation.acknowledged": {
      const person = typeof entry.actor === "object" ? { acknowledgedBy: entry.actor.person } : {};
      return { ...escalations, [entry.body.key]: { ...before, acknowledgedAt: entry.at, ...person } };
    }
  }
}

/** Owed by a moment is owed before it: at that very moment it is overdue. */
export function isOverdue(dueAt: number, now: number): boolean {
  return now >= dueAt;
}

/** How late something is that was owed by a moment: minutes, each one that has begun; 0 where it came in time. */
export function minutesLate(dueAt: number, cameAt: number): number {
  return Math.max(0, Math.ceil((cameAt - dueAt) / minute));
}

/** When a rung of the ladder is called, as long as nobody has acknowledged. */
export function callsAt(dueAt: number, { afterMinutes }: Pick<Rung, "afterMinutes">): Instant {
  return plusMinutes(instant(dueAt), afterMinutes);
}

export function isOutstanding(obligation: Obligation): boolean {
  return obligation.metAt === undefined && obligation.endedAt === undefined;
}

/**
 * What should be true of an obligation by `now` and is not yet recorded: that it was missed, and every rung up to the one reached.
 * Acknowledging stops the calling, not the obligation. Asked twice, answers once: the entries change the escalation that it reads.
 */
export function lapses(obligation: Obligation, escalation: Escalation = fresh, now: Instant): ObligationEntry[] {
  if (!isOutstanding(obligation) || !isOverdue(obligation.dueAt, now)) return [];
  const { key, dueAt } = obligation;
  const entries: ObligationEntry[] = [];
  if (escalation.missedAt === undefined) entries.push({ type: "obligation.missed", body: { key, dueAt } });
  if (escalation.acknowledgedAt !== undefined) return entries;
  for (const [index, rung] of obligation.ladder.entries()) {
    if (index < escalation.rung || now < callsAt(dueAt, rung)) continue;
    entries.push({ type: "obligation.escalated", body: { key, rung: index + 1, call: rung.call, dueAt } });
  }
  return entries;
}

/** The next moment at which `lapses` will have something to say; undefined when never. */
export function lapsesAt(obligation: Obligation, escalation: Escalation = fresh): Instant | undefined {
  if (!isOutstanding(obligation)) return undefined;
  if (escalation.missedAt === undefined) return obligation.dueAt;
  if (escalation.acknowledgedAt !== undefined) return undefined;
  const next = obligation.ladder[escalation.rung];
  return next && callsAt(obligation.dueAt, next);
}

export function earliest(moments: readonly (Instant | undefined)[]): Instant | undefined {
  return moments.reduce(
    (soonest, each) => (each !== undefined && (soonest === undefined || each < soonest) ? each : soonest),
    undefined,
  );
}
