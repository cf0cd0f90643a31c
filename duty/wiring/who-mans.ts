import { type Attendance, isKeptElsewhere } from "#duty/attendance/attendance.ts";
import { hasGoneBefore } from "#duty/attendance/been-there.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type Presence, standingAmong, turnId } from "#duty/grammar/presence.ts";
import type { Question, Reader } from "#duty/grammar/question.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Manning } from "#duty/manning/manning.ts";
import { known, presences, whoIsDue } from "#duty/wiring/questions.ts";
import { keepersAt } from "./who-keeps.ts";

/* Which shifts that a post owes have somebody: due by the plan and able to come, or on duty. */

/**
 * `attendance.dueStill`: who is due for a shift and had not come and gone again when it began, whoever has does not come any more; is still waited
 * for, which nobody is when their shift of before a change of the set-up has ended; and is not kept at another post, where the clock has asked.
 */
function dueStill(siteId: string, occurrence: ShiftOccurrence): Question<readonly PersonId[]> {
  const due = whoIsDue(siteId, occurrence);
  const { post, date, shift } = occurrence;
  const keyOf = (person: PersonId) => ({ site: siteId, noun: "attendance", id: turnId({ post, date, shift, person }) });
  const people = (reader: Reader) => due.answer(reader).map((each) => each.person);
  return {
    ...due,
    further: (reader) => people(reader).map(keyOf),
    answer: (reader) =>
      people(reader).filter((each) => {
        const { state } = reader.stream<Attendance>(keyOf(each));
        return state.phase !== "absent" && !hasGoneBefore(state, occurrence) && !isKeptElsewhere(state);
      }),
  };
}

/**
 * `roster.manned`: the shifts for which somebody is due who has not left for good, or is on duty however they came. All of one post. `left`:
 * somebody goes for good now, so whoever is away for a while holds no post meanwhile, and only in some shifts whoever is due may still come.
 */
export function mannedOf(
  siteId: string,
  owed: readonly ShiftOccurrence[],
  gone: Manning["gone"],
  left?: { readonly mayCome: readonly ShiftOccurrence[] },
): Question<readonly string[]> {
  const [first] = owed;
  if (!first) return known([]);
  const due = owed.map((each) => ({ shift: each, people: dueStill(siteId, each) }));
  const there = presences({ site: siteId, post: first.post });
  return {
    streams: due.flatMap(({ people }) => people.streams ?? []),
    ledger: [...(there.ledger ?? [])],
    further: (reader) => due.flatMap(({ people }) => people.further?.(reader) ?? []),
    answer: (reader) => {
      const stays = (shift: string, person: string) =>
        !gone.some((each) => each.shift === shift && each.person === person);
      // Whoever covers stands there for somebody, and goes with them; whoever is gone does not, also in the very command that says so.
      const isThere = ({ turn, as, standsFor = turn.person }: Presence) =>
        as !== "away" && stays(turn.shift, turn.person) && stays(turn.shift, standsFor);
      const found = there.answer(reader);
      const counted = left ? standingAmong(found) : found;
      const present = new Set(counted.flatMap((each) => (isThere(each) ? [shiftId(each.turn)] : [])));
      return due
        .filter(({ shift, people }) => {
          const isDue =
            (left?.mayCome ?? owed).includes(shift) &&
            people.answer(reader).some((person) => stays(shift.shift, person));
          return isDue || present.has(shiftId(shift));
        })
        .map(({ shift }) => shift.shift);
    },
  };
}

/** How many people stand at a post, in whichever shift. */
export function countThere(siteId: string, post: string, now: Instant): Question<number> {
  const there = keepersAt({ site: siteId, post }, now);
  return { ...there, answer: (reader) => there.answer(reader).length };
}
