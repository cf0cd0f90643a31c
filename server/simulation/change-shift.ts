import type { PersonId } from "#duty/grammar/entry.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { type Life, shiftNameOf, type WatchedTurn } from "./habit.ts";
import { mattersOpenAt } from "./matter-habit.ts";
import * as say from "./tower-phrases.ts";
import { atTower, type Doing, type ScriptedPart } from "./troupe.ts";

/** Who holds the post after a change, and since when. */
export interface HeldShift {
  readonly person: PersonId;
  readonly since: Instant;
}

/** People who can be put in, by post, so that nobody is asked to be in two places. */
export type StandIns = Readonly<Record<string, PersonId>>;

/** The first shift of a post, which nobody hands over. */
export function* begin(turn: WatchedTurn): ScriptedPart<HeldShift> {
  const at = plusMinutes(turn.startsAt, -20);
  yield { at, who: turn.person, act: "attendance.sign-on", body: shiftNameOf(turn) };
  return { person: turn.person, since: at };
}

/** One shift hands its post to the next: mostly in time, sometimes late, sometimes wrongly at first. */
export function* changeShift(
  life: Life,
  from: WatchedTurn,
  outgoing: PersonId,
  to: WatchedTurn,
  standIns: StandIns,
): ScriptedPart<HeldShift> {
  const { chance } = life;
  const forgets = chance.happens(0.05);
  const preparedAt = plusMinutes(from.endsAt, forgets ? chance.between(2, 6) : -chance.between(18, 30));
  if (!forgets) yield* prepare(life, from, outgoing, to.person, preparedAt);
  const relief = yield* arrive(life, from, outgoing, to, standIns);
  let at = plusMinutes(relief.since, chance.between(1, 3));
  if (forgets && at < preparedAt) at = preparedAt;
  if (forgets) yield* prepare(life, from, outgoing, relief.person, at);
  else if (relief.person !== to.person) at = yield* prepareAgain(life, from, outgoing, relief.person, at);
  at = yield* check(life, from, { outgoing, incoming: relief.person }, plusMinutes(at, 1));
  at = yield* sign(life, from, { outgoing, incoming: relief.person }, at);
  yield {
    at: plusMinutes(at, chance.between(1, 4)),
    who: outgoing,
    act: "attendance.sign-off",
    body: shiftNameOf(from),
  };
  return { person: relief.person, since: plusMinutes(at, 5) };
}

function* prepare(life: Life, from: WatchedTurn, outgoing: PersonId, relief: PersonId, at: Instant): ScriptedPart {
  const { chance } = life;
  const open = mattersOpenAt(life, from.post);
  for (const { id, matter } of open) {
    if (matter.class !== "important" || matter.released) continue;
    const body = { post: from.post, matter: id.slice(from.post.length + 1), reason: "已安排人盯守，同意移交下一班。" };
    yield { at: plusMinutes(at, -2), who: life.leaderFor(from.post, at), act: "matter.release", body };
  }
  const body = {
    ...shiftNameOf(from),
    summary: chance.pick(say.summaries),
    done: chance.pick(say.done),
    nothingPending: open.length === 0,
    relief,
    reasons: open.map(({ id }) => ({ matter: id, reason: chance.pick(say.notes) })),
  };
  const forgotten = chance.happens(0.05) ? { ...body, summary: undefined } : body;
  const { refusal } = yield { at, who: outgoing, act: "handover.prepare", body: forgotten };
  if (refusal) yield { at: plusMinutes(at, 1), who: outgoing, act: "handover.prepare", body };
}

function* prepareAgain(
  life: Life,
  from: WatchedTurn,
  outgoing: PersonId,
  relief: PersonId,
  at: Instant,
): ScriptedPart<Instant> {
  yield {
    at,
    who: outgoing,
    act: "handover.reopen",
    body: { ...shiftNameOf(from), reason: "接班人有变动。" },
  };
  yield* prepare(life, from, outgoing, relief, plusMinutes(at, 2));
  return plusMinutes(at, 4);
}

/** The relief comes: early as it should be, late, or not at all, and then somebody is put in. */
function* arrive(
  life: Life,
  from: WatchedTurn,
  outgoing: PersonId,
  to: WatchedTurn,
  standIns: StandIns,
): ScriptedPart<HeldShift> {
  const { chance } = life;
  const squad = to.post === "squad";
  if (chance.happens(0.015)) return yield* covered(life, to, standIns);
  const late = chance.happens(0.06);
  const early = squad ? chance.between(chance.happens(0.9) ? 16 : 8, 28) : chance.between(1, 14);
  const at = plusMinutes(to.startsAt, late ? chance.between(3, 27) : -early);
  if (late && chance.happens(0.4)) {
    const tried = { at: from.endsAt, who: outgoing, act: "attendance.sign-off", body: shiftNameOf(from) } as const;
    if (at > from.endsAt) yield tried;
  }
  yield { at, who: to.person, act: "attendance.sign-on", body: shiftNameOf(to) };
  return { person: to.person, since: at };
}

function* covered(life: Life, to: WatchedTurn, standIns: StandIns): ScriptedPart<HeldShift> {
  const { chance } = life;
  const cover = standIns[to.post] ?? to.person;
  const at = plusMinutes(to.startsAt, chance.between(8, 14));
  const { post, date, shift } = to;
  const body = { post, date, shift, absent: to.person, cover, reason: chance.pick(say.absences) };
  const { refusal } = yield { at, who: life.leaderFor("squad", at), act: "roster.arrange-cover", body };
  const person = refusal ? to.person : cover;
  const comesAt = plusMinutes(at, chance.between(15, 30));
  yield { at: comesAt, who: person, act: "attendance.sign-on", body: shiftNameOf(to) };
  return { person, since: comesAt };
}

interface Sides {
  readonly outgoing: PersonId;
  readonly incoming: PersonId;
}

function handoverOf({ troupe }: Life, from: WatchedTurn): Extract<Handover, { phase: "prepared" }> | undefined {
  const state = troupe.knows<Handover>(atTower("handover", shiftId(from)));
  return state?.phase === "prepared" ? state : undefined;
}

/** What the relief looks at, counts and takes before it signs. */
function* check(life: Life, from: WatchedTurn, { outgoing, incoming }: Sides, start: Instant): ScriptedPart<Instant> {
  const { chance } = life;
  const prepared = handoverOf(life, from);
  if (!prepared) return start;
  const turn = shiftNameOf(from);
  let at = start;
  const next = () => {
    at = plusMinutes(at, chance.between(0, 1));
    return at;
  };
  if (from.post === "squad") {
    yield { at: next(), who: incoming, act: "handover.read-records", body: turn };
    yield {
      at: next(),
      who: incoming,
      act: "handover.take-books",
      body: { ...turn, books: prepared.preparation.books },
    };
  }
  const counts = prepared.preparation.kit.map(({ item, expected }) => ({
    item,
    found: expected,
    damaged: 0,
    missing: 0,
  }));
  if (chance.happens(0.05)) {
    const [first, ...others] = counts;
    const wrong = first ? [{ ...first, found: first.found + 1 }, ...others] : counts;
    yield { at: next(), who: incoming, act: "handover.count", body: { ...turn, counts: wrong } };
  }
  const wanting = chance.happens(0.04) ? 0 : -1;
  const countedItems = counts.map((each, index) =>
    index === wanting
      ? { ...each, found: each.found - 1, missing: 1, explanation: chance.pick(say.explanations) }
      : each,
  );
  yield { at: next(), who: incoming, act: "handover.count", body: { ...turn, counts: countedItems } };
  for (const { id, class: its } of prepared.preparation.matters) {
    if (its === "continuing") continue;
    yield { at: next(), who: incoming, act: "handover.take-matter", body: { ...turn, matter: id } };
  }
  if (wanting >= 0 && chance.happens(0.3)) yield signature(from, incoming, next(), undefined);
  for (const { key: problem } of handoverOf(life, from)?.problems ?? []) {
    yield { at: next(), who: outgoing, act: "handover.confirm-problem", body: { ...turn, problem } };
    yield { at: next(), who: incoming, act: "handover.confirm-problem", body: { ...turn, problem } };
  }
  return plusMinutes(at, 1);
}

function* sign(life: Life, from: WatchedTurn, { outgoing, incoming }: Sides, start: Instant): ScriptedPart<Instant> {
  const { chance } = life;
  const [first, second] = chance.happens(0.5) ? [outgoing, incoming] : [incoming, outgoing];
  const isLate = (time: Instant) => time > plusMinutes(from.endsAt, 10);
  const reason = chance.pick(say.lateReasons);
  yield signature(from, first, start, first === incoming && isLate(start) ? reason : undefined);
  const at = plusMinutes(start, 1);
  // Whoever signs for the outgoing side says why only where the relief had signed in time.
  const isAsked = isLate(at) && (second === incoming || !isLate(start));
  yield signature(from, second, at, isAsked ? reason : undefined);
  return at;
}

function signature(from: WatchedTurn, who: PersonId, at: Instant, lateReason: string | undefined): Doing {
  const forms = from.post === "squad" ? ["work", "property"] : [];
  const body = { ...shiftNameOf(from), forms, ...(lateReason === undefined ? {} : { lateReason }) };
  return { at, who, act: "handover.sign", body, seen: atTower("handover", shiftId(from)) };
}
