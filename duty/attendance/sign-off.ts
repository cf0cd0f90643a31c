import type { Decide } from "#duty/grammar/act.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, minutesBetween } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, SignOffBody } from "./attendance-shapes.ts";
import { emptiesPost, leavesTooFew, type PostLeft, type StayWanted } from "./leaving-post.ts";

export interface SignOffFacts extends PostLeft {
  /** Whether somebody was put in as cover, so that the shift is no longer the actor's. */
  readonly covered: boolean;
  /** Post at which the actor stands for somebody who is away; undefined where none. */
  readonly covering: string | undefined;
  readonly stay: StayWanted;
}

/**
 * A person goes off duty. The last one at a post stays until the relief has taken it over (GPH-09, ZB-24). Before the end one of several goes, as long as
 * as many stay as a regulation wants of whoever leaves the post (ZB-21), unless the shift is not theirs any more.
 */
export const signOff: Decide<Attendance, SignOffBody, AttendanceRule, SignOffFacts, AttendanceEntry> = ({
  state,
  rule,
  facts,
  circumstances: { now },
}) => {
  if (state.phase === "off") return enter();
  if (state.phase !== "on") return refuse("attendance.not-on-duty", ["ZB-01"]);
  const { occurrence } = state;
  const refusal = hindersSignOff({ occurrence, rule, facts, now });
  if (refusal) return { refusal };
  const overtimeMinutes = Math.max(0, minutesBetween(occurrence.endsAt, now));
  return enter({ type: "attendance.signed-off", body: { overtimeMinutes } });
};

/** Why somebody who is on duty may not sign off now; undefined where they may. */
export function hindersSignOff(about: {
  readonly occurrence: Pick<ShiftOccurrence, "endsAt">;
  readonly rule: AttendanceRule;
  readonly facts: SignOffFacts;
  readonly now: Instant;
}): Refusal | undefined {
  const { facts, rule, now } = about;
  if (facts.covering !== undefined)
    return refuse("attendance.covering", ["ZB-06"], { detail: { post: facts.covering } }).refusal;
  const { endsAt } = about.occurrence;
  const empties = emptiesPost(facts, rule, { endsAt, now });
  const isFree = facts.covered || facts.relieved || now >= endsAt;
  return (empties ?? (isFree ? undefined : leavesTooFew(facts)))?.refusal;
}
