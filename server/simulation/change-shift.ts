import type { PersonId } from "#duty/grammar/entry.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { abandoned, whoHandsOver } from "./abandonment.ts";
import { arrive, type HeldShift } from "./arrival.ts";
import { type Life, shiftNameOf } from "./habit.ts";
import { mattersOpenAt } from "./matter-habit.ts";
import { goOff } from "./signing-off.ts";
import { check, type HandingOver, sign } from "./takeover.ts";
import * as say from "./tower-phrases.ts";
import type { ScriptedPart } from "./troupe.ts";
import type { WatchedTurn } from "./watched-turn.ts";
import { preparedOf } from "./who-is-there.ts";

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
): ScriptedPart<HeldShift> {
  const { chance, isRare } = life;
  const leaves = isRare(from, "abandonment");
  const forgets = chance.happens(0.05) && !leaves;
  const preparedAt = plusMinutes(from.endsAt, forgets ? chance.between(2, 6) : -chance.between(18, 30));
  if (!forgets) yield* prepare(life, from, outgoing, to.person, preparedAt);
  if (!forgets) yield* thinksAgain(life, from, outgoing, to.person, preparedAt);
  if (leaves) return yield* abandoned(life, from, outgoing, to);
  const relief = yield* arrive(life, from, outgoing, to);
  let at = plusMinutes(relief.since, chance.between(1, 3));
  if (forgets && at < preparedAt) at = preparedAt;
  const sides = { outgoing: yield* whoHandsOver(life, from, outgoing, at), incoming: relief.person };
  if (forgets) yield* prepare(life, from, sides.outgoing, relief.person, at);
  else if (relief.person !== to.person) {
    const anew = { outgoing: sides.outgoing, relief: relief.person, reason: "接班人有变动。" };
    at = yield* prepareAgain(life, from, anew, at);
  }
  at = yield* check(life, from, sides, yield* withWhatCameUp(life, from, sides, plusMinutes(at, 1)));
  const anew = yield* withWhatCameUp(life, from, sides, at);
  if (anew > at) at = yield* check(life, from, sides, anew);
  at = yield* sign(life, from, sides, at);
  yield* goOff(life, from, sides, plusMinutes(at, chance.between(1, 4)));
  return { person: relief.person, since: plusMinutes(at, 5) };
}

/** What comes up between preparing and handing over. */
function* thinksAgain(
  life: Life,
  from: WatchedTurn,
  outgoing: PersonId,
  relief: PersonId,
  preparedAt: Instant,
): ScriptedPart {
  const { chance, isRare } = life;
  const at = plusMinutes(preparedAt, chance.between(2, 4));
  if (isRare(from, "reopening")) {
    const anew = { outgoing, relief, reason: "本班完成情况漏写一项，补上。", rare: "reopening" } as const;
    yield* prepareAgain(life, from, anew, at);
  }
  if (!isRare(from, "matter-after-preparing")) return;
  const dueAt = plusMinutes(at, chance.between(6, 20) * 60);
  const body = { post: from.post, class: "ordinary", text: chance.pick(say.lateMatters), dueAt };
  yield { at, who: outgoing, act: "matter.open", body, rare: "matter-after-preparing" };
}

function* prepare(life: Life, from: WatchedTurn, outgoing: PersonId, relief: PersonId, at: Instant): ScriptedPart {
  const { chance } = life;
  const open = mattersOpenAt(life, from.post);
  yield* releaseMatters(life, from, plusMinutes(at, -2));
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

/** Whoever may lets important matters pass. */
function* releaseMatters(life: Life, from: WatchedTurn, at: Instant): ScriptedPart {
  for (const { id, matter } of mattersOpenAt(life, from.post)) {
    if (matter.class !== "important" || matter.released) continue;
    const body = { post: from.post, matter: id.slice(from.post.length + 1), reason: "已安排人盯守，同意移交下一班。" };
    yield { at, who: life.company.leaderFor(from.post, at), act: "matter.release", body };
  }
}

function sameMatters(named: readonly string[], open: readonly string[]): boolean {
  return named.length === open.length && open.every((each) => named.includes(each));
}

/** The form is brought up to date where a matter has come up that it does not name, or one that it names is settled. */
function* withWhatCameUp(
  life: Life,
  from: WatchedTurn,
  { outgoing, incoming }: HandingOver,
  at: Instant,
): ScriptedPart<Instant> {
  const named = preparedOf(life, from)?.preparation.matters.map(({ id }) => id);
  const open = mattersOpenAt(life, from.post).map(({ id }) => id);
  if (!named || sameMatters(named, open)) return at;
  yield* releaseMatters(life, from, at);
  const reasons = open.map((matter) => ({ matter, reason: life.chance.pick(say.notes) }));
  yield { at, who: outgoing, act: "handover.amend", body: { ...shiftNameOf(from), relief: incoming, reasons } };
  return plusMinutes(at, 4);
}

interface Anew {
  readonly outgoing: PersonId;
  readonly relief: PersonId;
  readonly reason: string;
  readonly rare?: "reopening";
}

function* prepareAgain(
  life: Life,
  from: WatchedTurn,
  { outgoing, relief, reason, rare }: Anew,
  at: Instant,
): ScriptedPart<Instant> {
  const body = { ...shiftNameOf(from), reason };
  yield { at, who: outgoing, act: "handover.reopen", body, ...(rare ? { rare } : {}) };
  yield* prepare(life, from, outgoing, relief, plusMinutes(at, 2));
  return plusMinutes(at, 4);
}
