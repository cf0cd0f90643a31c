import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, RecordAbandonmentBody } from "./attendance-shapes.ts";

export interface RecordAbandonmentFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
}

/** A superior records that somebody has left the post without being relieved; what comes of it is theirs to answer for (GPH-10). */
export const recordAbandonment: Decide<
  Attendance,
  RecordAbandonmentBody,
  AttendanceRule,
  RecordAbandonmentFacts,
  AttendanceEntry
> = ({ state, body, rule, facts, circumstances }) => {
  const { abandonment } = rule;
  const cites = [...citesOf(abandonment), "ZB-01"];
  if (personOf(circumstances.actor) === body.person) return refuse("attendance.own-abandonment", cites);
  if (abandonment && !abandonment.by.some((each) => facts.functions.includes(each)))
    return refuse("attendance.function-lacking", abandonment.cites, { detail: { functions: abandonment.by } });
  if (state.phase !== "on") return refuse("attendance.not-on-duty", cites, { field: "person" });
  if (body.leftAt < state.onAt || body.leftAt > circumstances.now)
    return refuse("attendance.left-when", cites, { field: "leftAt" });
  const { leftAt, account } = body;
  const violation = abandonment?.violation ?? false;
  return enter({ type: "attendance.abandoned", body: { leftAt, account: secret("free-text", account), violation } });
};
