import { attendanceKind } from "#duty/attendance/attendance.ts";
import * as shapes from "#duty/attendance/attendance-shapes.ts";
import { briefAttendance } from "#duty/attendance/brief-attendance.ts";
import { signOn } from "#duty/attendance/sign-on.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Question } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { occurrenceOf, shiftAfter } from "#duty/site/site.ts";
import { type At, elsewhereThan, known, whoIsDue } from "#duty/wiring/questions.ts";
import { mayBeHere } from "./at-this-site.ts";
import { unconfirmedBy } from "./notice-wiring.ts";
import { act, actorOf, type CommandAct, ownTurn } from "./wiring.ts";

export const attendanceActs = {
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
        goesAtEnd: goesAtEnd({ site, siteId }, body, person),
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
    facts: (about) => ({ here: mayBeHere(about, about.body.attendees, about.body.date) }),
    decide: briefAttendance,
  }),
} satisfies Record<string, CommandAct>;

/** Whether somebody else leads a shift, or none follows it by the set-up of the post. */
function goesAtEnd({ site, siteId }: At, shift: ShiftName, person: PersonId): Question<boolean> {
  const occurrence = occurrenceOf(site, shift);
  if (!occurrence || !shiftAfter(site, occurrence)) return known(true);
  const due = whoIsDue(siteId, shift);
  return { ...due, answer: (reader) => due.answer(reader)[0]?.person !== person };
}
