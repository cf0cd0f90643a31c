import type { Colleague } from "#duty/absence/absence.ts";
import type { AbsenceRule } from "#duty/absence/absence-rule.ts";
import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Head, PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { type Presence, type PresenceLine, standingAmong, type Turn, turnId } from "#duty/grammar/presence.ts";
import type { LedgerPage, Question } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Page } from "#duty/log/log.ts";
import { functionsFor, type Person } from "#duty/person/person.ts";
import { type Assignment, dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import { begunShift, type Site, shiftAfter } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";
import { declared } from "#duty/wiring/declared.ts";

/* What one noun may ask another. A question names streams and ledger pages it needs; the wiring of a noun ties it to the fact an act has named. */

/** `roster.whoIsDue`: the people assigned to a shift, the leading one first. */
export function whoIsDue(site: SiteId, { post, date, shift }: ShiftName): Question<readonly Assignment[]> {
  const key: StreamKey = { site, noun: "roster", id: rosterId(post, date) };
  return { streams: [key], answer: (reader) => dueFor(reader.stream<Roster>(key).state, { date, shift }) };
}

/** What outstanding lines of the ledger say of who is on duty, away and covering, whichever noun says it. */
export function presencesIn(lines: readonly PresenceLine[]): readonly Presence[] {
  const known = presencesOf.get(lines);
  if (known) return known;
  const read = declared().presences;
  const found = lines.flatMap((line) => read.flatMap((each) => each(line) ?? []));
  presencesOf.set(lines, found);
  return found;
}

/** Many questions of one act read the same lines, which never change. */
const presencesOf = new WeakMap<readonly PresenceLine[], readonly Presence[]>();

/** `attendance.presences`: the same of one page. */
export function presences(page: LedgerPage): Question<readonly Presence[]> {
  return { ledger: [page], answer: (reader) => presencesIn(reader.outstanding(page)) };
}

/** `attendance.whereIs`: another post at which a person is on duty, or stands for somebody else. */
export function elsewhereThan(site: SiteId, post: string, person: PersonId): Question<string | undefined> {
  const theirs = presences({ site, person });
  return {
    ...theirs,
    answer: (reader) => theirs.answer(reader).find(({ turn, as }) => as !== "away" && turn.post !== post)?.turn.post,
  };
}

/**
 * `attendance.relievingAt`: who stands at a post in another shift than somebody's own: on duty in it, and not away. Whoever's shift is over relieves
 * nobody: they may have gone without saying so, and are asked like everybody else whether they keep the post (ZB-22).
 */
export function relievingAt(
  { site, siteId }: At,
  { person, ...shift }: Turn,
  now: Instant,
): Question<readonly PersonId[]> {
  const there = presences({ site: siteId, post: shift.post });
  const isOther = (turn: Turn) => turn.person !== person && shiftId(turn) !== shiftId(shift);
  return {
    ...there,
    answer: (reader) =>
      standingAmong(there.answer(reader))
        .filter(({ turn, as }) => as === "on-duty" && isOther(turn) && !isShiftOver(site, turn, now))
        .map(({ turn }) => turn.person),
  };
}

/** Whether the shift of a turn is over, as it was when somebody came for it. */
export function isShiftOver(site: Site, turn: ShiftName, now: Instant): boolean {
  return (begunShift(site, turn)?.endsAt ?? Number.POSITIVE_INFINITY) <= now;
}

/** `attendance.turnAt`: the shift in which a person is on duty, or covers, at a post; undefined where not. Others at the post need not wait for the answer. */
export function turnAt(site: SiteId, post: string, person: PersonId): Question<Turn | undefined> {
  const theirs = presences({ site, person });
  return {
    ...theirs,
    answer: (reader) => theirs.answer(reader).find(({ turn, as }) => as !== "away" && turn.post === post)?.turn,
  };
}

/** `attendance.colleaguesAt`: who else stands at one of these posts or holds a turn there, in whichever shift, each at the first where they do. */
export function colleaguesAt(site: SiteId, posts: readonly string[], person: PersonId): Question<readonly Colleague[]> {
  const pages = [...new Set(posts)].map((post) => ({ site, post }));
  return {
    ledger: pages,
    answer: (reader) => {
      const found = pages.flatMap((page) => presencesIn(reader.outstanding(page)));
      const others = found.flatMap(({ as, turn }) => (as === "away" || turn.person === person ? [] : [turn]));
      const first = new Map(others.toReversed().map((turn) => [turn.person, turn.post]));
      return [...first].toReversed().map(([colleague, post]) => ({ person: colleague, post }));
    },
  };
}

/** `attendance.hasOtherTurn`: whether the person of some turns at one post is on duty there in another one too. */
export function hasOtherTurn(site: SiteId, turns: readonly [Turn, ...Turn[]]): Question<boolean> {
  const [{ post, person }] = turns;
  const theirs = presences({ site, person });
  const isNamed = (turn: Turn) => turns.some((each) => turnId(each) === turnId(turn));
  return {
    ...theirs,
    answer: (reader) =>
      theirs.answer(reader).some(({ as, turn }) => as === "on-duty" && turn.post === post && !isNamed(turn)),
  };
}

/** `absence.stayWanted`: how many stay at the post of a shift whoever goes, by what binds it; undefined where nothing does. */
export function stayWanted(
  { site, circumstances: { under } }: At & { readonly circumstances: { readonly under: number } },
  shift: ShiftName,
): AbsenceRule["stay"] {
  return (composer.ruleFor("absence", site, shiftId(shift), under) as AbsenceRule).stay;
}

/** `attendance.isAway`: whether a person has left a post of theirs for a while, to come back to it or to cover another. */
export function isAway(site: SiteId, person: PersonId): Question<boolean> {
  const theirs = presences({ site, person });
  return { ...theirs, answer: (reader) => theirs.answer(reader).some(({ as }) => as === "away") };
}

/** `attendance.coveringAt`: a post at which a person stands for somebody who is away; undefined where none. */
export function coveringAt(site: SiteId, person: PersonId): Question<string | undefined> {
  const theirs = presences({ site, person });
  return { ...theirs, answer: (reader) => theirs.answer(reader).find(({ as }) => as === "covering")?.turn.post };
}

/** `attendance.nextOnAt`: when somebody came for the shift that follows theirs at the post; undefined while they are not on duty in it. */
export function nextOnAt({ site, siteId }: At, { person, ...shift }: Turn): Question<Instant | undefined> {
  const own = begunShift(site, shift);
  const next = own && shiftAfter(site, own);
  if (!next) return known(undefined);
  const key: StreamKey = { site: siteId, noun: "attendance", id: turnId({ ...next, person }) };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Attendance>(key);
      return state.phase === "on" ? state.onAt : undefined;
    },
  };
}

/** `handover.phaseOf`: how far a shift has come in handing its post over. */
export function phaseOfHandover(site: SiteId, shift: ShiftName): Question<Handover["phase"]> {
  const key: StreamKey = { site, noun: "handover", id: shiftId(shift) };
  return { streams: [key], answer: (reader) => reader.stream<Handover>(key).state.phase };
}

/** `handover.takenOverAt`: when somebody else took the post over from a shift; undefined while nobody has. */
export function takenOverAt(site: SiteId, shift: ShiftName): Question<Instant | undefined> {
  const key: StreamKey = { site, noun: "handover", id: shiftId(shift) };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Handover>(key);
      return state.phase === "completed" && state.incoming !== undefined ? state.completedAt : undefined;
    },
  };
}

/** `handover.partiesOf`: who handed over, who took over, and when; nobody while that is not completed. */
export function partiesOf(
  site: SiteId,
  shift: ShiftName,
): Question<{ outgoing?: PersonId | undefined; incoming?: PersonId | undefined; completedAt?: Instant }> {
  const key: StreamKey = { site, noun: "handover", id: shiftId(shift) };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Handover>(key);
      return state.phase === "completed" ? state : {};
    },
  };
}

/** `log.pageFor`: the page on which lines of a shift are written now; undefined where there is none. */
export function pageFor(site: SiteId, shift: ShiftName): Question<string | undefined> {
  const key: StreamKey = { site, noun: "log", id: shiftId(shift) };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Page>(key);
      if (state.phase === "unknown") return undefined;
      return state.phase === "open" ? key.id : state.next;
    },
  };
}

/** Where a stream stands. */
export function headOf(key: StreamKey): Question<Head> {
  return { streams: [key], answer: (reader) => reader.stream(key).head };
}

/** A site and its set-up. */
export interface At {
  readonly site: Site;
  readonly siteId: SiteId;
}

/** `person.functionsFor`: the authority a person holds for a post. */
export function functionsAt(
  headOffice: SiteId,
  person: PersonId,
  site: SiteId,
  post: string,
): Question<readonly string[]> {
  const key: StreamKey = { site: headOffice, noun: "person", id: person };
  return { streams: [key], answer: (reader) => functionsFor(reader.stream<Person>(key).state, site, post) };
}

/** An answer that needs nothing but what is at hand. */
export function known<A>(value: A): Question<A> {
  return { answer: () => value };
}

export function monthKey(site: SiteId, post: string, date: BusinessDate): StreamKey {
  return { site, noun: "roster", id: rosterId(post, date) };
}
