import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import { signOffKey } from "#duty/attendance/going-owed.ts";
import type { PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Presence, standingAmong, type Turn, turnId } from "#duty/grammar/presence.ts";
import type { LedgerPage, Question, Reader } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { begunShift, shiftAfter } from "#duty/site/site.ts";
import { type At, presences, takenOverAt } from "./questions.ts";

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

/**
 * `handover.reliefStanding`: how many others than the person of a turn stand at the post in other shifts alone, once it was taken over from theirs. That
 * the shift which took over is over puts nobody there, and whoever stands in theirs too is counted among `othersThere`.
 */
export function reliefStanding(site: SiteId, { person, ...shift }: Turn, now: Instant): Question<number> {
  const takenOver = takenOverAt(site, shift);
  const page = keepersAt({ site, post: shift.post }, now);
  return {
    streams: takenOver.streams ?? [],
    ledger: page.ledger ?? [],
    ...(page.further ? { further: page.further } : {}),
    answer: (reader) => {
      if (takenOver.answer(reader) === undefined) return 0;
      const there = page.answer(reader).map(({ turn }) => turn);
      const ofShift = there.filter((turn) => shiftId(turn) === shiftId(shift)).map((turn) => turn.person);
      return new Set(there.map((turn) => turn.person).filter((each) => each !== person && !ofShift.includes(each)))
        .size;
    },
  };
}
