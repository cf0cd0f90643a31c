import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import { type Instant, instant, minutesBetween } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, RecordSignOffBody } from "./attendance-shapes.ts";
import { emptiesPost, type PostLeft } from "./leaving-post.ts";

export interface RecordSignOffFacts extends PostLeft {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
  /** Whether the actor took the post over from this shift. */
  readonly tookOver: boolean;
  /** When the post passed on, where the person signed for the side that went; before that they were there. */
  readonly handedOverAt: Instant | undefined;
  /** Post at which the person stands for somebody who is away; undefined where none. */
  readonly covering: string | undefined;
}

/**
 * Somebody has gone and forgotten to sign off: whoever took the post over, or a superior, records when they left. A superior corrects a
 * sign-off that came too late the same way; the time that was told first stays in the journal (ZB-30).
 */
export const recordSignOff: Decide<
  Attendance,
  RecordSignOffBody,
  AttendanceRule,
  RecordSignOffFacts,
  AttendanceEntry
> = ({ state, body: { person, at, reason }, rule, facts, circumstances: { actor, now } }) => {
  const { recordSignOff: allowed, untilRelieved } = rule;
  const cites = allowed?.cites ?? ["ZB-30"];
  if (personOf(actor) === person) return refuse("attendance.own-sign-off", cites);
  const isSuperior = !allowed || allowed.by.some((each) => facts.functions.includes(each));
  if (!isSuperior && !(facts.tookOver && state.phase === "on"))
    return refuse("attendance.function-lacking", cites, { detail: { functions: allowed.by } });
  const isOff = state.phase === "off" && state.how === "signed-off";
  if (state.phase !== "on" && !isOff) return refuse("attendance.not-on-duty", cites, { field: "person" });
  if (facts.covering !== undefined)
    return refuse("attendance.covering", ["ZB-06"], { field: "person", detail: { post: facts.covering } });
  const { endsAt } = state.occurrence;
  const empties = isOff ? undefined : emptiesPost(facts, { untilRelieved }, { endsAt, now });
  if (empties) return empties;
  const from = instant(Math.max(state.onAt, facts.handedOverAt ?? 0));
  const until = isOff ? state.offAt : now;
  if (at < from || at > until) return refuse("attendance.left-when", cites, { field: "at" });
  const overtimeMinutes = Math.max(0, minutesBetween(endsAt, instant(at)));
  return enter({
    type: "attendance.sign-off-recorded",
    body: { at, overtimeMinutes, reason: secret("free-text", reason) },
  });
};
