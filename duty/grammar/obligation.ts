import { z } from "zod";
import type { RuleId } from "./decision.ts";
import type { Entry, PersonId, Recorded, Sealed } from "./entry.ts";
import { heldUnder } from "./held-under.ts";
import { isUnheard, type RungCall, withCall } from "./rung-call.ts";
import { personShape, sealed } from "./shape.ts";
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
  /**
   * Minutes that an answer gives: what is not met by then is called anew, from the first rung on, again and again until it is. Undefined where
   * answering is enough.
   */
  readonly againAfter?: number;
}

/** An obligation of the stream, and a rung of its ladder, counted from 1. */
interface AtRung {
  readonly key: string;
  readonly rung: number;
}

/** Whom something owed names: whoever owes it themselves, whoever is waited for where the post owes it, and whose doing it is. */
export function peopleNamedBy({ person, detail }: Pick<Obligation, "person" | "detail">): readonly PersonId[] {
  const texts = [detail?.person, detail?.about].flatMap((each) => (typeof each === "string" ? each.split(" ") : []));
  return [...new Set([...(person === undefined ? [] : [person]), ...texts])];
}

/** Whose doing something owed is, as its detail names them: a call about it is about them, and others answer it (ZB-27). */
export function namedAs(about: readonly PersonId[]): Readonly<Record<"about", string>> {
  return { about: about.join(" ") };
}

export type ObligationEntry =
  | Entry<"obligation.missed", { key: string; dueAt: number }>
  | Entry<"obligation.escalated", AtRung & { readonly call: string; readonly dueAt: number }>
  | Entry<"obligation.called", AtRung & { readonly people: readonly PersonId[] }>
  | Entry<"obligation.heard", AtRung & { readonly people: readonly PersonId[] }>
  | Entry<"obligation.unheard", AtRung>
  | Entry<"obligation.called-anew", { key: string }>
  | Entry<"obligation.acknowledged", AtRung>
  | Entry<"obligation.self-answered", AtRung & { readonly reason: Sealed }>;

/** Whether an entry is one of escalation, which may stand in any stream and which its noun never sees. */
export function isKernelEntry(entry: Recorded): entry is Recorded<ObligationEntry> {
  return entry.type.startsWith("obligation.");
}

const atRung = z.strictObject({ key: z.string(), rung: z.int() });

export const obligationEntries = {
  "obligation.missed": z.strictObject({ key: z.string(), dueAt: z.int() }),
  "obligation.escalated": z.strictObject({ key: z.string(), rung: z.int(), call: z.string(), dueAt: z.int() }),
  "obligation.called": atRung.extend({ people: z.array(personShape) }),
  "obligation.heard": atRung.extend({ people: z.array(personShape).min(1) }),
  "obligation.unheard": atRung,
  "obligation.called-anew": z.strictObject({ key: z.string() }),
  "obligation.acknowledged": atRung,
  "obligation.self-answered": atRung.extend({ reason: sealed }),
} as const;

/** How far the escalation of one obligation has gone. `rung` counts the rungs already called. */
export interface Escalation {
  readonly missedAt?: Instant;
  /** How often it was called anew since an answer brought nothing; undefined: never. */
  readonly rounds?: number;
  readonly rung: number;
  /** What became of the call of each rung, the first one first. */
  readonly calls: readonly RungCall[];
  readonly acknowledgedBy?: PersonId;
  readonly acknowledgedAt?: Instant;
  /** It is about whoever answered, since nobody else could; for everybody else it goes on. */
  readonly selfAnswered?: true;
}

export type Escalations = Readonly<Record<string, Escalation>>;

const fresh: Escalation = { rung: 0, calls: [] };

export function evolveEscalations(escalations: Escalations, entry: Recorded<ObligationEntry>): Escalations {
  const before = heldUnder(escalations, entry.body.key) ?? fresh;
  return { ...escalations, [entry.body.key]: afterEntry(before, entry) };
}

function afterEntry(before: Escalation, entry: Recorded<ObligationEntry>): Escalation {
  if (entry.type === "obligation.called-anew") return calledAnew(before);
  const { selfAnswered: _, ...others } = before;
  return { ...(entry.type === "obligation.acknowledged" ? others : before), ...changeOf(before, entry) };
}

/** Whether somebody has answered for others: the calling stops. Whoever answers for themselves stops it for nobody else (ZB-27). */
export function isAnswered({ acknowledgedAt, selfAnswered }: Answer): boolean {
  return (acknowledgedAt ?? undefined) !== undefined && selfAnswered !== true;
}

/** What is known of an answer, in the journal or told by the server. */
interface Answer {
  readonly acknowledgedAt?: number | null;
  readonly selfAnswered?: boolean;
}

/** Nobody was called and nobody has answered yet, this time; that it was missed stays. */
function calledAnew({ missedAt, rounds = 0 }: Escalation): Escalation {
  return { ...fresh, ...(missedAt === undefined ? {} : { missedAt }), rounds: rounds + 1 };
}

type OfOneRound = Exclude<ObligationEntry, { readonly type: "obligation.called-anew" }>;

function changeOf({ calls }: Escalation, { at, actor, ...entry }: Recorded<OfOneRound>): Partial<Escalation> {
  switch (entry.type) {
    case "obligation.missed":
      return { missedAt: at };
    case "obligation.escalated":
      return { rung: entry.body.rung, calls: [...calls.slice(0, entry.body.rung - 1), { at }] };
    case "obligation.called":
      return { calls: withCall(calls, entry.body.rung, { people: entry.body.people }) };
    case "obligation.heard":
      return { calls: withCall(calls, entry.body.rung, { heardBy: entry.body.people, heardAt: at }) };
    case "obligation.unheard":
      return { calls: withCall(calls, entry.body.rung, { unheardAt: at }) };
    case "obligation.acknowledged":
    case "obligation.self-answered": {
      const by = typeof actor === "object" ? { acknowledgedBy: actor.person } : {};
      const own = entry.type === "obligation.self-answered" ? { selfAnswered: true as const } : {};
      return { acknowledgedAt: at, ...by, ...own };
    }
  }
}

/** Owed by a moment is owed before it: at that very moment it is overdue. */
export function isOverdue(dueAt: number, now: number): boolean {
  return now >= dueAt;
}

/** How late something is that was owed by a moment: minutes, each one that has begun and 1 at that very moment; 0 where it came in time. */
export function minutesLate(dueAt: number, cameAt: number): number {
  return isOverdue(dueAt, cameAt) ? Math.max(1, Math.ceil((cameAt - dueAt) / minute)) : 0;
}

/** When a rung of the ladder is called, as long as nobody has acknowledged. */
export function callsAt(dueAt: number, { afterMinutes }: Pick<Rung, "afterMinutes">): Instant {
  return plusMinutes(instant(dueAt), afterMinutes);
}

export function isOutstanding(obligation: Pick<Obligation, "metAt" | "endedAt">): boolean {
  return obligation.metAt === undefined && obligation.endedAt === undefined;
}

/**
 * What should be true of an obligation by `now` and is not yet recorded: that it was missed, every rung up to the one reached, and the one after
 * a call that nobody heard. Answering stops the calling, not the obligation, and where that does not do, only for a while. Asked twice, answers
 * once: the entries change the escalation that it reads.
 */
export function lapses(obligation: Obligation, escalation: Escalation = fresh, now: Instant): ObligationEntry[] {
  if (!isOutstanding(obligation) || (isFresh(escalation) && !isOverdue(obligation.dueAt, now))) return [];
  const { key, dueAt } = obligation;
  const entries: ObligationEntry[] = [];
  if (escalation.missedAt === undefined && isOverdue(dueAt, now))
    entries.push({ type: "obligation.missed", body: { key, dueAt } });
  const anewAt = calledAnewAt(obligation, escalation);
  const isAnew = anewAt !== undefined && now >= anewAt;
  if (isAnswered(escalation) && !isAnew) return entries;
  if (isAnew) entries.push({ type: "obligation.called-anew", body: { key } });
  const round = isAnew ? fresh : escalation;
  for (const [index, rung] of obligation.ladder.entries()) {
    if (index < round.rung || now < rungAt(obligation, round, index)) continue;
    entries.push({ type: "obligation.escalated", body: { key, rung: index + 1, call: rung.call, dueAt } });
  }
  return entries;
}

/** Not missed yet, and nobody called: until it is missed nobody is, since no rung stands before the moment by which something is owed. */
function isFresh({ missedAt, rung }: Escalation): boolean {
  return missedAt === undefined && rung === 0;
}

/** The next moment at which `lapses` will have something to say; undefined when never. */
export function lapsesAt(obligation: Obligation, escalation: Escalation = fresh): Instant | undefined {
  if (!isOutstanding(obligation)) return undefined;
  if (isFresh(escalation)) return obligation.dueAt;
  const missedAt = escalation.missedAt === undefined ? obligation.dueAt : undefined;
  return earliest([missedAt, nextRungAt(obligation, escalation), calledAnewAt(obligation, escalation)]);
}

/** When something that was answered is called anew unless it is met: not before it is due. Undefined where it is not, or nobody has answered. */
export function calledAnewAt(
  { dueAt, againAfter }: Pick<Obligation, "dueAt" | "againAfter">,
  { acknowledgedAt, selfAnswered }: Pick<Escalation, "acknowledgedAt" | "selfAnswered">,
): Instant | undefined {
  if (againAfter === undefined || acknowledgedAt === undefined || selfAnswered) return undefined;
  return instant(Math.max(dueAt, plusMinutes(acknowledgedAt, againAfter)));
}

/** When the next rung is called if nobody answers; undefined where somebody has, or none is left. */
export function nextRungAt(
  obligation: Pick<Obligation, "dueAt" | "ladder">,
  escalation: Pick<Escalation, "rung" | "calls" | "acknowledgedAt" | "selfAnswered">,
): Instant | undefined {
  if (isAnswered(escalation) || escalation.rung >= obligation.ladder.length) return undefined;
  return rungAt(obligation, escalation, escalation.rung);
}

/** When a rung that was not called yet is: at its own time, or at once after a call that nobody heard. */
function rungAt(
  { dueAt, ladder }: Pick<Obligation, "dueAt" | "ladder">,
  { rung, calls }: Pick<Escalation, "rung" | "calls">,
  index: number,
): Instant {
  const own = callsAt(dueAt, ladder[index] ?? { afterMinutes: 0 });
  const last = index === rung ? calls[rung - 1] : undefined;
  return isUnheard(last) && last?.unheardAt !== undefined ? instant(Math.min(own, last.unheardAt)) : own;
}

export function earliest(moments: readonly (Instant | undefined)[]): Instant | undefined {
  return moments.reduce(
    (soonest, each) => (each !== undefined && (soonest === undefined || each < soonest) ? each : soonest),
    undefined,
  );
}
