import type { Attendance } from "#duty/attendance/attendance.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Question, Reader } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { begunShift } from "#duty/site/site.ts";
import { isLaterThan } from "./handover-at.ts";
import { type At, known, phaseOfHandover, presences } from "./questions.ts";
import { keepersAt } from "./who-keeps.ts";

/* Whether somebody has come to relieve a shift, for those of it who want to go. */

/**
 * `handover.awaitsRelief`: whether a shift is not handed over, and nobody stands at its post in a later one. What was closed alone is not handed
 * over where somebody has come for the next shift after all (`followed`).
 */
export function awaitsRelief(
  at: At,
  shift: ShiftName,
  { followed, now }: { readonly followed: Question<boolean>; readonly now: Instant },
): Question<boolean> {
  const there = standingLater(at, shift, now);
  const phase = phaseOfHandover(at.siteId, shift);
  return {
    streams: [...(phase.streams ?? []), ...(followed.streams ?? [])],
    ledger: [...(there.ledger ?? []), ...(followed.ledger ?? [])],
    further: (reader) => there.further?.(reader) ?? [],
    answer: (reader) => {
      const isHandedOver = phase.answer(reader) === "completed" && !followed.answer(reader);
      return !isHandedOver && there.answer(reader).length === 0;
    },
  };
}

/** `attendance.reliefCameAt`: when the first of those came who stand at a post in a later shift than one; undefined where nobody does. */
export function reliefCameAt(at: At, shift: ShiftName, now: Instant): Question<Instant | undefined> {
  const there = standingLater(at, shift, now);
  const keyOf = (turn: Turn) => ({ site: at.siteId, noun: "attendance", id: turnId(turn) });
  const cameAt = (reader: Reader, turn: Turn) => {
    const { state } = reader.stream<Attendance>(keyOf(turn));
    return state.phase === "on" ? [state.onAt] : [];
  };
  const page = presences({ site: at.siteId, post: shift.post });
  return {
    ...there,
    further: (reader) => page.answer(reader).flatMap(({ as, turn }) => (as === "on-duty" ? [keyOf(turn)] : [])),
    answer: (reader) => {
      const [first] = there
        .answer(reader)
        .flatMap((turn) => cameAt(reader, turn))
        .toSorted((a, b) => a - b);
      return first;
    },
  };
}

/** Turns in shifts that go on when this one is over, of people who are on duty at its post and not away. */
function standingLater({ site, siteId }: At, shift: ShiftName, now: Instant): Question<readonly Turn[]> {
  const own = begunShift(site, shift);
  if (!own) return known([]);
  const there = keepersAt({ site: siteId, post: shift.post }, now);
  const isLater = isLaterThan(site, own);
  return {
    ...there,
    answer: (reader) =>
      there.answer(reader).flatMap(({ as, turn }) => (as === "on-duty" && isLater(turn) ? [turn] : [])),
  };
}
