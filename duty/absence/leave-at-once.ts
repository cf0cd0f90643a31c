import type { Decide } from "#duty/grammar/act.ts";
import { calledAtOnce } from "#duty/grammar/call-at-once.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { type Absence, type Colleague, openStand, takenLeave, unsaidLeave } from "./absence.ts";
import { colleaguesLadder, hearAtOnce, hearKey, latestEnd, standInKey, tellKey } from "./absence-kind.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import type { AbsenceEntry, OwnShift, TellAbsenceBody } from "./absence-shapes.ts";
import { sealedWords } from "./ask-absence.ts";

export interface LeaveAtOnceFacts {
  /** Others who stand where whoever leaves stood, or hold a turn there, in whichever shift; whoever covers elsewhere stood at two posts. */
  readonly colleagues: readonly Colleague[];
  readonly occurrence: ShiftOccurrence | undefined;
  readonly onDuty: boolean;
  /** Who stands at the post in another shift, as a relief does who has come early. */
  readonly relieving: readonly PersonId[];
}

/**
 * An emergency: whoever is on duty goes, whatever is open. Each of those at the same post and the first rung of the ladder are called in the same
 * moment, those who are away too, for they may be nearest; the reason follows (ZB-22). Where the relief is there already, and is enough, nobody
 * else has to come: the ladder is called about why somebody went, which is open until they say it, for a call about the empty post would end
 * unheard in the moment it is made.
 */
export const leaveAtOnce: Decide<Absence, OwnShift, AbsenceRule, LeaveAtOnceFacts, AbsenceEntry | ObligationEntry> = ({
  state,
  rule,
  facts: { occurrence, onDuty, colleagues, relieving },
  circumstances: { now },
}) => {
  if (!onDuty || !occurrence) return refuse("absence.not-on-duty", ["ZB-01"]);
  if (takenLeave(state)) return enter();
  const stand = openStand(state);
  const stoodFor = stand ? { stoodFor: stand.standsFor } : {};
  const told = colleagues.map(({ person }) => person);
  const [by] = relieving.length >= (rule.stay?.people ?? 1) ? relieving : [];
  const number = state.times.length + 1;
  const left = { type: "absence.left-at-once", body: { occurrence, told, ...stoodFor } } as const;
  const called = callColleagues(rule, number, colleagues, now);
  if (by === undefined)
    return enter<AbsenceEntry | ObligationEntry>(left, ...called, ...firstCall(rule, standInKey(number, 1), now));
  const manned = { type: "absence.post-manned", body: { by } } as const;
  return enter<AbsenceEntry | ObligationEntry>(left, ...called, manned, ...callAboutGoing(rule, number, now));
};

/** Each of those at the post is called, by name: they say that they have heard. */
function callColleagues(
  rule: AbsenceRule,
  number: number,
  people: readonly Colleague[],
  now: Instant,
): (AbsenceEntry | ObligationEntry)[] {
  const asked = hearAtOnce(rule, now);
  if (!asked || people.length === 0) return [];
  return [
    { type: "absence.colleagues-called", body: { people: [...people] } },
    ...people.flatMap(({ person }) =>
      calledAtOnce(colleaguesLadder, { key: hearKey(number, person), dueAt: asked.dueAt }),
    ),
  ];
}

/** The rungs that wait for nothing are called about why somebody went. */
function callAboutGoing({ emergency }: AbsenceRule, number: number, now: Instant): ObligationEntry[] {
  if (!emergency) return [];
  return calledAtOnce(emergency.ladder, { key: tellKey(number), dueAt: plusMinutes(now, emergency.tellMinutes) });
}

/** The rungs that wait for nothing are called now; the others follow by themselves, counted from when somebody should have stood in. */
export function firstCall({ emergency }: AbsenceRule, key: string, now: Instant): ObligationEntry[] {
  if (!emergency) return [];
  return calledAtOnce(emergency.ladder, { key, dueAt: plusMinutes(now, emergency.withinMinutes) });
}

/** Whoever left at once says why, and, while still away, when they will be back. */
export const tellAbsence: Decide<Absence, TellAbsenceBody, AbsenceRule, Record<string, never>, AbsenceEntry> = ({
  state,
  body,
  rule: { place },
  circumstances: { now },
}) => {
  const leave = unsaidLeave(state);
  if (!leave) return refuse("absence.nothing-to-tell", ["ZB-22"]);
  const why = sealedWords(body);
  if (leave.over) return enter({ type: "absence.told", body: why });
  if (place?.required && body.to === undefined) return refuse("absence.place-missing", place.cites, { field: "to" });
  const { returnBy } = body;
  if (returnBy === undefined || !canReturnBy(returnBy, now, leave.occurrence))
    return refuse("absence.return-when", ["ZB-22"], { field: "returnBy" });
  return enter({ type: "absence.told", body: { ...why, returnBy } });
};

/** An emergency lasts as long as it lasts, also beyond the shift: nobody is made to say what is not true. One comes back later than now. */
export function canReturnBy(returnBy: Instant, now: Instant, occurrence: Pick<ShiftOccurrence, "endsAt">): boolean {
  return returnBy > now && returnBy <= latestEnd(now, occurrence);
}
