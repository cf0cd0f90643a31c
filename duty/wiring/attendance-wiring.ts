import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import * as shapes from "#duty/attendance/attendance-shapes.ts";
import { briefAttendance } from "#duty/attendance/brief-attendance.ts";
import { type SignOnFacts, signOn } from "#duty/attendance/sign-on.ts";
import type { PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Question, Questions, Reader } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { occurrenceOf, shiftAfter } from "#duty/site/site.ts";
import { type At, elsewhereThan, known, presences, whoIsDue } from "#duty/wiring/questions.ts";
import { mayBeHere, takingShift } from "./at-this-site.ts";
import { signOffFacts } from "./leaving-wiring.ts";
import { unconfirmedBy } from "./notice-wiring.ts";
import { changedFrom } from "./post-changed.ts";
import { type About, act, actorOf, asksOf, type CommandAct, ownTurn, turnTold } from "./wiring.ts";

export const attendanceActs = {
  "attendance.sign-on": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.signOnBody,
    id: ownTurn,
    facts: signOnFacts,
    decide: signOn,
  }),
  "attendance.brief": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.briefBody,
    id: ownTurn,
    facts: (about) => ({
      here: mayBeHere(about, about.body.attendees, about.body.date),
      taking: takingShift(about, about.body.attendees, about.body),
      others: othersInShift(about, about.body),
    }),
    decide: briefAttendance,
  }),
} satisfies Record<string, CommandAct>;

export const attendanceAsks = {
  /** A turn with everything on which signing on and off rest. */
  "attendance.turn": asksOf({
    kind: attendanceKind,
    id: turnTold,
    facts: (about: About<Turn, Attendance, AttendanceRule>) => ({ ...signOnFacts(about), ...signOffFacts(about) }),
  }),
};

function signOnFacts({
  body,
  site,
  siteId,
  circumstances,
}: About<ShiftName, Attendance, AttendanceRule>): Questions<SignOnFacts> {
  const person = actorOf(circumstances.actor);
  const due = whoIsDue(siteId, body);
  return {
    occurrence: known(occurrenceOf(site, body)),
    rostered: { ...due, answer: (reader) => due.answer(reader).some((each) => each.person === person) },
    linedUpBy: linedUpBy(siteId, body, person),
    goesAtEnd: goesAtEnd({ site, siteId }, body, person),
    elsewhere: elsewhereThan(siteId, body.post, person),
    unconfirmed: unconfirmedBy({ site, siteId }, body, person),
    changedFrom: changedFrom({ site, siteId }, body, person, circumstances.now),
  };
}

/** Who else is on duty in a shift. */
function othersInShift(
  { siteId, circumstances }: Pick<About<unknown, unknown, unknown>, "siteId" | "circumstances">,
  shift: ShiftName,
): Question<readonly PersonId[]> {
  const there = presences({ site: siteId, post: shift.post });
  const asking = actorOf(circumstances.actor);
  return {
    ...there,
    answer: (reader) => {
      const inShift = there
        .answer(reader)
        .filter(({ turn, as }) => as === "on-duty" && shiftId(turn) === shiftId(shift));
      return inShift.map(({ turn }) => turn.person).filter((each) => each !== asking);
    },
  };
}

/** Who of those due for a shift, other than somebody, has held its line-up. */
function linedUpBy(siteId: SiteId, shift: ShiftName, person: PersonId): Question<PersonId | undefined> {
  const due = whoIsDue(siteId, shift);
  const keyOf = (each: PersonId): StreamKey => ({
    ...{ site: siteId, noun: attendanceKind.noun, id: turnId({ ...shift, person: each }) },
  });
  const others = (reader: Reader) => due.answer(reader).flatMap((each) => (each.person === person ? [] : each.person));
  return {
    ...due,
    further: (reader) => others(reader).map(keyOf),
    answer: (reader) =>
      others(reader).find((each) => {
        const { state } = reader.stream<Attendance>(keyOf(each));
        return (state.phase === "on" || state.phase === "off") && state.briefedAt !== undefined;
      }),
  };
}

/** Whether somebody else leads a shift, or none follows it by the set-up of the post. */
function goesAtEnd({ site, siteId }: At, shift: ShiftName, person: PersonId): Question<boolean> {
  const occurrence = occurrenceOf(site, shift);
  if (!occurrence || !shiftAfter(site, occurrence)) return known(true);
  const due = whoIsDue(siteId, shift);
  return { ...due, answer: (reader) => due.answer(reader)[0]?.person !== person };
}
