import { type Absence, takenLeave } from "#duty/absence/absence.ts";
import type { PlaceLeft } from "#duty/absence/come-back.ts";
import { leaveToHear, saysNothing } from "#duty/absence/leave-heard.ts";
import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import { type Presence, standingAmong, type Turn, turnId, turnNamed } from "#duty/grammar/presence.ts";
import type { LedgerPage, Question, Reader } from "#duty/grammar/question.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { begunShift } from "#duty/site/site.ts";
import { employedOf } from "./authority.ts";
import { type At, isShiftOver, known, presences, relievingAt, takenOverAt } from "./questions.ts";
import { keepersAt } from "./who-keeps.ts";
import type { About } from "./wiring.ts";

/**
 * The shift that somebody leaves: that of their turn; where it is over, that of the next other one which they have come for at the post. When it begins,
 * and when it ends, it is asked who stands there.
 */
export function shiftLeft(at: At, turn: Turn, now: Instant): Question<ShiftOccurrence | undefined> {
  const own = begunShift(at.site, turn);
  const next = nextTurn(at, turn, now);
  return { ...next, answer: (reader) => next.answer(reader) ?? own };
}

/** Where the shift of a turn is over: the next other shift which its person has come for at the post. */
function nextTurn({ site, siteId }: At, turn: Turn, now: Instant): Question<ShiftOccurrence | undefined> {
  const own = begunShift(site, turn);
  if (!own || now < own.endsAt) return known(undefined);
  const theirs = presences({ site: siteId, person: turn.person });
  return {
    ...theirs,
    answer: (reader) => {
      const others = theirs
        .answer(reader)
        .filter((each) => each.as === "on-duty" && each.turn.post === turn.post)
        .flatMap((each) => begunShift(site, each.turn) ?? [])
        .filter(({ endsAt }) => endsAt > now);
      return others.toSorted((one, other) => one.startsAt - other.startsAt)[0];
    },
  };
}

/* Who is still at a post when somebody goes from it for a while, or is let go who stood there for somebody. */

/** Whose place it is that is left, and who goes from there or is not to be counted. */
export interface PlaceGivenUp {
  readonly left: Pick<Turn, "post" | "person">;
  readonly without: readonly PersonId[];
}

/**
 * `attendance.keeping`: how many people keep a post, in whichever shift: whoever stands there counts once, in however many turns (ZB-21, ZB-22). Whoever
 * covers for the one whose place it is does not, for the question is whether anybody need. Nor does anybody who may have gone without saying so, since
 * their shift is over and was taken over by somebody else, or they let the time to sign off pass: nobody relies on them.
 */
export function keeping({ site, siteId }: At, { left, without }: PlaceGivenUp, now: Instant): Question<number> {
  const page: LedgerPage = { site: siteId, post: left.post };
  const there = keepersAt(page, now);
  const present = (reader: Reader) => standingAmong(presences(page).answer(reader));
  const staying = (reader: Reader): readonly Presence[] =>
    there
      .answer(reader)
      .filter(({ turn: { person }, standsFor }) => !without.includes(person) && standsFor !== left.person);
  const isOver = ({ turn }: Presence) => isShiftOver(site, turn, now);
  const takenOver = ({ turn }: Presence) => takenOverAt(siteId, turn);
  return {
    ...there,
    further: (reader) => [
      ...(there.further?.(reader) ?? []),
      ...present(reader).flatMap((each) => (isOver(each) ? (takenOver(each).streams ?? []) : [])),
    ],
    answer: (reader) => {
      const isToGo = (each: Presence) => isOver(each) && takenOver(each).answer(reader) !== undefined;
      const people = staying(reader).flatMap((each) => (isToGo(each) ? [] : [each.turn.person]));
      return new Set(people).size;
    },
  };
}

/**
 * `absence.keepingAtOnce`: the same where a post is left at once: whoever was called about it and says nothing does not keep it by standing there alone,
 * unless they relieve (ZB-22).
 */
function keepingAtOnce(
  at: At,
  {
    left,
    without,
    isSilent,
  }: Pick<PlaceGivenUp, "without"> & { readonly left: Turn; isSilent(person: PersonId): boolean },
  now: Instant,
): Question<number> {
  const there = presences({ site: at.siteId, post: left.post });
  const relieving = relievingAt(at, left, now);
  return {
    ...there,
    answer: (reader) => {
      const staying = standingAmong(there.answer(reader)).filter(({ standsFor }) => standsFor !== left.person);
      const speaking = staying.map(({ turn }) => turn.person).filter((each) => !isSilent(each));
      return new Set([...relieving.answer(reader), ...speaking].filter((each) => !without.includes(each))).size;
    },
  };
}

/** Who stays at a post whose cover goes; where either of the two left it at once, nobody does by standing there alone (ZB-22). */
export function stayingFor(
  { state, ...about }: Pick<About<unknown, Absence, unknown>, "site" | "siteId" | "state" | "circumstances">,
  left: Turn,
  { without, atOnce = false }: { readonly without: readonly string[]; readonly atOnce?: boolean },
): Question<number> {
  const { now } = about.circumstances;
  const leave = takenLeave(state);
  if (leave?.atOnce)
    return keepingAtOnce(about, { left, without, isSilent: (person) => saysNothing(leave, person) }, now);
  // Whoever stands there is called about the cover in this very moment.
  return atOnce
    ? keepingAtOnce(about, { left, without, isSilent: () => true }, now)
    : keeping(about, { left, without }, now);
}

/** Somebody who is to hear of a leave. */
export interface HearingNamed {
  readonly turn: Turn;
  readonly number: number;
  readonly person: string;
  /** Where they have just gone from, if that is why it is asked. */
  readonly left?: PlaceLeft;
}

/**
 * Whether somebody stands at a post or holds a turn there. What they have just left counts no more, though the ledger tells of it still; and nothing
 * does of whoever has left the company, whose turns all end in one moment.
 */
export function standsStill({ site, siteId }: At, post: string, { person, left }: HearingNamed): Question<boolean> {
  const theirs = presences({ site: siteId, person });
  const employed = employedOf(site.headOffice, [person]);
  return {
    ...theirs,
    ...employed,
    answer: (reader) => {
      if (employed.answer(reader).length === 0) return false;
      const found = theirs.answer(reader);
      const isEnded = ({ turn }: Presence) => left?.ended === "turn" && turnId(turn) === turnId(left.turn);
      const on = found.filter((each) => each.as === "on-duty" && !isEnded(each));
      const covers =
        left && (left.ended === "cover" || on.length === 0) ? [] : found.filter(({ as }) => as === "covering");
      return [...on, ...covers].some(({ turn }) => turn.post === post);
    },
  };
}

/** `absence.calledFor`: whose leaving is why somebody is called to stand in at a post. */
export function calledFor(siteId: string, post: string): Question<readonly Turn[]> {
  const page: LedgerPage = { site: siteId, post };
  return {
    ledger: [page],
    answer: (reader) => {
      const called = reader.outstanding(page).filter(({ obligation }) => obligation.what === "absence.stand-in");
      return [...new Set(called.map(({ stream }) => stream.id))].toSorted().map(turnNamed);
    },
  };
}

/**
 * The same where somebody who says that they heard of a leave stands at that post while they do, or at the one about which they were called; nobody
 * where they are away from it, or elsewhere.
 */
export function keptByHearing(
  siteId: string,
  absence: Absence,
  { person, post: left }: Pick<Turn, "person" | "post">,
): Question<readonly Turn[]> {
  const post = leaveToHear(absence)?.called.find((each) => each.person === person)?.post ?? left;
  const theirs = presences({ site: siteId, person });
  const called = calledFor(siteId, post);
  return {
    ledger: [...(theirs.ledger ?? []), ...(called.ledger ?? [])],
    answer: (reader) =>
      standingAmong(theirs.answer(reader)).some(({ turn }) => turn.post === post) ? called.answer(reader) : [],
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
