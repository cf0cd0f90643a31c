import { citesOf } from "#duty/grammar/cited.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { isOverdue, type Obligation } from "#duty/grammar/obligation.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import { untilSomebodyComes } from "./going-owed.ts";

/* By when somebody comes for whom a shift waits, and what they owe by it, however often the plan was changed. */

/** Two things are owed in coming: to sign on as early as is asked, and to relieve when the shift begins. */
const owedInComing = ["sign-on", "relief"] as const;

/** A time for which somebody was waited for: until they were not any more, or until they came. `putInAt`: undefined for who stood in the roster in time;
 * `startsAt`: when the shift was to begin then, missing where as it does now. */
export type Waited = KeptAway & { readonly putInAt: Instant | undefined; readonly startsAt?: Instant | undefined } & (
    | { readonly until: Instant }
    | { readonly onAt: Instant }
  );

/** That somebody who is waited for could not come before, since they were on duty at another post and might not go. */
export interface KeptAway {
  /** They still might not, when last asked, and are asked again then. */
  readonly boundUntil?: Instant | undefined;
  /** When they went from there. */
  readonly unboundSince?: Instant | undefined;
  /** Their sign-on was missed before they were kept there: its time stays, and only that by which they relieve is later. */
  readonly missedBefore?: true | undefined;
}

/** That alone, of a turn. */
export function keptOf({ boundUntil, unboundSince, missedBefore }: KeptAway): KeptAway {
  return { boundUntil, unboundSince, missedBefore };
}

/** Whether they stood in the roster in time, and nothing kept them. */
function isInTime({ putInAt, boundUntil, unboundSince }: Awaited): boolean {
  return putInAt === undefined && boundUntil === undefined && unboundSince === undefined;
}

/** Since when somebody is waited for, and the times before, the first one first. */
export interface Awaited extends KeptAway {
  readonly putInAt?: Instant | undefined;
  readonly before?: readonly Waited[] | undefined;
}

/**
 * By when a person signs on for a shift: so long before it as the regulation asks; whoever is put in later, within the time in which somebody
 * can come (ZB-25).
 */
export function signOnDueAt(
  { startsAt }: Pick<ShiftOccurrence, "startsAt">,
  rule: AttendanceRule,
  awaited: Awaited = {},
): Instant {
  return comingDue("sign-on", startsAt, rule, awaited).dueAt;
}

/**
 * From when on a post that passes may wait for somebody, whom the plan has there by then: nobody is expected before the shift begins, nor before whoever
 * was put in can have come, and whoever moved in was expected by no plan.
 */
export function relievesFrom(
  {
    occurrence: { startsAt },
    ...turn
  }: Awaited & { readonly occurrence: ShiftOccurrence } & Partial<Pick<Begun, "onAt" | "cameFirstAt" | "from">>,
  rule: AttendanceRule,
): Instant {
  const { from, onAt = startsAt, cameFirstAt = onAt } = turn;
  return from === undefined
    ? comingDue("relief", startsAt, rule, turn).dueAt
    : instant(Math.max(startsAt, cameFirstAt));
}

/** From when on one may sign on; undefined where no regulation says. */
export function signOnOpensAt(
  occurrence: Pick<ShiftOccurrence, "startsAt">,
  rule: AttendanceRule,
): Instant | undefined {
  return rule.opens && plusMinutes(signOnDueAt(occurrence, rule), -rule.opens.minutes);
}

/**
 * By when somebody comes, however often they were let go and put back; and whether they were late already when they were put back, and are so still.
 *
 * Whoever was due before and is put back keeps the time they had, longer by twice as long as nobody waited for them: once for that time itself,
 * once since they may have turned back and have the same way to come. Due at 8:00, let go at 7:30 and put back at 7:40, they are due at 8:20.
 * Nobody has longer in this way than somebody who is put in afresh (ZB-25).
 *
 * Where the shift was moved meanwhile, the time that they had is reckoned as if it had always begun when it does now. They go on being late only where
 * they were late by the times of before and are late by those of now.
 */
function comingDue(
  what: (typeof owedInComing)[number],
  startsAt: Instant,
  rule: AttendanceRule,
  { putInAt, before = [], ...kept }: Awaited,
): { readonly dueAt: Instant; readonly goesOn: boolean } {
  const early = what === "sign-on" ? (rule.early?.minutes ?? 0) : 0;
  const fresh = notBefore(plusMinutes(startsAt, -early), rule, putInAt);
  const free = (due: Instant) => (what === "sign-on" && kept.missedBefore ? due : onceFree(due, rule, kept));
  const last = before.at(-1);
  if (putInAt === undefined || last === undefined || !("until" in last)) return { dueAt: free(fresh), goesOn: false };
  const awayFor = putInAt - last.until;
  const hadBeenDue = (begins: Instant) => comingDue(what, begins, rule, { ...last, before: before.slice(0, -1) }).dueAt;
  const stood = hadBeenDue(last.startsAt ?? startsAt);
  const old = instant(hadBeenDue(startsAt) + awayFor + awayFor);
  if (!isOverdue(old, putInAt)) return { dueAt: free(instant(Math.min(old, fresh))), goesOn: false };
  const wasLate = isOverdue(stood + awayFor + awayFor, putInAt);
  return wasLate ? { dueAt: stood, goesOn: true } : { dueAt: free(fresh), goesOn: false };
}

/** A time, or when whoever was kept at another post can have come from there, whichever is later. */
function onceFree(time: Instant, rule: AttendanceRule, { boundUntil = time, unboundSince }: KeptAway): Instant {
  return instant(Math.max(boundUntil, notBefore(time, rule, unboundSince)));
}

/** A time, or when somebody who was put in can have come, whichever is later. */
function notBefore(time: Instant, { putIn }: AttendanceRule, putInAt: Instant | undefined): Instant {
  if (putInAt === undefined) return time;
  return instant(Math.max(time, plusMinutes(putInAt, putIn?.withinMinutes ?? 0)));
}

/** Whether somebody was kept at another post to the end of the shift, or the time in which they could come was not over by then. */
export function couldNotCome(
  expected: Awaited & { readonly occurrence: ShiftOccurrence },
  rule: AttendanceRule,
): boolean {
  const { occurrence, boundUntil } = expected;
  const couldBeThere = signOnDueAt(occurrence, rule, { ...expected, missedBefore: undefined });
  return boundUntil !== undefined || !isOverdue(couldBeThere, occurrence.endsAt);
}

/** Whom a shift waits for, or waited for. */
interface Coming extends Awaited {
  readonly occurrence: ShiftOccurrence;
  readonly person: PersonId;
  /** Somebody else of the shift is there, and the call was answered. */
  readonly manned?: true;
}

/** How waiting for somebody ended. */
type Fate = Pick<Obligation, "metAt" | "endedAt">;

/**
 * What somebody owes or owed by coming. Each time for which they were waited for is missed, and called, by itself, unless they were late already
 * when they were let go for a moment: then it is the same lateness. `now`: how it stands with the last time; undefined where they came otherwise.
 */
export function arrivals(coming: Coming, rule: AttendanceRule, now: Fate | undefined): Obligation[] {
  const { before = [] } = coming;
  const earlier = before.map((each) => ({
    ...each,
    fate: "onAt" in each ? { metAt: each.onAt } : { endedAt: each.until },
  }));
  const times = [...earlier, ...(now === undefined ? [] : [{ ...coming, fate: now }])];
  const duties = times.map((each, index) =>
    owedInComing.map((what) => owedFor(what, coming, rule, { ...each, before: before.slice(0, index) })),
  );
  return duties.flatMap((both, index) =>
    both.flatMap(({ goesOn, owed }, kind) => {
      if (goesOn) return [];
      const later = duties.slice(index + 1).map((each) => each[kind]);
      const next = later.findIndex((each) => !each?.goesOn);
      const last = next === -1 ? times.length - 1 : index + next;
      return [{ ...(coming.manned && last === times.length - 1 ? calledOnce(owed) : owed), ...times[last]?.fate }];
    }),
  );
}

/** An answer is enough: the post has somebody, and whoever answered knows that a second one is missing (ZB-24). */
function calledOnce({ againAfter: _, ...owed }: Obligation): Obligation {
  return owed;
}

/** Whether something is owed under this key by whoever is to come, for whichever time they are waited for. */
export function tellsOfComing(key: string): boolean {
  return key === "sign-on" || key.startsWith("sign-on/") || tellsOfRelief(key);
}

/** Whether something is owed under this key by whoever is to relieve, for whichever time they are waited for. */
export function tellsOfRelief(key: string): boolean {
  return key === "relief" || key.startsWith("relief/");
}

function owedFor(
  what: (typeof owedInComing)[number],
  { occurrence, person }: Coming,
  rule: AttendanceRule,
  awaited: Awaited & { readonly before: readonly Waited[]; readonly startsAt?: Instant | undefined },
): { readonly owed: Obligation; readonly goesOn: boolean } {
  const { putInAt, before, startsAt = occurrence.startsAt } = awaited;
  const { dueAt, goesOn } = comingDue(what, startsAt, rule, awaited);
  const isAsPlanned = isInTime(what === "sign-on" && awaited.missedBefore ? { putInAt } : awaited);
  const later = isAsPlanned ? [] : citesOf(rule.putIn);
  const shared = {
    ...{ key: before.length === 0 ? what : `${what}/${before.length + 1}`, post: occurrence.post },
    ...{
      opensAt: putInAt ?? signOnOpensAt({ startsAt }, rule) ?? signOnDueAt({ startsAt }, rule),
      dueAt,
      detail: { person },
    },
  };
  if (what === "sign-on")
    return {
      goesOn,
      owed: { ...shared, what: "attendance.sign-on", rules: [...citesOf(rule.early), ...later], ladder: [] },
    };
  const { untilRelieved } = rule;
  const owed = {
    ...{ ...shared, what: "attendance.relief", rules: [...citesOf(untilRelieved), ...later] },
    ...{ ladder: untilRelieved?.ladder ?? [], ...untilSomebodyComes(rule) },
  };
  return { goesOn, owed };
}

/** A turn that somebody has come for, as far as its line-up rests on it. */
interface Begun extends Awaited {
  readonly onAt: Instant;
  readonly offAt?: Instant;
  readonly cameFirstAt?: Instant;
  readonly from: string | undefined;
  readonly briefedAt?: Instant | undefined;
  readonly linedUpAt?: Instant | undefined;
  readonly lineUpLacking?: true;
}

/** A line-up that somebody has held or heard stays held, wherever they go and come from; one that was lacking was. */
export function lineUpOf({
  briefedAt,
  linedUpAt,
  ...turn
}: LineUp & { readonly [K in "briefedAt" | "linedUpAt"]?: Instant | undefined }) {
  return { briefedAt, linedUpAt, ...lackOf(turn) };
}

interface LineUp {
  readonly phase: string;
  readonly lineUpLacking?: true;
}

/** That alone which says that a line-up was lacking. */
export function lackOf({ lineUpLacking }: LineUp): { readonly lineUpLacking?: true } {
  return lineUpLacking ? { lineUpLacking } : {};
}

/** The line-up of a shift that began with nobody of it there is owed by the post, as long as whoever leads is waited for. */
export function lackingLineUp(
  { occurrence, lineUpLacking }: { readonly occurrence: ShiftOccurrence; readonly lineUpLacking?: true },
  rule: AttendanceRule,
  fate: Fate,
): Obligation[] {
  return lineUpLacking && rule.briefing ? [{ ...lineUpOwed(occurrence, rule), ...fate }] : [];
}

/** From when whoever leads was to be there until the shift begins. */
function lineUpOwed(occurrence: ShiftOccurrence, rule: AttendanceRule): Obligation {
  return {
    key: "briefing",
    what: "attendance.briefing",
    post: occurrence.post,
    opensAt: signOnDueAt(occurrence, rule),
    dueAt: occurrence.startsAt,
    rules: citesOf(rule.briefing),
    ladder: [],
  };
}

/** Whether somebody was to be there before a shift begins, and so to hold its line-up: not whoever was put in or kept at another post so late. */
export function wasToLineUp(occurrence: ShiftOccurrence, rule: AttendanceRule, awaited: Awaited): boolean {
  return isInTime(awaited) || signOnDueAt(occurrence, rule, awaited) < occurrence.startsAt;
}

/**
 * The line-up is held by whoever is there before the shift begins, however they came, one of them for all. Once they have gone it is too late for
 * one. Whoever comes after the beginning was to hold one only if they were to be there before it: not whoever moves in then, nor whoever was put in
 * or kept at another post so late.
 */
export function briefings(occurrence: ShiftOccurrence, rule: AttendanceRule, on: Begun): Obligation[] {
  const { startsAt } = occurrence;
  const wasToBeThere = on.lineUpLacking || (on.from === undefined && wasToLineUp(occurrence, rule, on));
  const cameAt = on.cameFirstAt ?? on.onAt;
  const opensAt = instant(Math.min(on.briefedAt ?? cameAt, cameAt));
  if (!rule.briefing || (opensAt >= startsAt && !wasToBeThere)) return [];
  const met = on.briefedAt === undefined ? {} : { metAt: on.briefedAt };
  const endedAt = on.linedUpAt ?? on.offAt;
  const ended = on.briefedAt === undefined && endedAt !== undefined ? { endedAt } : {};
  return [{ ...lineUpOwed(occurrence, rule), ...(on.lineUpLacking ? {} : { opensAt }), ...met, ...ended }];
}
