import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, BriefBody } from "./attendance-shapes.ts";

export interface BriefFacts {
  /** Those of the attendees who belong to the organisation and may be at this site. */
  readonly here: readonly PersonId[];
  /** Who is due or on duty at another post of the site while the shift lasts. */
  readonly taking: readonly PersonId[];
  /** The same of the post itself, where whoever leads stands. */
  readonly beside: readonly PersonId[];
  /** Who else stands in the shift at the post. */
  readonly others: readonly PersonId[];
  /** Who of the site is away from their post for a while, and covers at no other one. */
  readonly gone: readonly PersonId[];
  /** Whether they have left the post for a while, to come back when they will: not to cover another one. */
  readonly away: boolean;
}

/**
 * The leader's line-up before the shift: what matters today, and who else heard it (SLH-03). It is held for the guards who take the shift, and at
 * least one of them is there; whoever else listened may be named beside them, such as another leader. That one is enough where there are no
 * guards, and nobody is needed where nobody else takes the shift at all. It is held face to face: whoever is away from the post comes back first,
 * and nobody hears it who is away from theirs.
 */
export const briefAttendance: Decide<Attendance, BriefBody, AttendanceRule, BriefFacts, AttendanceEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase !== "on") return refuse("attendance.not-on-duty", ["ZB-01"]);
  if (facts.away) return refuse("attendance.away", ["ZB-01"]);
  if (state.briefedAt !== undefined) return refuse("attendance.already-briefed", ["ZB-01"]);
  const { briefing } = rule;
  if (briefing?.keyPoints && body.keyPoints === undefined)
    return refuse("attendance.key-points-missing", briefing.cites, { field: "keyPoints" });
  const attendees = [...new Set(body.attendees)];
  const stranger = attendees.find((each) => !facts.here.includes(each));
  if (stranger !== undefined) return refuse("attendance.attendee-unknown", ["ZB-01"], { field: "attendees" });
  if (attendees.some((each) => facts.gone.includes(each)))
    return refuse("attendance.attendee-away", ["ZB-01"], { field: "attendees" });
  const isAnother = (each: PersonId) => each !== personOf(circumstances.actor) && !facts.gone.includes(each);
  const guards = facts.taking.filter(isAnother);
  const takers = guards.length > 0 ? guards : facts.beside.filter(isAnother);
  if (briefing?.attendees && takers.length > 0 && !attendees.some((each) => takers.includes(each)))
    return refuse("attendance.attendees-missing", briefing.cites, { field: "attendees" });
  const keyPoints = body.keyPoints === undefined ? undefined : secret("free-text", body.keyPoints);
  const others = [...facts.others];
  return enter<AttendanceEntry>(
    { type: "attendance.briefed", body: { ...(keyPoints ? { keyPoints } : {}), attendees } },
    ...(others.length > 0 ? [{ type: "attendance.briefed-others", body: { people: others } } as const] : []),
  );
};

/** Follows the line-up of somebody else in the same shift: it is held, and nobody of it owes another. */
export const lineUp: Decide<
  Attendance,
  Turn & { readonly by: PersonId },
  AttendanceRule,
  Record<string, never>,
  AttendanceEntry
> = ({ state, body: { by } }) => {
  const owes = state.phase === "on" && state.briefedAt === undefined && state.linedUpAt === undefined;
  return owes ? enter({ type: "attendance.lined-up", body: { by } }) : enter();
};
