import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import { minutesLate } from "#duty/grammar/obligation.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Unconfirmed } from "#duty/grammar/unconfirmed-text.ts";
import { type Attendance, mayComeAgain } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, SignOnBody } from "./attendance-shapes.ts";
import { signOnDueAt, signOnOpensAt } from "./coming-due.ts";

export interface SignOnFacts {
  /** The shift as the set-up has it now; undefined where there is no such post or shift. */
  readonly occurrence: ShiftOccurrence | undefined;
  /** Whether the roster, or a cover, puts the actor here. */
  readonly rostered: boolean;
  /** Whether the actor goes when the shift ends, since somebody else leads it or none follows by the set-up. */
  readonly goesAtEnd: boolean;
  /** Who of the shift has held its line-up already; undefined where nobody has. */
  readonly linedUpBy: PersonId | undefined;
  /** Another post at which the actor is on duty. */
  readonly elsewhere: string | undefined;
  /** Regulations that bind the post and that the actor has not yet confirmed. */
  readonly unconfirmed: readonly Unconfirmed[];
  /** Post that the actor left while a shift ran there that runs beside this one; undefined where none. */
  readonly changedFrom: PostChanged | undefined;
  /** Whether the shift has passed the post on. */
  readonly handedOver: boolean;
}

/** A post that somebody left inside its shift otherwise than by moving, before they come to another one. */
export interface PostChanged {
  readonly post: string;
  /** Page on which lines of that shift are written now; undefined where there is none. */
  readonly page: string | undefined;
  /** What binds that post says of changing it inside a shift; undefined where nothing does. */
  readonly postChange: AttendanceRule["postChange"];
}

/**
 * A person comes on duty. Late is allowed, and marked; not being due here, being due nowhere yet, or being on duty elsewhere is not. Whoever has left
 * another post inside its shift, to come to this one, has changed posts as whoever moves, and leaves its work record behind (GPH-02). Whoever was
 * recorded as gone comes again into the same turn while the shift lasts and has not handed over, and is no later by it than they were (GPH-10).
 */
export const signOn: Decide<Attendance, SignOnBody, AttendanceRule, SignOnFacts, AttendanceEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances: { actor, now },
}) => {
  const { occurrence, changedFrom } = facts;
  const person = personOf(actor);
  if (state.phase === "on") return enter();
  if (!occurrence || person === undefined) return refuse("attendance.no-such-shift", ["ZB-01"], { field: "shift" });
  const refusal = hindersSignOn({ state, occurrence, rule, facts, now });
  if (refusal) return { refusal };
  if (changedFrom?.postChange?.record && body.record === undefined)
    return refuse("attendance.record-missing", changedFrom.postChange.cites, {
      field: "record",
      detail: { post: changedFrom.post },
    });
  if (state.phase === "off")
    return enter({
      type: "attendance.signed-on",
      body: { occurrence: state.occurrence, person, lateMinutes: 0, again: true },
    });
  const awaited = state.phase === "expected" ? state : {};
  const lateMinutes = minutesLate(signOnDueAt(occurrence, rule, awaited), now);
  const came: AttendanceEntry = {
    type: "attendance.signed-on",
    body: { occurrence, person, lateMinutes, ...leftBehind(body, changedFrom) },
  };
  const { linedUpBy } = facts;
  return enter<AttendanceEntry>(
    came,
    ...linedUpAlready(linedUpBy, rule),
    ...(facts.goesAtEnd && rule.signOff ? [{ type: "attendance.goes-at-end", body: {} } as const] : []),
  );
};

/** Whoever comes after somebody has held the line-up of the shift holds no other one. */
export function linedUpAlready(by: PersonId | undefined, { briefing }: AttendanceRule): AttendanceEntry[] {
  return by !== undefined && briefing ? [{ type: "attendance.lined-up", body: { by } }] : [];
}

/** What is kept of the post that somebody changed from. */
function leftBehind({ record }: SignOnBody, from: PostChanged | undefined) {
  return {
    ...(from === undefined ? {} : { changedFrom: from.post }),
    ...(record === undefined ? {} : { record: secret("free-text", record) }),
    ...(from?.page === undefined || record === undefined ? {} : { page: from.page }),
  };
}

/** Why somebody may not take duty at a post yet: a text that binds it wants to be confirmed by them first (GPH-01). */
export function unreadAt(
  { unconfirmed: [waiting] }: Pick<SignOnFacts, "unconfirmed">,
  post: string,
): { refusal: Refusal } | undefined {
  if (!waiting) return undefined;
  const detail = { regulation: waiting.regulation, post };
  return refuse("attendance.regulation-unconfirmed", waiting.rules, { detail });
}

/** Why somebody who is not on duty may not come on now; undefined where they may. */
export function hindersSignOn({
  state,
  occurrence,
  rule,
  facts,
  now,
}: {
  readonly state: Attendance;
  readonly occurrence: ShiftOccurrence;
  readonly rule: AttendanceRule;
  readonly facts: SignOnFacts;
  readonly now: Instant;
}): Refusal | undefined {
  if (state.phase === "off" && (facts.handedOver || !mayComeAgain(state, now)))
    return refuse("attendance.already-over", ["ZB-01"]).refusal;
  if (rule.rostered?.required && !facts.rostered) return refuse("attendance.not-rostered", rule.rostered.cites).refusal;
  if (rule.onePlace?.required && facts.elsewhere !== undefined)
    return refuse("attendance.elsewhere", rule.onePlace.cites, { detail: { post: facts.elsewhere } }).refusal;
  const unread = unreadAt(facts, occurrence.post);
  if (unread) return unread.refusal;
  const opensAt = signOnOpensAt(occurrence, rule) ?? now;
  if (now < opensAt) return refuse("attendance.too-early", citesOf(rule.opens), { detail: { opensAt } }).refusal;
  return now >= occurrence.endsAt ? refuse("attendance.shift-over", ["ZB-01"]).refusal : undefined;
}
