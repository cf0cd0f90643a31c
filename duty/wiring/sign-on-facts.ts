import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { SignOnFacts } from "#duty/attendance/sign-on.ts";
import type { PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Question, Questions, Reader } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { occurrenceOf, shiftAfter } from "#duty/site/site.ts";
import { unconfirmedBy } from "./notice-wiring.ts";
import { changedFrom } from "./post-changed.ts";
import { type At, elsewhereThan, known, phaseOfHandover, presences, whoIsDue } from "./questions.ts";
import { othersThere } from "./who-keeps.ts";
import { type About, actorOf } from "./wiring.ts";

/** What signing on rests on. */
export function signOnFacts({
  body,
  state,
  site,
  siteId,
  circumstances,
}: About<ShiftName, Attendance, AttendanceRule>): Questions<SignOnFacts> {
  const person = actorOf(circumstances.actor);
  const due = whoIsDue(siteId, body);
  const handover = phaseOfHandover(siteId, body);
  return {
    occurrence: known(occurrenceOf(site, body)),
    rostered: {
      ...due,
      answer: (reader) => hadMovedIn(state) || due.answer(reader).some((each) => each.person === person),
    },
    handedOver: { ...handover, answer: (reader) => handover.answer(reader) === "completed" },
    linedUpBy: linedUpBy(siteId, body, person),
    goesAtEnd: goesAtEnd({ site, siteId }, body, person),
    elsewhere: elsewhereThan(siteId, body.post, person),
    unconfirmed: unconfirmedBy({ site, siteId }, body, person),
    changedFrom: changedFrom({ site, siteId }, body, person, circumstances.now),
  };
}

/** Whoever had come from another post inside the shift, and was recorded as gone from this one, stands in that post's roster. */
function hadMovedIn(state: Attendance): boolean {
  return state.phase === "off" && state.from !== undefined;
}

/** Who of those due for a shift or on duty in it, other than somebody, has held its line-up. */
export function linedUpBy(siteId: SiteId, shift: ShiftName, person: PersonId): Question<PersonId | undefined> {
  const due = whoIsDue(siteId, shift);
  const keyOf = (each: PersonId): StreamKey => ({
    ...{ site: siteId, noun: attendanceKind.noun, id: turnId({ ...shift, person: each }) },
  });
  const there = presences({ site: siteId, post: shift.post });
  const others = (reader: Reader) => {
    const on = there.answer(reader).filter(({ turn }) => shiftId(turn) === shiftId(shift));
    const all = new Set([...due.answer(reader), ...on.map(({ turn }) => turn)].map((each) => each.person));
    return [...all].filter((each) => each !== person);
  };
  return {
    streams: due.streams ?? [],
    ledger: [...(due.ledger ?? []), ...(there.ledger ?? [])],
    further: (reader) => others(reader).map(keyOf),
    answer: (reader) =>
      others(reader).find((each) => {
        const { state } = reader.stream<Attendance>(keyOf(each));
        return (state.phase === "on" || state.phase === "off") && state.briefedAt !== undefined;
      }),
  };
}

/** `attendance.lacksLineUp`: whether somebody leads a shift by the plan, and nobody else of it is there, or has held its line-up. */
export function lacksLineUp(siteId: SiteId, { person, ...shift }: Turn, now: Instant): Question<boolean> {
  const [due, held, others] = [
    whoIsDue(siteId, shift),
    linedUpBy(siteId, shift, person),
    othersThere(siteId, shift, { person, now }),
  ];
  return {
    streams: [...(due.streams ?? []), ...(held.streams ?? [])],
    ledger: [...(held.ledger ?? []), ...(others.ledger ?? [])],
    further: (reader) => [...(held.further?.(reader) ?? []), ...(others.further?.(reader) ?? [])],
    answer: (reader) =>
      due.answer(reader)[0]?.person === person && held.answer(reader) === undefined && others.answer(reader) === 0,
  };
}

/** Whether somebody else leads a shift, or none follows it by the set-up of the post. */
function goesAtEnd({ site, siteId }: At, shift: ShiftName, person: PersonId): Question<boolean> {
  const occurrence = occurrenceOf(site, shift);
  if (!occurrence || !shiftAfter(site, occurrence)) return known(true);
  const due = whoIsDue(siteId, shift);
  return { ...due, answer: (reader) => due.answer(reader)[0]?.person !== person };
}
