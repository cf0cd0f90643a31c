import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import { type Instant, instant, minutesBetween } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, RecordAbandonmentBody } from "./attendance-shapes.ts";

export interface RecordAbandonmentFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
  /** When a relief took the post over; undefined while none has. */
  readonly relievedAt: Instant | undefined;
  /** When they came for the shift that follows at the post; undefined while they have not. */
  readonly nextOnAt: Instant | undefined;
}

/** How many whole minutes ago somebody who came at a moment can have left at most. */
export function mostMinutesAgo(onAt: number, now: number): number {
  return Math.max(0, minutesBetween(instant(onAt), instant(now)));
}

/** A superior records that somebody has left the post before anybody took it over; what comes of it is theirs to answer for (GPH-10). */
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
  if (facts.relievedAt !== undefined && body.leftAt >= facts.relievedAt)
    return refuse("attendance.was-relieved", cites, { field: "leftAt", detail: { relievedAt: facts.relievedAt } });
  const { leftAt, account } = body;
  const violation = abandonment?.violation ?? false;
  const cameAgain = facts.nextOnAt !== undefined && facts.nextOnAt > leftAt ? ({ cameAgain: true } as const) : {};
  return enter({
    type: "attendance.abandoned",
    body: { leftAt, account: secret("free-text", account), violation, ...cameAgain },
  });
};
