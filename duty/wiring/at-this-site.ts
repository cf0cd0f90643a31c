import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { administers } from "#duty/person/last-administrator.ts";
import { isEmployed, type Person, personKind, wasEmployedAfter } from "#duty/person/person.ts";
import { overlaps } from "#duty/roster/publish-roster.ts";
import { begunShift } from "#duty/site/site.ts";
import { type At, known, presences } from "./questions.ts";
import { rosteredTurnsOf } from "./roster-wiring.ts";

/**
 * `person.mayBeHere`: who of these people belongs to the organisation and may be at this site around a day: a published month of the site has
 * them, they are on duty at it, they hold a function at it or administer every site, or nothing ties them to another one, as a reserve who is
 * in no plan yet.
 */
export function mayBeHere(at: At, people: readonly PersonId[], day: BusinessDate): Question<readonly PersonId[]> {
  const { site, siteId } = at;
  const keys = people.map((id): StreamKey => ({ site: site.headOffice, noun: "person", id }));
  const planned = rosteredTurnsOf(at, people, [day]);
  const there = people.map((person) => presences({ site: siteId, person }));
  return {
    streams: [...keys, ...(planned.streams ?? [])],
    ledger: there.flatMap(({ ledger = [] }) => ledger),
    answer: (reader) => {
      const here = new Set([
        ...planned.answer(reader).map(({ person }) => person),
        ...people.filter((_, index) => (there[index]?.answer(reader).length ?? 0) > 0),
      ]);
      return keys.flatMap((key) => {
        const { state } = reader.stream<Person>(key);
        const isTied = state.holdings.length > 0 && !state.holdings.some((each) => each.site === siteId);
        const belongs = !isTied || administers(state, site.headOffice) || here.has(key.id);
        return isEmployed(state) && belongs ? [key.id] : [];
      });
    },
  };
}

/** `attendance.takingShift`: who is due or on duty at some post of the site while a shift lasts, at its own or at another. */
export function takingShift(at: At, shift: ShiftName, where: "beside" | "elsewhere"): Question<readonly PersonId[]> {
  const { site, siteId } = at;
  const own = begunShift(site, shift);
  if (!own) return known([]);
  const planned = rosteredTurnsOf(at, "everybody", [own.date]);
  const isThere = ({ post }: { readonly post: string }) => (post === shift.post) === (where === "beside");
  const there = Object.keys(site.posts)
    .filter((post) => isThere({ post }))
    .map((post) => presences({ site: siteId, post }));
  return {
    streams: planned.streams ?? [],
    ledger: there.flatMap(({ ledger = [] }) => ledger),
    answer: (reader) => {
      const due = planned
        .answer(reader)
        .flatMap(({ person, occurrence }) => (isThere(occurrence) && overlaps(occurrence, own) ? [person] : []));
      const on = there
        .flatMap((each) => each.answer(reader))
        .flatMap(({ turn, as }) => {
          const occurrence = begunShift(site, turn);
          return as === "on-duty" && occurrence && overlaps(occurrence, own) ? [turn.person] : [];
        });
      return [...new Set([...due, ...on])];
    },
  };
}

/** `person.wasHereThen`: whether somebody belongs to the organisation, or left it only after a shift had begun or they had come for it. */
export function wasHereThen({ site, siteId }: At, turn: Turn): Question<boolean> {
  const who: StreamKey = { site: site.headOffice, noun: personKind.noun, id: turn.person };
  const there: StreamKey = { site: siteId, noun: attendanceKind.noun, id: turnId(turn) };
  const startsAt = begunShift(site, turn)?.startsAt;
  return {
    streams: [who, there],
    answer: (reader) => {
      const { state } = reader.stream<Person>(who);
      const { phase } = reader.stream<Attendance>(there).state;
      const hadCome = phase === "on" || phase === "off";
      return isEmployed(state) || hadCome || (startsAt !== undefined && wasEmployedAfter(state, startsAt));
    },
  };
}
