import type { Absence } from "#duty/absence/absence.ts";
import { takenLeave } from "#duty/absence/absence.ts";
import { absenceKind } from "#duty/absence/absence-kind.ts";
import { type Attendance, attendanceKind, mayStillCome } from "#duty/attendance/attendance.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type Presence, type Turn, turnId } from "#duty/grammar/presence.ts";
import type { LedgerPage, Question, Reader } from "#duty/grammar/question.ts";
import { type ShiftName, type ShiftOccurrence, shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { HandoverFacts, Successor } from "#duty/handover/handover-parties.ts";
import { matterOnLedger } from "#duty/matter/matter.ts";
import type { Assignment } from "#duty/roster/roster.ts";
import { outlasts } from "#duty/site/neighbour-shifts.ts";
import { begunShift, type Site, shiftAfter } from "#duty/site/site.ts";
import { type At, known, presences, whoIsDue } from "#duty/wiring/questions.ts";

/** What is told of a shift that hands over, whatever its form says. */
type FactsOfShift = Omit<
  HandoverFacts,
  "reliefSince" | "reliefDueAt" | "corrected" | "standInHolds" | "kit" | "books" | "since"
> & {
  /** Who covers at the post in a later shift for somebody who is away from it. */
  readonly coveringLater: readonly string[];
};

/** How things stand at a post whose shift hands over: who is there, who comes, what is open. */
export function handoverFactsAt({ site, siteId }: At, occurrence: ShiftOccurrence): Question<FactsOfShift> {
  const next = shiftAfter(site, occurrence);
  const due = whoIsDue(siteId, occurrence);
  const dueNext = next ? whoIsDue(siteId, next) : known<readonly Assignment[]>([]);
  const page: LedgerPage = { site: siteId, post: occurrence.post };
  const there = presences(page);
  const turnsNext = (reader: Reader): Turn[] =>
    next ? dueNext.answer(reader).map(({ person }) => ({ ...nameOf(next), person })) : [];
  const gone = (reader: Reader) => there.answer(reader).filter(({ as }) => as === "away");
  const attendanceOf = (turn: Turn) => ({ site: siteId, noun: attendanceKind.noun, id: turnId(turn) });
  const absenceOf = ({ turn }: Presence) => ({ site: siteId, noun: absenceKind.noun, id: turnId(turn) });
  return {
    streams: [...(due.streams ?? []), ...(dueNext.streams ?? [])],
    ledger: [page],
    further: (reader) => [...turnsNext(reader).map(attendanceOf), ...gone(reader).map(absenceOf)],
    answer: (reader) => {
      const present = there.answer(reader);
      const on = present.flatMap(({ turn, as }) => (as === "on-duty" ? [turn] : []));
      const here = on.filter((each) => shiftId(each) === shiftId(occurrence)).map((each) => each.person);
      const rostered = due.answer(reader).map((each) => each.person);
      const coming = turnsNext(reader)
        .filter((turn) => mayStillCome(reader.stream<Attendance>(attendanceOf(turn)).state))
        .map((turn) => ({ person: turn.person, page: shiftId(turn) }));
      const isLater = isLaterThan(site, occurrence);
      const givenBack = isGivenBack({ next, due: dueNext.answer(reader), on }, occurrence);
      const covering = present.flatMap(({ turn, as }) => (as === "covering" && isLater(turn) ? [turn.person] : []));
      const away = gone(reader);
      const atOnce = away.filter((each) => takenLeave(reader.stream<Absence>(absenceOf(each)).state)?.atOnce);
      return {
        outgoing: leadingOf(here, { rostered, away: away.map(({ turn }) => turn.person) }),
        successors: successorsOf(
          coming,
          on.filter((turn) => isLater(turn) && !givenBack(turn)),
        ),
        next: next && coming.length > 0 ? shiftId(next) : undefined,
        following: next && shiftId(next),
        away: away.map(({ turn }) => turn.person),
        latecomerDueAt: latecomerDueAt(
          turnsNext(reader).map((each) => reader.stream<Attendance>(attendanceOf(each)).state),
        ),
        leftAtOnce: atOnce.map(({ turn }) => turn.person),
        coveringLater: covering,
        matters: reader
          .outstanding(page)
          .flatMap(({ stream, obligation }) => matterOnLedger(stream.id, obligation) ?? []),
      };
    },
  };
}

/** Since when the first of those was due who have come, and came late. By the moment in which they were put in nobody could come. */
function latecomerDueAt(turns: readonly Attendance[]): Instant | undefined {
  const due = turns.flatMap((each) => {
    if (each.phase !== "on" || each.lateMinutes === 0) return [];
    const dueAt = plusMinutes(each.onAt, -each.lateMinutes);
    return each.putInAt !== undefined && each.putInAt >= dueAt ? [] : [dueAt];
  });
  return due.toSorted((one, other) => one - other)[0];
}

/** Who leads of those on duty in a shift: whoever is rostered first; nobody who is away where somebody is not (ZB-18). */
function leadingOf(
  here: readonly PersonId[],
  { rostered, away }: Readonly<Record<"rostered" | "away", readonly PersonId[]>>,
): PersonId | undefined {
  const people = inOrderOfLeading(here, rostered);
  return people.find((each) => !away.includes(each)) ?? people[0];
}

/** Those on duty in a shift: as they are rostered, the leading one first, then whoever is there besides. */
export function inOrderOfLeading(here: readonly PersonId[], rostered: readonly PersonId[]): readonly PersonId[] {
  return [...new Set([...rostered.filter((each) => here.includes(each)), ...here.toSorted()])];
}

function nameOf(occurrence: ShiftOccurrence): ShiftName {
  return shiftNamed(shiftId(occurrence));
}

/** Whether a turn is of a shift that goes on when another is over, so that whoever is in it can take over from that one. */
export function isLaterThan(site: Site, occurrence: ShiftOccurrence): (turn: ShiftName) => boolean {
  return (turn) => {
    const later = begunShift(site, turn);
    return later !== undefined && outlasts(later, occurrence);
  };
}

/**
 * Whether a turn is of the next shift, of somebody who stands in the shift before as well, and the plan does not give it to them any more: they go
 * on into nothing of theirs, and hand over to whoever comes, be it that nobody is planned yet.
 */
export function isGivenBack(
  { next, due, on }: { next: ShiftOccurrence | undefined; due: readonly Assignment[]; on: readonly Turn[] },
  shift: ShiftName,
): (turn: Turn) => boolean {
  const isHere = ({ person }: Turn) => on.some((each) => each.person === person && shiftId(each) === shiftId(shift));
  const isTheirs = ({ person }: Turn) => due.some((each) => each.person === person);
  return (turn) => next !== undefined && shiftId(turn) === shiftId(next) && isHere(turn) && !isTheirs(turn);
}

/** Those due for the next shift who may still come, and whoever is on duty in a later one, the leading person first. */
function successorsOf(coming: readonly Omit<Successor, "onDuty">[], later: readonly Turn[]): readonly Successor[] {
  const there = later.map((turn) => ({ person: turn.person, page: shiftId(turn), onDuty: true }));
  const due = coming.map((each) => {
    return there.find(({ person }) => person === each.person) ?? { ...each, onDuty: false };
  });
  return [...due, ...there.filter(({ person }) => !coming.some((each) => each.person === person))];
}
