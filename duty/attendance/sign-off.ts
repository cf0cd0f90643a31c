import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { minutesBetween } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, SignOffBody } from "./attendance-shapes.ts";
import { emptiesPost, type PostLeft } from "./leaving-post.ts";

export interface SignOffFacts extends PostLeft {
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
  const { endsAt } = state.occurrence;
  const free = facts.covered || circumstances.now >= endsAt;
  // Before the end others keep the post only for somebody whose shift it no longer is.
  const empties = emptiesPost(free ? facts : { ...facts, othersOn: 0 }, rule, { endsAt, now: circumstances.now });
  if (empties) return empties;
  const overtimeMinutes = Math.max(0, minutesBetween(endsAt, circumstances.now));
  return enter({ type: "attendance.signed-off", body: { overtimeMinutes } });
};
