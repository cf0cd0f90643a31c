import { rungsAtOnce } from "#duty/grammar/call-at-once.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import type { RuleId } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import { longestShiftMinutes } from "#duty/grammar/limits.ts";
import { earliest, isOverdue, namedAs, type Obligation, type Rung } from "#duty/grammar/obligation.ts";
import { type ReadPresence, type Turn, turnNamed } from "#duty/grammar/presence.ts";
import { calledColleague } from "#duty/grammar/rung-call.ts";
import { type ShiftOccurrence, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import { type Absence, askedLeave, bareLeaves, evolveAbsence, type Leave, type Stand, takenLeave } from "./absence.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import type { AbsenceEntry } from "./absence-shapes.ts";

/**
 * Until when at the latest anybody is away, or stands in for somebody, who begins it at this time: whoever is held over begins it after the end. A
 * bound of the ledger, not of duty: whatever stands there has a time, and standing somewhere for somebody ends with their return or a sign-off,
 * never by one (ZB-21). As long after a shift as the longest one lasts, it is certain that nobody ended it, and nobody is away for longer.
 */
export function latestEnd(begunAt: Instant, { endsAt }: Pick<ShiftOccurrence, "endsAt">): Instant {
  return plusMinutes(instant(Math.max(begunAt, endsAt)), longestShiftMinutes);
}

export const absenceKind: Kind<Absence, AbsenceEntry, AbsenceRule> = {
  noun: "absence",
  begin: (id) => ({ turn: turnNamed(id), times: [] }),
  evolve: evolveAbsence,
  owes,
  wakesAt: (absence) =>
    earliest([askedLeave(absence)?.returnBy, passesAt(absence), awayInto(absence), awayPast(absence)]),
  wake: (absence, _, now) => {
    const isPast = (moment: Instant | undefined) => moment !== undefined && now >= moment;
    return [
      ...(isPast(askedLeave(absence)?.returnBy) ? [{ type: "absence.lapsed", body: {} } as const] : []),
      ...(isPast(passesAt(absence)) ? [{ type: "absence.post-passed", body: {} } as const] : []),
      ...(isPast(awayInto(absence)) ? [{ type: "absence.shift-begun", body: {} } as const] : []),
      ...(isPast(awayPast(absence)) ? [{ type: "absence.still-away", body: {} } as const] : []),
    ];
  },
  beforeMissing: askBeforeMissing,
  under: ({ times: [first] }) => first?.occurrence.under,
};

/** When it is no longer called that nobody stands at the post from which somebody went who is off duty. */
function passesAt(absence: Absence): Instant | undefined {
  return earliest(bareLeaves(absence).map(({ bareUntil }) => bareUntil));
}

/** When the shift begins for which somebody came early who is away still: from then on it is for them that somebody is at the post. */
function awayInto(absence: Absence): Instant | undefined {
  const leave = takenLeave(absence);
  if (!leave || leave.pastBegin) return undefined;
  const { startsAt } = leave.occurrence;
  return leave.leftAt < startsAt ? startsAt : undefined;
}

/** When the shift ends from which somebody went who is away still: whoever follows may be nobody else. */
function awayPast(absence: Absence): Instant | undefined {
  const leave = takenLeave(absence);
  if (!leave || leave.pastEnd) return undefined;
  const { endsAt } = leave.occurrence;
  return leave.leftAt < endsAt ? endsAt : undefined;
}

/** All that leaving and standing in makes people owe, what is over included. */
function owes({ turn: { person }, times }: Absence, rule: AbsenceRule): Obligation[] {
  return times.flatMap((each) => (each.kind === "leave" ? owesOfLeave(each, person, rule) : owesOfStand(each, person)));
}

/** What says by when somebody must be back. */
export interface Returning extends Pick<Leave, "returnBy" | "leftAt" | "saidAt"> {
  readonly occurrence: Pick<ShiftOccurrence, "endsAt">;
}

/**
 * By when somebody who is away must be back: when they said, and what the regulation adds; before they have said, by the end of the shift, or
 * by when they must have said it, whichever is later: who stays on after the end is not late before they have gone (ZB-22, ZB-23).
 */
export function returnDueAt(leave: Returning, rule: AbsenceRule): Instant {
  return returnsBy(leave, rule)[0];
}

/** By when somebody who is away is awaited now: once more where they said so only when they were late already. */
export function awaitedBy(leave: Returning, rule: AbsenceRule): Instant {
  const [first, again = first] = returnsBy(leave, rule);
  return again;
}

/**
 * The times by which somebody is awaited, one after the other. Who says when they will be back only when they are late already is late all the
 * same, and is awaited once more: nobody forgets whoever was answered for and does not come.
 */
function returnsBy(
  { returnBy, leftAt, saidAt, occurrence: { endsAt } }: Returning,
  { back, emergency }: AbsenceRule,
): readonly [Instant] | readonly [Instant, Instant] {
  const sayBy = leftAt === undefined ? endsAt : plusMinutes(leftAt, emergency?.tellMinutes ?? 0);
  const unsaid = instant(Math.max(sayBy, endsAt));
  if (returnBy === undefined) return [unsaid];
  const said = plusMinutes(returnBy, back?.withinMinutes ?? 0);
  return saidAt !== undefined && isOverdue(unsaid, saidAt) ? [unsaid, said] : [said];
}

function owesOfLeave(leave: Leave, person: string, rule: AbsenceRule): Obligation[] {
  const { number, asked, leftAt, over, occurrence } = leave;
  const { post } = occurrence;
  const answer: Obligation[] = asked
    ? [
        {
          ...{ key: `accept/${number}`, what: "absence.accept", post, person: asked.cover.person },
          ...{
            opensAt: asked.at,
            dueAt: leave.returnBy ?? occurrence.endsAt,
            rules: standingIn(rule),
            ladder: [],
          },
          ...(leftAt === undefined ? endedAt(over?.at) : { metAt: leftAt }),
        },
      ]
    : [];
  return leftAt === undefined ? answer : [...answer, ...owesOfTaken({ ...leave, leftAt }, person, rule)];
}

type Taken = Leave & { readonly leftAt: Instant };

function owesOfTaken(leave: Taken, person: string, rule: AbsenceRule): Obligation[] {
  const { number, leftAt, saidAt, over, covers, bare, occurrence } = leave;
  const { post } = occurrence;
  const isBack = over?.how === "returned";
  return [
    ...returnsBy(leave, rule).map((dueAt, index) => ({
      ...{ key: `return/${number}${index === 0 ? "" : "/after-all"}`, what: "absence.return", post, person },
      ...{ opensAt: index === 0 ? leftAt : (saidAt ?? leftAt), dueAt, rules: citesOf(rule.back) },
      ladder: rule.back?.ladder ?? [],
      ...(isBack ? { metAt: over.at } : endedAt(over?.at)),
    })),
    ...covers.map(({ turn, since, until }, index) => ({
      ...{ key: `cover/${number}/${index + 1}`, what: "absence.cover", post, person: turn.person, opensAt: since },
      ...{ dueAt: latestEnd(since, occurrence), rules: standingIn(rule), ladder: [] },
      ...(until === undefined ? {} : { metAt: until }),
    })),
    ...bare.flatMap((span, index) => standIn(span, `${number}/${index + 1}`, leave, post, rule)),
    ...saying(leave, person, post, rule),
    ...hearings(leave, post, rule),
  ];
}

/** Key of the obligation that somebody stands in, for the so-manieth time that nobody did. */
export function standInKey(number: number, times: number): string {
  return `stand-in/${number}/${times}`;
}

/** Key of the obligation that somebody says why they left at once, the so-manieth time. */
export function tellKey(number: number): string {
  return `tell/${number}`;
}

/** Who left is named: a call that nobody stands there is about them (ZB-27). */
function standIn(
  { since, until, by, passed }: Leave["bare"][number],
  name: string,
  { over, bareUntil }: Leave,
  post: string,
  { emergency }: AbsenceRule,
): Obligation[] {
  if (!emergency) return [];
  const gone = passed === true || (over?.how === "ended" && bareUntil === undefined && over.at === until);
  return [
    {
      ...{ key: `stand-in/${name}`, what: "absence.stand-in", post, detail: namedAs(by), opensAt: since },
      ...{ dueAt: plusMinutes(since, emergency.withinMinutes), rules: emergency.cites, ladder: emergency.ladder },
      againAfter: emergency.withinMinutes,
      ...(gone ? endedAt(until) : until === undefined ? {} : { metAt: until }),
    },
  ];
}

/** Whoever left at once owes the reason, until they have left the post for good: then what was recorded of that stands, and they may say it still. */
function saying(
  { number, atOnce, leftAt, saidAt, sayingEndedAt, bare }: Taken,
  person: string,
  post: string,
  rule: AbsenceRule,
): Obligation[] {
  const { emergency } = rule;
  if (!atOnce || !emergency) return [];
  // Where the relief stood there already, no call about an empty post was heard by anybody.
  const ladder = bare[0]?.until === leftAt ? rungsAtOnce(emergency.ladder) : [];
  return [
    {
      ...{ key: tellKey(number), what: "absence.tell", post, person, opensAt: leftAt },
      ...{ dueAt: plusMinutes(leftAt, emergency.tellMinutes), rules: emergency.cites, ladder },
      ...(saidAt === undefined || sayingEndedAt !== undefined ? endedAt(sayingEndedAt) : { metAt: saidAt }),
    },
  ];
}

const hearing = "hear";

/** Key of the obligation that somebody hears of a leave, the so-manieth. */
export function hearKey(number: number, person: string): string {
  return [hearing, number, person].join("/");
}

/** Whom a call goes to by which those at the post hear that it was left at once: to each of them by name. */
export const colleaguesLadder: readonly Rung[] = [{ afterMinutes: 0, call: calledColleague }];

/**
 * By when whoever was called hears that the post was left at once, and by which rules: as soon as somebody is to stand in there, or as soon as the
 * regulation says of every leave. Undefined where it says nothing of either.
 */
export function hearAtOnce(
  { coDuty, emergency }: AbsenceRule,
  leftAt: Instant,
): Pick<Obligation, "dueAt" | "rules"> | undefined {
  const within = [emergency, coDuty].flatMap((each) => (each ? [each.withinMinutes] : []));
  if (within.length === 0) return undefined;
  return { dueAt: plusMinutes(leftAt, Math.min(...within)), rules: [...citesOf(coDuty), ...citesOf(emergency)] };
}

/** Who is to hear of which leave, by the stream and the key of the obligation. */
export function hearingNamed(
  id: string,
  key: string,
): { readonly turn: Turn; readonly number: number; readonly person: PersonId } | undefined {
  const [what, number, person] = key.split("/");
  return what !== hearing || person === undefined ? undefined : { turn: turnNamed(id), number: Number(number), person };
}

/** The clock asks whether whoever has not heard is on duty still. */
function askBeforeMissing(id: string, key: string): ReturnType<NonNullable<typeof absenceKind.beforeMissing>> {
  const body = hearingNamed(id, key);
  return body && { act: "absence.spare-hearing", body };
}

/** Who is on duty at the same post says that they have heard of it; once it is over they need not any more. Of an emergency they are called. */
function hearings(
  { number, told, heard, called, spared, leftAt, over }: Taken,
  post: string,
  rule: AbsenceRule,
): Obligation[] {
  return told.flatMap((person) => {
    const colleague = called.find((each) => each.person === person);
    const asked = colleague ? hearAtOnce(rule, leftAt) : hearInTime(rule, leftAt);
    if (!asked) return [];
    return {
      ...{ key: hearKey(number, person), what: "absence.hear", post: colleague?.post ?? post, person },
      ...{ opensAt: leftAt, ...asked, ladder: colleague ? colleaguesLadder : [] },
      ...(heard[person] === undefined ? endedAt(spared?.[person] ?? over?.at) : { metAt: heard[person] }),
    };
  });
}

function hearInTime({ coDuty }: AbsenceRule, leftAt: Instant): Pick<Obligation, "dueAt" | "rules"> | undefined {
  return coDuty && { dueAt: plusMinutes(leftAt, coDuty.withinMinutes), rules: coDuty.cites };
}

/** Whoever stands at another post is away from their own; who stands at their own, in whichever shift, is not. */
function owesOfStand({ number, occurrence: own, standsFor, since, until }: Stand, person: string): Obligation[] {
  if (standsFor.post === own.post) return [];
  return [
    {
      ...{ key: `lend/${number}`, what: "absence.lend", post: own.post, person, opensAt: since },
      ...{ dueAt: latestEnd(since, own), rules: ["ZB-21"], ladder: [] },
      ...(until === undefined ? {} : { metAt: until }),
    },
  ];
}

/** The rules behind standing somewhere for somebody: what a regulation says of covers, and the house. */
function standingIn({ covered }: AbsenceRule): readonly RuleId[] {
  return [...citesOf(covered), "ZB-21"];
}

function endedAt(at: Instant | undefined): Pick<Obligation, "endedAt"> {
  return at === undefined ? {} : { endedAt: at };
}

/** Who is away, and who stands where for whom. */
export const absencePresence: ReadPresence = ({ stream, obligation: { what, person = "" } }) => {
  switch (what) {
    case "absence.return":
    case "absence.lend":
      return { turn: turnNamed(stream.id), as: "away" };
    case "absence.cover":
      return { turn: { ...shiftNamed(stream.id), person }, as: "covering", standsFor: turnNamed(stream.id).person };
    default:
      return undefined;
  }
};
