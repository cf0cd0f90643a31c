import type { Absence } from "#duty/absence/absence.ts";
import { absenceKind } from "#duty/absence/absence-kind.ts";
import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import { hasBeenThere, hasStood } from "#duty/attendance/been-there.ts";
import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Question, Reader } from "#duty/grammar/question.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { handoverKind } from "#duty/handover/handover-kind.ts";
import { logKind, type Page } from "#duty/log/log.ts";
import { everDueFor, outOfPlanSince, type Roster } from "#duty/roster/roster.ts";
import { begunShift, type Site, shiftBefore } from "#duty/site/site.ts";
import { wasToHaveCome } from "./late-to-come.ts";
import { type At, known, monthKey, presences } from "./questions.ts";

/*
 * Who has stood at a post in a shift, also when that is long over: the ledger tells only of those who are on duty still, so the turns themselves are
 * read, of everybody who may have one there.
 */

/** One turn in a shift, and its comings and goings, as they stand. */
interface TurnThen {
  readonly person: PersonId;
  readonly attendance: Attendance;
  readonly absence: Absence;
}

/**
 * `attendance.stoodIn`: who was on duty at a post in a shift at any time while it ran, whichever way they came and went, and who stood there for one of
 * them meanwhile.
 */
export function stoodIn(at: At, shift: ShiftOccurrence): Question<readonly PersonId[]> {
  const { answer, ...needs } = turnsOf(at, shift);
  return {
    ...needs,
    answer: (reader) => {
      const there = answer(reader).filter(({ attendance }) => hasStood(attendance));
      const covers = there.flatMap(({ absence }) => coversIn(absence, shift));
      return [...new Set([...there.map(({ person }) => person), ...covers])];
    },
  };
}

/** `attendance.stayedInto`: who of the shift before was at the post still when a shift had begun. */
export function stayedInto(at: At, shift: ShiftOccurrence): Question<readonly PersonId[]> {
  const before = shiftBefore(at.site, shift);
  if (!before) return known([]);
  const { answer, ...needs } = turnsOf(at, before);
  const isStaying = ({ attendance }: TurnThen) =>
    attendance.phase === "on" || (attendance.phase === "off" && attendance.offAt > shift.startsAt);
  return {
    ...needs,
    answer: (reader) =>
      answer(reader)
        .filter(isStaying)
        .map(({ person }) => person),
  };
}

/** `attendance.hasComeIn`: whether somebody has come in a shift, also where they have gone again. */
export function hasComeIn({ siteId }: At, turn: Turn): Question<boolean> {
  const own: StreamKey = { site: siteId, noun: attendanceKind.noun, id: turnId(turn) };
  return {
    streams: [own],
    answer: (reader) => {
      const { state } = reader.stream<Attendance>(own);
      return state.phase !== "unknown" && (hasStood(state) || "onAt" in state || hasBeenThere(state));
    },
  };
}

/**
 * `attendance.wasOfShift`: whether a shift ever had somebody: a plan had them in it when they were to have come, or has, they came for it, they stood
 * there for one of its people, before its beginning too, or they had to do with handing it over. Whom the plan had let go before that was not due.
 */
export function wasOfShift(at: At, { person, ...name }: Turn): Question<boolean> {
  const shift = begunShift(at.site, name);
  if (!shift) return known(false);
  const roster = monthKey(at.siteId, shift.post, shift.date);
  const hasCome = hasComeIn(at, { ...name, person });
  const handover: StreamKey = { site: at.siteId, noun: handoverKind.noun, id: shiftId(shift) };
  const { answer, streams = [], ...needs } = turnsOf(at, shift);
  return {
    ...needs,
    streams: [...streams, roster, ...(hasCome.streams ?? []), handover],
    answer: (reader) =>
      hasCome.answer(reader) ||
      wasDue(at.site, reader.stream<Roster>(roster).state, { ...shift, person }) ||
      handedOver(reader.stream<Handover>(handover).state).includes(person) ||
      answer(reader).some(({ absence }) => everCovered(absence).includes(person)),
  };
}

/** Whether a plan had somebody in a shift when they were to have come for it, or the one in force has. */
function wasDue(site: Site, roster: Roster, turn: ShiftOccurrence & Pick<Turn, "person">): boolean {
  if (!everDueFor(roster, turn).includes(turn.person)) return false;
  const until = outOfPlanSince(roster, turn);
  return until === undefined || wasToHaveCome(site, turn, until);
}

/** Who had to do with handing a shift over: did something for it, or took the place of its outgoing side. */
function handedOver(passed: Handover): readonly (PersonId | undefined)[] {
  if (passed.phase === "unknown") return [];
  return [...(passed.deeds ?? []).map(({ by }) => by), ...(passed.everStoodIn ?? [])];
}

function everCovered({ times }: Absence): readonly PersonId[] {
  return times.flatMap((each) => (each.kind === "leave" ? each.covers.map(({ turn }) => turn.person) : []));
}

function coversIn({ times }: Absence, { startsAt }: ShiftOccurrence): readonly PersonId[] {
  const covers = times.flatMap((each) => (each.kind === "leave" ? each.covers : []));
  return covers.filter(({ until }) => until === undefined || until > startsAt).map(({ turn }) => turn.person);
}

function turnsOf(at: At, shift: ShiftOccurrence): Question<readonly TurnThen[]> {
  const { answer, ...needs } = mayHaveCome(at, shift);
  const { post, date, shift: name } = shift;
  const id = (person: PersonId) => turnId({ post, date, shift: name, person });
  const attendanceOf = (person: PersonId): StreamKey => ({
    ...{ site: at.siteId, noun: attendanceKind.noun, id: id(person) },
  });
  const absenceOf = (person: PersonId): StreamKey => ({ site: at.siteId, noun: absenceKind.noun, id: id(person) });
  return {
    ...needs,
    further: (reader) => answer(reader).flatMap((each) => [attendanceOf(each), absenceOf(each)]),
    answer: (reader) =>
      answer(reader).map((person) => ({
        person,
        attendance: reader.stream<Attendance>(attendanceOf(person)).state,
        absence: reader.stream<Absence>(absenceOf(person)).state,
      })),
  };
}

/**
 * Who may have a turn in a shift: whom any plan has put into it, or into that shift of another post, from where they may have moved; and, where no
 * text asks for a plan, whoever did something in it or is there still.
 */
function mayHaveCome({ site, siteId }: At, shift: ShiftOccurrence): Question<readonly PersonId[]> {
  const rosters = Object.keys(site.posts).map((post) => monthKey(siteId, post, shift.date));
  const id = shiftId(shift);
  const [page, handover]: readonly [StreamKey, StreamKey] = [
    { site: siteId, noun: logKind.noun, id },
    { site: siteId, noun: handoverKind.noun, id },
  ];
  const there = presences({ site: siteId, post: shift.post });
  const found = (reader: Reader) => {
    const written = reader.stream<Page>(page).state;
    const passed = reader.stream<Handover>(handover).state;
    return [
      ...rosters.flatMap((key) => everDueFor(reader.stream<Roster>(key).state, shift)),
      ...(written.phase === "unknown" ? [] : written.lines.map(({ by }) => by)),
      ...(passed.phase === "unknown" ? [] : (passed.deeds ?? []).map(({ by }) => by)),
      ...there.answer(reader).flatMap(({ turn }) => (shiftId(turn) === id ? [turn.person] : [])),
    ];
  };
  return {
    streams: [...rosters, page, handover],
    ledger: there.ledger ?? [],
    answer: (reader) => [...new Set(found(reader).filter((each) => each !== undefined))],
  };
}
