import { arrive } from "#duty/attendance/arrive.ts";
import { type Attendance, attendanceId, attendanceNoun } from "#duty/attendance/attendance.ts";
import * as shapes from "#duty/attendance/attendance-shapes.ts";
import { brief } from "#duty/attendance/brief.ts";
import { excuse } from "#duty/attendance/excuse.ts";
import { expect } from "#duty/attendance/expect.ts";
import { move } from "#duty/attendance/move.ts";
import { recordAbandonment } from "#duty/attendance/record-abandonment.ts";
import { signOff } from "#duty/attendance/sign-off.ts";
import { signOn } from "#duty/attendance/sign-on.ts";
import { settingId } from "#duty/grammar/setting.ts";
import {
  elsewhereThan,
  functionsAt,
  isFollowed,
  known,
  pageFor,
  phaseOfHandover,
  turnsAt,
  whoIsDue,
} from "#duty/questions.ts";
import { settingOf } from "#duty/site/site.ts";
import { unconfirmedBy } from "./notice-wiring.ts";
import { act, actorOf, type CommandAct } from "./wiring.ts";

export const attendanceActs = {
  "attendance.expect": act({
    noun: attendanceNoun,
    mode: "exclusive",
    id: ({ body }) => attendanceId(body),
    facts: ({ body, site }) => ({ setting: known(settingOf(site, body)) }),
    decide: expect,
  }),
  "attendance.sign-on": act({
    noun: attendanceNoun,
    mode: "exclusive",
    shape: shapes.signOnBody,
    id: ({ body, actor }) => attendanceId({ ...body, person: actorOf(actor) }),
    facts: ({ body, site, siteId, circumstances }) => {
      const person = actorOf(circumstances.actor);
      const due = whoIsDue(siteId, body);
      return {
        setting: known(settingOf(site, body)),
        rostered: { ...due, answer: (reader) => due.answer(reader).some((each) => each.person === person) },
        elsewhere: elsewhereThan(siteId, body.post, person),
        unconfirmed: unconfirmedBy({ site, siteId }, body, person),
      };
    },
    decide: signOn,
  }),
  "attendance.brief": act({
    noun: attendanceNoun,
    mode: "exclusive",
    shape: shapes.briefBody,
    id: ({ body, actor }) => attendanceId({ ...body, person: actorOf(actor) }),
    facts: () => ({}),
    decide: brief,
  }),
  "attendance.move": act({
    noun: attendanceNoun,
    mode: "exclusive",
    shape: shapes.moveBody,
    id: ({ body, actor }) => attendanceId({ ...body, person: actorOf(actor) }),
    facts: ({ body, site, siteId }) => ({
      shiftThere: known(settingOf(site, { ...body, post: body.to }) !== undefined),
      page: pageFor(siteId, body),
    }),
    decide: move,
  }),
  "attendance.excuse": act({
    noun: attendanceNoun,
    mode: "exclusive",
    id: ({ body }) => attendanceId(body),
    facts: () => ({}),
    decide: excuse,
  }),
  "attendance.arrive": act({
    noun: attendanceNoun,
    mode: "exclusive",
    id: ({ body }) => attendanceId(body),
    facts: ({ body, site }) => ({ setting: known(settingOf(site, body)) }),
    decide: arrive,
  }),
  "attendance.sign-off": act({
    noun: attendanceNoun,
    mode: "exclusive",
    shape: shapes.signOffBody,
    id: ({ body, actor }) => attendanceId({ ...body, person: actorOf(actor) }),
    facts: ({ body, state, site, siteId, circumstances: { actor } }) => {
      const person = actorOf(actor);
      const phase = phaseOfHandover(siteId, body);
      const followed = state.phase === "on" ? isFollowed({ site, siteId }, state.setting) : known(true);
      const turns = turnsAt(siteId, body.post);
      const due = whoIsDue(siteId, body);
      return {
        relieved: {
          streams: [...(phase.streams ?? []), ...(followed.streams ?? [])],
          answer: (reader) => phase.answer(reader) === "completed" || !followed.answer(reader),
        },
        othersOn: {
          ...turns,
          answer: (reader) =>
            turns.answer(reader).filter((each) => each.person !== person && settingId(each) === settingId(body)).length,
        },
        covered: {
          ...due,
          answer: (reader) => !hasMovedIn(state) && !due.answer(reader).some((each) => each.person === person),
        },
      };
    },
    decide: signOff,
  }),
  "attendance.record-abandonment": act({
    noun: attendanceNoun,
    mode: "exclusive",
    shape: shapes.recordAbandonmentBody,
    id: ({ body }) => attendanceId(body),
    facts: ({ body, site, siteId, circumstances: { actor } }) => ({
      functions: functionsAt(site.headOffice, actorOf(actor), siteId, body.post),
    }),
    decide: recordAbandonment,
  }),
} satisfies Record<string, CommandAct>;

/** Who has come from another post inside the shift stands in that post's roster. */
function hasMovedIn(state: Attendance): boolean {
  return state.phase === "on" && state.from !== undefined;
}
