import { arriveAttendance } from "#duty/attendance/arrive-attendance.ts";
import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import * as shapes from "#duty/attendance/attendance-shapes.ts";
import { briefAttendance } from "#duty/attendance/brief-attendance.ts";
import { excuseAttendance } from "#duty/attendance/excuse-attendance.ts";
import { expectAttendance } from "#duty/attendance/expect-attendance.ts";
import { moveAttendance } from "#duty/attendance/move-attendance.ts";
import { recordAbandonment } from "#duty/attendance/record-abandonment.ts";
import { signOff } from "#duty/attendance/sign-off.ts";
import { signOn } from "#duty/attendance/sign-on.ts";
import { occurrenceOf } from "#duty/site/site.ts";
import {
  coveringAt,
  elsewhereThan,
  isAway,
  isFollowed,
  known,
  othersThere,
  pageFor,
  phaseOfHandover,
  whoIsDue,
} from "#duty/wiring/questions.ts";
import { actorsFunctions } from "./authority.ts";
import { unconfirmedBy } from "./notice-wiring.ts";
import { act, actorOf, type CommandAct, ownTurn, turnTold } from "./wiring.ts";

export const attendanceActs = {
  "attendance.expect": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, site }) => ({ occurrence: known(occurrenceOf(site, body)) }),
    decide: expectAttendance,
  }),
  "attendance.sign-on": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.signOnBody,
    id: ownTurn,
    facts: ({ body, site, siteId, circumstances }) => {
      const person = actorOf(circumstances.actor);
      const due = whoIsDue(siteId, body);
      return {
        occurrence: known(occurrenceOf(site, body)),
        rostered: { ...due, answer: (reader) => due.answer(reader).some((each) => each.person === person) },
        elsewhere: elsewhereThan(siteId, body.post, person),
        unconfirmed: unconfirmedBy({ site, siteId }, body, person),
      };
    },
    decide: signOn,
  }),
  "attendance.brief": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.briefBody,
    id: ownTurn,
    facts: () => ({}),
    decide: briefAttendance,
  }),
  "attendance.move": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.moveBody,
    id: ownTurn,
    facts: ({ body, site, siteId, circumstances: { actor } }) => ({
      shiftThere: known(occurrenceOf(site, { ...body, post: body.to }) !== undefined),
      page: pageFor(siteId, body),
      covering: coveringAt(siteId, actorOf(actor)),
      away: isAway(siteId, actorOf(actor)),
    }),
    decide: moveAttendance,
  }),
  "attendance.excuse": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: () => ({}),
    decide: excuseAttendance,
  }),
  "attendance.arrive": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, site }) => ({ occurrence: known(occurrenceOf(site, body)) }),
    decide: arriveAttendance,
  }),
  "attendance.sign-off": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.signOffBody,
    id: ownTurn,
    facts: ({ body, state, site, siteId, circumstances: { actor } }) => {
      const person = actorOf(actor);
      const phase = phaseOfHandover(siteId, body);
      const followed = state.phase === "on" ? isFollowed({ site, siteId }, state.occurrence) : known(true);
      const due = whoIsDue(siteId, body);
      return {
        relieved: {
          streams: [...(phase.streams ?? []), ...(followed.streams ?? [])],
          answer: (reader) => phase.answer(reader) === "completed" || !followed.answer(reader),
        },
        othersOn: othersThere(siteId, body, person),
        covering: coveringAt(siteId, person),
        covered: {
          ...due,
          answer: (reader) => !hasMovedIn(state) && !due.answer(reader).some((each) => each.person === person),
        },
      };
    },
    decide: signOff,
  }),
  "attendance.record-abandonment": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.recordAbandonmentBody,
    id: turnTold,
    facts: (about) => ({ functions: actorsFunctions(about, about.body.post) }),
    decide: recordAbandonment,
  }),
} satisfies Record<string, CommandAct>;

/** Who has come from another post inside the shift stands in that post's roster. */
function hasMovedIn(state: Attendance): boolean {
  return state.phase === "on" && state.from !== undefined;
}
