import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import { signOffKey } from "#duty/attendance/going-owed.ts";
import type { PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Presence, standingAmong, type Turn, turnId } from "#duty/grammar/presence.ts";
import type { LedgerPage, Question, Reader } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { begunShift, shiftAfter } from "#duty/site/site.ts";
import { isLaterThan } from "./handover-at.ts";
import { type At, known, phaseOfHandover, presences, takenOverAt } from "./questions.ts";

/* Who keeps a post while somebody goes from it, for a while or for good. */

/**
 * `attendance.reliedOn`: who is on duty, away and covering at a post, without the turns in which somebody may have gone without saying so: they might go,
 * and let the time for it pass without signing off, whichever way their shift was handed over or closed. Nobody relies on them (ZB-21, ZB-24, ZB-28). Whoever
 * may not go has no such time, however long ago their shift was over, and whoever goes on into another turn is there in that one.
 */
export function reliedOn(page: LedgerPage, now: Instant): Question<readonly Presence[]> {
  const there = presences(page);
  // What was missed the clock enters: until it has asked, whoever is late may have had to stay.
  const late = (reader: Reader) =>
    there.answer(reader).filter(({ goesBy }) => goesBy !== undefined && isOverdue(goesBy, now));
  const keyOf = ({ turn }: Presence): StreamKey => ({ site: page.site, noun: attendanceKind.noun, id: turnId(turn) });
  const isMissed = (reader: Reader, each: Presence) =>
    reader.stream<Attendance>(keyOf(each)).escalations[signOffKey]?.missedAt !== undefined;
  return {
    ...there,
    further: (reader) => late(reader).map(keyOf),
    answer: (reader) => {
      const missed = late(reader).filter((each) => isMissed(reader, each));
      return there.answer(reader).filter((each) => !missed.includes(each));
    },
  };
}

/** `attendance.keepersAt`: those of them who stand there. */
export function keepersAt(page: LedgerPage, now: Instant): Question<readonly Presence[]> {
  const { answer, ...needs } = reliedOn(page, now);
  return { ...needs, answer: (reader) => standingAmong(answer(reader)) };
}

/**
 * `attendance.othersThere`: how many people other than this one stand at the post in a shift now: who is away does not, who covers does,
 * unless it is this very person for whom they may cover.
 */
export function othersThere(
  site: SiteId,
  shift: ShiftName,
  { person, now }: { readonly person: PersonId; readonly now: Instant },
): Question<number> {
  const page = reliedOn({ site, post: shift.post }, now);
  return {
    ...page,
    answer: (reader) => {
      const isOfShift = ({ turn }: Presence) => shiftId(turn) === shiftId(shift);
      const found = page.answer(reader);
      const coverCounts = !found.some((each) => each.as === "away" && isOfShift(each) && each.turn.person === person);
      const there = standingAmong(found).filter((each) => isOfShift(each) && (each.as !== "covering" || coverCounts));
      return new Set(there.map(({ turn }) => turn.person).filter((each) => each !== person)).size;
    },
  };
}

/**
 * `attendance.goesOnBeyond`: whether somebody stands at the post in another shift than this one, or its person has a turn in another, be they away
 * from it: of what stands empty nothing changes when their own turn ends.
 */
export function goesOnBeyond(site: SiteId, { person, ...shift }: Turn, now: Instant): Question<boolean> {
  const there = reliedOn({ site, post: shift.post }, now);
  const isOfOther = ({ turn }: Presence) => shiftId(turn) !== shiftId(shift);
  const isTheirs = ({ turn, as }: Presence) => turn.person === person && as === "on-duty";
  return {
    ...there,
    answer: (reader) => {
      const found = there.answer(reader);
      return found.some((each) => isOfOther(each) && isTheirs(each)) || standingAmong(found).some(isOfOther);
    },
  };
}

/**
 * `handover.relievedAt`: when somebody else took the post over from a shift who has it still: somebody of a later shift stands there, or the
 * shift that took over is over as well. A relief that has gone again relieves nobody.
 */
export function relievedAt({ site, siteId }: At, shift: ShiftName, now: Instant): Question<Instant | undefined> {
  const takenOver = takenOverAt(siteId, shift);
  const page = keepersAt({ site: siteId, post: shift.post }, now);
  const own = begunShift(site, shift);
  const next = own && shiftAfter(site, own);
  return {
    streams: takenOver.streams ?? [],
    ledger: page.ledger ?? [],
    ...(page.further ? { further: page.further } : {}),
    answer: (reader) => {
      const isKept = page.answer(reader).some(({ turn }) => shiftId(turn) !== shiftId(shift));
      return isKept || !next || now >= next.endsAt ? takenOver.answer(reader) : undefined;
    },
  };
}

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
