import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { Head, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import type { Begun, Preparation } from "#duty/handover/handover.ts";
import type { Successor } from "#duty/handover/handover-parties.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import { mayStandIn } from "#duty/handover/stand-in.ts";
import { logKind, type Page } from "#duty/log/log.ts";
import { functionsFor, isEmployed, type Person, personKind } from "#duty/person/person.ts";
import { type At, known, presences } from "#duty/wiring/questions.ts";
import { relievesBy } from "./late-to-come.ts";

/* What single streams of other nouns say of a hand-over: the page of its shift, the turn of its relief, whoever stands in. */

/** Where the page of a shift that hands over was last corrected. */
export function corrected(site: SiteId, shift: ShiftName): Question<Head | undefined> {
  const key: StreamKey = { site, noun: logKind.noun, id: shiftId(shift) };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Page>(key);
      return state.phase === "cut" || state.phase === "closed" ? state.corrected : undefined;
    },
  };
}

/** The same people, each with the time since which what they are to take up waits for them. */
export function withTheirComing(
  at: At,
  post: string,
  asked: Question<readonly Successor[]>,
): Question<readonly Successor[]> {
  const there = presences({ site: at.siteId, post });
  const keyOf = (turn: Turn): StreamKey => ({ site: at.siteId, noun: attendanceKind.noun, id: turnId(turn) });
  return {
    ...asked,
    further: (reader) => [
      ...(asked.further?.(reader) ?? []),
      ...there.answer(reader).flatMap(({ turn, as }) => (as === "on-duty" ? [keyOf(turn)] : [])),
    ],
    answer: (reader) =>
      asked.answer(reader).map((each) => {
        if (!each.onDuty) return each;
        const turn = { ...shiftNamed(each.page), person: each.person };
        const { state } = reader.stream<Attendance>(keyOf(turn));
        const dueAt = relievesBy(at, turn, state) ?? 0;
        return state.phase === "on" ? { ...each, since: instant(Math.max(state.onAt, dueAt)) } : each;
      }),
  };
}

/** Whether whoever stands in may still. */
export function standInHolds(
  { site, siteId, rule }: At & { readonly rule: HandoverRule },
  { standIn, occurrence }: Begun,
): Question<boolean> {
  if (standIn === undefined) return known(false);
  const person: StreamKey = { site: site.headOffice, noun: personKind.noun, id: standIn };
  return {
    streams: [person],
    answer: (reader) => {
      const { state } = reader.stream<Person>(person);
      return isEmployed(state) && mayStandIn(rule, functionsFor(state, siteId, occurrence.post));
    },
  };
}

/** Since when the relief that the form names is on duty, where they are, and by when the plan has them there; undefined where nobody is named. */
export function reliefThere(
  at: At,
  preparation: Preparation | undefined,
): Question<{ readonly since: Instant | undefined; readonly dueAt: Instant | undefined } | undefined> {
  const { relief, next } = preparation ?? {};
  if (relief === undefined || next === undefined) return known(undefined);
  const turn = { ...shiftNamed(next), person: relief };
  const key: StreamKey = { site: at.siteId, noun: attendanceKind.noun, id: turnId(turn) };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Attendance>(key);
      return { since: state.phase === "on" ? state.onAt : undefined, dueAt: relievesBy(at, turn, state) };
    },
  };
}
