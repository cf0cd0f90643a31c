import { attendanceKind } from "#duty/attendance/attendance.ts";
import { bindAttendance } from "#duty/attendance/bind-attendance.ts";
import { lineUp } from "#duty/attendance/brief-attendance.ts";
import { departAttendance } from "#duty/attendance/depart-attendance.ts";
import { freeAttendance } from "#duty/attendance/free-attendance.ts";
import { signOffKey } from "#duty/attendance/going-owed.ts";
import { holdAttendance } from "#duty/attendance/hold-attendance.ts";
import { manShift } from "#duty/attendance/man-shift.ts";
import { coveringAt, known } from "#duty/wiring/questions.ts";
import { keptElsewhere } from "./kept-elsewhere.ts";
import { postLeft, stillRelieved } from "./post-left.ts";
import { lacksLineUp } from "./sign-on-facts.ts";
import { othersThere, reliefCameAt } from "./who-keeps.ts";
import { act, type CommandAct, turnTold } from "./wiring.ts";

/** What happens to a turn by itself: it follows from the clock, from a hand-over or from what others of the shift do, and nobody sends it. */
export const turnActs = {
  "attendance.free": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ escalations }) => ({ missed: known(escalations[signOffKey]?.missedAt !== undefined) }),
    decide: freeAttendance,
  }),
  "attendance.hold": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, state, site, siteId, circumstances: { now } }) => ({
      ...postLeft({ site, siteId }, body, { state, person: body.person, now }),
      ...stillRelieved({ site, siteId }, body, now),
      covering: coveringAt(siteId, body.person),
      reliefCameAt: reliefCameAt({ site, siteId }, body, now),
    }),
    decide: holdAttendance,
  }),
  "attendance.bind": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, state, siteId, escalations, circumstances: { now } }) => ({
      ...keptElsewhere(siteId, body, state),
      missed: known(Object.keys(escalations).filter((key) => escalations[key]?.missedAt !== undefined)),
      lacksLineUp: lacksLineUp(siteId, body, now),
    }),
    decide: bindAttendance,
  }),
  "attendance.man-shift": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, siteId, circumstances: { now } }) => ({
      others: othersThere(siteId, body, { person: body.person, now }),
    }),
    decide: manShift,
  }),
  "attendance.depart": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: () => ({}),
    decide: departAttendance,
  }),
  "attendance.line-up": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: () => ({}),
    decide: lineUp,
  }),
} satisfies Record<string, CommandAct>;
