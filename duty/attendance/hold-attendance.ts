import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import type { FreeBody } from "./free-attendance.ts";
import { emptiesPost, type PostLeft } from "./leaving-post.ts";

export interface HoldFacts extends PostLeft {
  /** Post at which the person stands for somebody who is away; undefined where none. */
  readonly covering: string | undefined;
  /** When the first of those came who stand at the post in a later shift; undefined where nobody does. */
  readonly reliefCameAt: Instant | undefined;
}

/**
 * The clock asks before it counts a sign-off as missed (ZB-30): whoever may not go is held, and asked again after as long as the shift has been
 * over; whoever was held and is no longer has the whole time to go from then on, and so has who could go only since the relief came, after the end.
 * Nothing is entered where they might have gone: then it is missed.
 */
export const holdAttendance: Decide<Attendance, FreeBody, AttendanceRule, HoldFacts, AttendanceEntry> = ({
  state,
  rule,
  facts,
  circumstances: { now },
}) => {
  if (state.phase !== "on") return enter();
  const { endsAt } = state.occurrence;
  const isHeld = facts.covering !== undefined || emptiesPost(facts, rule, { endsAt, now }) !== undefined;
  if (isHeld) return enter({ type: "attendance.held", body: { until: instant(now + Math.max(now - endsAt, minute)) } });
  const waited = state.freedAt === undefined && (facts.reliefCameAt ?? endsAt) > endsAt;
  return state.heldUntil === undefined && !waited ? enter() : enter({ type: "attendance.freed", body: {} });
};
