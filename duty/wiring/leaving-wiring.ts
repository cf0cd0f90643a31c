import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import * as shapes from "#duty/attendance/attendance-shapes.ts";
import { moveAttendance } from "#duty/attendance/move-attendance.ts";
import { type SignOffFacts, signOff } from "#duty/attendance/sign-off.ts";
import type { Questions } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { occurrenceOf } from "#duty/site/site.ts";
import { exchangeFacts } from "./exchange-wiring.ts";
import { keptFor } from "./kept-for.ts";
import { unconfirmedBy } from "./notice-wiring.ts";
import { postLeft, stillRelieved } from "./post-left.ts";
import * as questions from "./questions.ts";
import { type About, act, actorOf, type CommandAct, ownTurn } from "./wiring.ts";

/** The ways in which somebody leaves a post for good, by an act of their own. */
export const leavingActs = {
  "attendance.move": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.moveBody,
    waits: "for-author",
    id: ownTurn,
    facts: ({ body, state, site, siteId, circumstances: { actor, now, under } }) => ({
      ...postLeft({ site, siteId }, body, { state, person: actorOf(actor), now }),
      ...stillRelieved({ site, siteId }, body, now),
      shiftThere: questions.known(occurrenceOf(site, { ...body, post: body.to }) !== undefined),
      page: questions.pageFor(siteId, body),
      covering: questions.coveringAt(siteId, actorOf(actor)),
      away: questions.isAway(siteId, actorOf(actor)),
      stay: questions.known(questions.stayWanted({ site, siteId, circumstances: { under } }, body)),
      keptFor: keptFor({ site, siteId }, { ...body, post: body.to, person: actorOf(actor) }, under),
      staysOn: questions.hasOtherTurn(siteId, [{ ...body, person: actorOf(actor) }]),
      unconfirmed: unconfirmedBy({ site, siteId }, { ...body, post: body.to }, actorOf(actor)),
      exchange: exchangeFacts({ site, siteId }, body, now),
    }),
    decide: moveAttendance,
  }),
  "attendance.sign-off": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.signOffBody,
    waits: "for-author",
    id: ownTurn,
    facts: signOffFacts,
    decide: signOff,
  }),
} satisfies Record<string, CommandAct>;

/** What signing off rests on. */
export function signOffFacts({
  body,
  state,
  site,
  siteId,
  circumstances: { actor, now, under },
}: About<ShiftName, Attendance, unknown>): Questions<SignOffFacts> {
  const person = actorOf(actor);
  const due = questions.whoIsDue(siteId, body);
  return {
    ...postLeft({ site, siteId }, body, { state, person, now }),
    ...stillRelieved({ site, siteId }, body, now),
    covering: questions.coveringAt(siteId, person),
    stay: questions.known(questions.stayWanted({ site, siteId, circumstances: { under } }, body)),
    covered: {
      ...due,
      answer: (reader) => !hasMovedIn(state) && !due.answer(reader).some((each) => each.person === person),
    },
  };
}

/** Who has come from another post inside the shift stands in that post's roster. */
function hasMovedIn(state: Attendance): boolean {
  return state.phase === "on" && state.from !== undefined;
}
