import type { Decide } from "#duty/grammar/act.ts";
import { citesOf, isLeftTo } from "#duty/grammar/cited.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import { type Instant, instant, minutesBetween } from "#duty/grammar/time.ts";
import { type Attendance, firstToldAt } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, RecordAbandonmentBody } from "./attendance-shapes.ts";
import { type DeedAtPost, wasAtPost } from "./deed-at-post.ts";

export interface RecordAbandonmentFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
  /** When a relief took the post over that has it still; undefined while none has. */
  readonly relievedAt: Instant | undefined;
  /** When a relief took the post over, be it gone again; undefined while none has. */
  readonly takenOverAt: Instant | undefined;
  /** Whether they signed for the side that went: until the post was taken over they were there. */
  readonly signedOver: boolean;
  /** Whether the shift that follows has handed over as well. */
  readonly isFollowed: boolean;
  /** When they came for the shift that follows at the post; undefined while they have not. */
  readonly nextOnAt: Instant | undefined;
  /** What they did at the post around this turn. */
  readonly deeds: readonly DeedAtPost[];
}

/** How many whole minutes ago somebody who came at a moment can have left at most. */
export function mostMinutesAgo(onAt: number, now: number): number {
  return Math.max(0, minutesBetween(instant(onAt), instant(now)));
}

/**
 * Whether somebody is off duty by what others entered: an ordinary sign-off, or that they left the company. A superior may still say that they had left
 * the post before.
 */
export function isOffByOthers(attendance: Attendance): attendance is Extract<Attendance, { phase: "off" }> {
  if (attendance.phase !== "off") return false;
  return attendance.how === "departed" || (attendance.how === "signed-off" && attendance.entered !== undefined);
}

/** Who wants to say that somebody left the post, and which functions they hold for it. */
interface Telling {
  readonly actor: PersonId | undefined;
  readonly person: PersonId;
  readonly abandonment: Pick<NonNullable<AttendanceRule["abandonment"]>, "by" | "cites"> | undefined;
  readonly functions: readonly string[];
}

/** Why somebody may not say that another left the post, whenever that was; what a button asks beforehand. */
export function mayNotAbandon({ actor, person, abandonment, functions }: Telling): { refusal: Refusal } | undefined {
  if (actor === person) return refuse("attendance.own-abandonment", [...citesOf(abandonment), "ZB-01"]);
  if (abandonment && !isLeftTo(abandonment, functions))
    return refuse("attendance.function-lacking", abandonment.cites, { detail: { functions: abandonment.by } });
  return undefined;
}

/**
 * A superior records that somebody has left the post before anybody took it over; what comes of it is theirs to answer for (GPH-10). That a
 * relief has entered an ordinary sign-off for them meanwhile, or the office that they left the company, hides nothing, until the shift that follows has
 * handed over as well.
 */
export const recordAbandonment: Decide<
  Attendance,
  RecordAbandonmentBody,
  AttendanceRule,
  RecordAbandonmentFacts,
  AttendanceEntry
> = ({ state, body, rule, facts, circumstances }) => {
  const { abandonment } = rule;
  const cites = [...citesOf(abandonment), "ZB-01"];
  const actor = personOf(circumstances.actor);
  const mayNot = mayNotAbandon({ actor, person: body.person, abandonment, functions: facts.functions });
  if (mayNot) return mayNot;
  const isOff = isOffByOthers(state);
  if (state.phase !== "on" && !isOff) return refuse("attendance.not-on-duty", cites, { field: "person" });
  if (isOff && facts.isFollowed) return refuse("attendance.next-handed-over", cites, { field: "person" });
  if (body.leftAt < state.onAt || body.leftAt > (isOff ? firstToldAt(state) : circumstances.now))
    return refuse("attendance.left-when", cites, { field: "leftAt" });
  const relievedAt = isOff ? facts.takenOverAt : facts.relievedAt;
  if (relievedAt !== undefined && (body.leftAt >= relievedAt || (isOff && facts.signedOver)))
    return refuse("attendance.was-relieved", cites, { field: "leftAt", detail: { relievedAt } });
  const { nextOnAt = 0 } = facts;
  const isBack = nextOnAt > body.leftAt;
  const last = isOff ? firstToldAt(state) : circumstances.now;
  const until = isBack ? Math.min(last, nextOnAt) : last;
  const wasThere = wasAtPost(facts.deeds, { leftAt: body.leftAt, until, field: "leftAt", cites });
  if (wasThere) return wasThere;
  const { leftAt, account } = body;
  const violation = abandonment?.violation ?? false;
  const cameAgain = isBack ? ({ cameAgain: true } as const) : {};
  const wasOff = isOff ? ({ wasOff: true } as const) : {};
  return enter({
    type: "attendance.abandoned",
    body: { leftAt, account: secret("free-text", account), violation, ...cameAgain, ...wasOff },
  });
};
