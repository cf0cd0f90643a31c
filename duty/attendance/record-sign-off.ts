import type { Decide } from "#duty/grammar/act.ts";
import { isLeftTo } from "#duty/grammar/cited.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import { type Instant, instant, minutesBetween } from "#duty/grammar/time.ts";
import { type Attendance, firstToldAt } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, RecordSignOffBody } from "./attendance-shapes.ts";
import { type DeedAtPost, wasAtPost } from "./deed-at-post.ts";
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
  /** What the person did at the post around this turn. */
  readonly deeds: readonly DeedAtPost[];
  /** When they came for the shift that follows at the post; undefined while they have not. */
  readonly nextOnAt: Instant | undefined;
}

/** Who wants to say when somebody left, of what, and which functions they hold for the post. */
interface Recording {
  readonly actor: PersonId | undefined;
  readonly person: PersonId;
  readonly allowed: AttendanceRule["recordSignOff"];
  readonly functions: readonly string[];
  /** Whether they took the post over from somebody who still counts as on duty. */
  readonly asRelief: boolean;
}

/** Why somebody may not say when another left, whatever time they would give; what a button asks beforehand. */
export function mayNotRecord({
  actor,
  person,
  allowed,
  functions,
  asRelief,
}: Recording): { refusal: Refusal } | undefined {
  const cites = allowed?.cites ?? ["ZB-30"];
  if (actor === person) return refuse("attendance.own-sign-off", cites);
  if (asRelief || isLeftTo(allowed, functions)) return undefined;
  return refuse("attendance.function-lacking", cites, { detail: { functions: allowed?.by ?? [] } });
}

/**
 * Somebody has gone and forgotten to sign off: whoever took the post over, or a superior, records when they left. A superior corrects a
 * sign-off the same way, again where that was wrong, but to no time later than when it was first told, from when on they may stand
 * elsewhere. All that was told stays in the journal (ZB-30).
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
  const asRelief = facts.tookOver && state.phase === "on";
  const mayNot = mayNotRecord({ actor: personOf(actor), person, allowed, functions: facts.functions, asRelief });
  if (mayNot) return mayNot;
  const isOff = state.phase === "off" && state.how === "signed-off";
  if (state.phase !== "on" && !isOff) return refuse("attendance.not-on-duty", cites, { field: "person" });
  if (!isOff && facts.covering !== undefined)
    return refuse("attendance.covering", ["ZB-06"], { field: "person", detail: { post: facts.covering } });
  const { endsAt } = state.occurrence;
  const empties = isOff ? undefined : emptiesPost(facts, { untilRelieved }, { endsAt, now });
  if (empties) return empties;
  const from = instant(Math.max(state.onAt, facts.handedOverAt ?? 0));
  const until = isOff ? firstToldAt(state) : now;
  if (at < from || at > until) return refuse("attendance.left-when", cites, { field: "at" });
  const last = Math.min(until, facts.nextOnAt ?? until);
  const wasThere = wasAtPost(facts.deeds, { leftAt: at, until: last, field: "at", cites });
  if (wasThere) return wasThere;
  const overtimeMinutes = Math.max(0, minutesBetween(endsAt, instant(at)));
  return enter({
    type: "attendance.sign-off-recorded",
    body: { at, overtimeMinutes, reason: secret("free-text", reason) },
  });
};
