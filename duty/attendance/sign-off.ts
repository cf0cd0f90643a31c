import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { minutesBetween } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, SignOffBody } from "./attendance-shapes.ts";

export interface SignOffFacts {
  /** Whether the post has passed on: the relief has signed, or nobody is due after this shift. */
  readonly relieved: boolean;
  /** Others who are on duty at this post in this shift and may hold it until the relief has signed. */
  readonly othersOn: number;
  /** Whether somebody was put in as cover, so that the shift is no longer the actor's. */
  readonly covered: boolean;
  /** Post at which the actor stands for somebody who is away; undefined where none. */
  readonly covering: string | undefined;
}

/** A person goes off duty. The last one at a post stays until the relief has taken it over (GPH-09); before the end only who is covered goes. */
export const signOff: Decide<Attendance, SignOffBody, AttendanceRule, SignOffFacts, AttendanceEntry> = ({
  state,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase === "off") return enter();
  if (state.phase !== "on") return refuse("attendance.not-on-duty", ["ZB-01"]);
  if (facts.covering !== undefined)
    return refuse("attendance.covering", ["ZB-06"], { detail: { post: facts.covering } });
  const free = facts.covered || circumstances.now >= state.occurrence.endsAt;
  const held = facts.relieved || (facts.othersOn > 0 && free);
  if (rule.untilRelieved?.required && !held) return refuse("attendance.post-uncovered", rule.untilRelieved.cites);
  const overtimeMinutes = Math.max(0, minutesBetween(state.occurrence.endsAt, circumstances.now));
  return enter({ type: "attendance.signed-off", body: { overtimeMinutes } });
};
