import { arriveAttendance } from "#duty/attendance/arrive-attendance.ts";
import { attendanceKind } from "#duty/attendance/attendance.ts";
import { lineUp } from "#duty/attendance/brief-attendance.ts";
import { departAttendance } from "#duty/attendance/depart-attendance.ts";
import { excuseAttendance } from "#duty/attendance/excuse-attendance.ts";
import { expectAttendance } from "#duty/attendance/expect-attendance.ts";
import { freeAttendance } from "#duty/attendance/free-attendance.ts";
import { signOffKey } from "#duty/attendance/going-owed.ts";
import { holdAttendance } from "#duty/attendance/hold-attendance.ts";
import { manShift } from "#duty/attendance/man-shift.ts";
import { putInAttendance } from "#duty/attendance/put-in-attendance.ts";
import { unscheduleAttendance } from "#duty/attendance/unschedule-attendance.ts";
import { occurrenceOf } from "#duty/site/site.ts";
import { coveringAt, known, othersThere } from "#duty/wiring/questions.ts";
import { postLeft, stillRelieved } from "./leaving-wiring.ts";
import { act, type CommandAct, turnTold } from "./wiring.ts";

/** What happens to a turn by itself: it follows from the plan, from the clock or from a hand-over, and nobody sends it. */
export const turnActs = {
  "attendance.expect": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, site }) => ({ occurrence: known(occurrenceOf(site, body)) }),
    decide: expectAttendance,
  }),
  "attendance.excuse": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, site }) => ({ occurrence: known(occurrenceOf(site, body)) }),
    decide: excuseAttendance,
  }),
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
      ...postLeft({ site, siteId }, body, state, body.person),
      ...stillRelieved({ site, siteId }, body, now),
      covering: coveringAt(siteId, body.person),
    }),
    decide: holdAttendance,
  }),
  "attendance.man-shift": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, siteId }) => ({ others: othersThere(siteId, body, body.person) }),
    decide: manShift,
  }),
  "attendance.unschedule": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, site }) => ({ occurrence: known(occurrenceOf(site, body)) }),
    decide: unscheduleAttendance,
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
  "attendance.put-in": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, site }) => ({ occurrence: known(occurrenceOf(site, body)) }),
    decide: putInAttendance,
  }),
  "attendance.arrive": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, site }) => ({ occurrence: known(occurrenceOf(site, body)) }),
    decide: arriveAttendance,
  }),
} satisfies Record<string, CommandAct>;
