import { arriveAttendance } from "#duty/attendance/arrive-attendance.ts";
import { attendanceKind } from "#duty/attendance/attendance.ts";
import { excuseAttendance } from "#duty/attendance/excuse-attendance.ts";
import { expectAttendance } from "#duty/attendance/expect-attendance.ts";
import { putInAttendance } from "#duty/attendance/put-in-attendance.ts";
import { unscheduleAttendance } from "#duty/attendance/unschedule-attendance.ts";
import { occurrenceOf } from "#duty/site/site.ts";
import { known } from "#duty/wiring/questions.ts";
import { linedUpBy } from "./sign-on-facts.ts";
import { act, type CommandAct, turnTold } from "./wiring.ts";

/** What a plan makes of a turn: somebody is waited for, no longer, or in place of somebody else; nobody sends it. */
export const plannedTurnActs = {
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
  "attendance.unschedule": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: turnTold,
    facts: ({ body, site }) => ({ occurrence: known(occurrenceOf(site, body)) }),
    decide: unscheduleAttendance,
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
    facts: ({ body, site, siteId }) => ({
      occurrence: known(occurrenceOf(site, body)),
      linedUpBy: linedUpBy(siteId, body, body.person),
    }),
    decide: arriveAttendance,
  }),
} satisfies Record<string, CommandAct>;
