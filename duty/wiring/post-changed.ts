import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { PostChanged } from "#duty/attendance/sign-on.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { Question, Reader } from "#duty/grammar/question.ts";
import { type ShiftName, type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { shiftsBeside } from "#duty/site/running-shift.ts";
import { occurrenceOf } from "#duty/site/site.ts";
import { composer } from "./composer.ts";
import { type At, known, pageFor } from "./questions.ts";

/**
 * `attendance.changedFrom`: the post at which somebody stood last, if they left it while its shift ran, otherwise than by moving, and it runs beside
 * the one to which they come. Before a shift begins nobody changes posts inside it.
 */
export function changedFrom(
  { site, siteId }: At,
  shift: ShiftName,
  person: PersonId,
  now: Instant,
): Question<PostChanged | undefined> {
  const own = occurrenceOf(site, shift);
  if (!own || now < own.startsAt) return known(undefined);
  const beside = Object.keys(site.posts).flatMap((post) => shiftsBeside(site, post, own));
  const keyOf = (each: ShiftOccurrence) => ({
    ...{ site: siteId, noun: attendanceKind.noun },
    id: turnId({ post: each.post, date: each.date, shift: each.shift, person }),
  });
  const last = (reader: Reader) => {
    const turns = beside.map((each) => reader.stream<Attendance>(keyOf(each)).state);
    const ended = turns.flatMap((turn) => (turn.phase === "off" ? [turn] : []));
    const [latest] = ended.toSorted((a, b) => b.offAt - a.offAt);
    const { occurrence, offAt, how } = latest ?? {};
    const isInside = occurrence && offAt !== undefined && offAt > occurrence.startsAt && offAt < occurrence.endsAt;
    return isInside && how !== "moved" && occurrence.post !== own.post ? occurrence : undefined;
  };
  return {
    streams: beside.map(keyOf),
    further: (reader) => {
      const left = last(reader);
      return left ? (pageFor(siteId, left).streams ?? []) : [];
    },
    answer: (reader) => {
      const left = last(reader);
      if (!left) return undefined;
      const { postChange } = composer.ruleFor("attendance", site, shiftId(left), left.under) as AttendanceRule;
      return { post: left.post, page: pageFor(siteId, left).answer(reader), postChange };
    },
  };
}
