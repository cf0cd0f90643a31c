import { attendanceId, attendanceNoun } from "#duty/attendance/attendance.ts";
import { briefBody, signOnBody } from "#duty/attendance/attendance-shapes.ts";
import { brief } from "#duty/attendance/brief.ts";
import { expect } from "#duty/attendance/expect.ts";
import { signOn } from "#duty/attendance/sign-on.ts";
import { elsewhereThan, known, whoIsDue } from "#duty/questions.ts";
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
    shape: signOnBody,
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
    shape: briefBody,
    id: ({ body, actor }) => attendanceId({ ...body, person: actorOf(actor) }),
    facts: () => ({}),
    decide: brief,
  }),
} satisfies Record<string, CommandAct>;
