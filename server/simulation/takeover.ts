import type { Attendance } from "#duty/attendance/attendance.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { wantsLateReason } from "#duty/handover/late-side.ts";
import { type Life, shiftNameOf } from "./habit.ts";
import * as say from "./tower-phrases.ts";
import { atTower, type Doing, type ScriptedPart } from "./troupe.ts";
import type { WatchedTurn } from "./watched-turn.ts";
import { preparedOf } from "./who-is-there.ts";

/** Who hands over, and who takes over. */
export interface HandingOver {
  readonly outgoing: PersonId;
  readonly incoming: PersonId;
}

/** What the relief looks at, counts and takes before it signs. */
export function* check(
  life: Life,
  from: WatchedTurn,
  { outgoing, incoming }: HandingOver,
  start: Instant,
): ScriptedPart<Instant> {
  const { chance, isRare } = life;
  const prepared = preparedOf(life, from);
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
  if (isRare(from, "problem")) {
    const body = { ...turn, text: chance.pick(say.problems) };
    yield { at: next(), who: incoming, act: "handover.raise-problem", body, rare: "problem" };
  }
  for (const { key: problem } of preparedOf(life, from)?.problems ?? []) {
    yield { at: next(), who: outgoing, act: "handover.confirm-problem", body: { ...turn, problem } };
    yield { at: next(), who: incoming, act: "handover.confirm-problem", body: { ...turn, problem } };
  }
  return plusMinutes(at, 1);
}

/** Both sign, in either order. */
export function* sign(
  life: Life,
  from: WatchedTurn,
  { outgoing, incoming }: HandingOver,
  start: Instant,
): ScriptedPart<Instant> {
  const { chance } = life;
  const [first, second] = chance.happens(0.5) ? [outgoing, incoming] : [incoming, outgoing];
  const reason = chance.pick(say.lateReasons);
  const still = () => preparedOf(life, from) !== undefined;
  yield { ...signature(from, first, start, isAskedWhy(life, from, first, start) ? reason : undefined), still };
  const at = plusMinutes(start, 1);
  yield { ...signature(from, second, at, isAskedWhy(life, from, second, at) ? reason : undefined), still };
  return at;
}

/** Whether somebody who signs now is asked why it is late, as the guards' own regulation has it. */
function isAskedWhy(life: Life, from: WatchedTurn, who: PersonId, now: Instant): boolean {
  const state = preparedOf(life, from);
  if (!state) return false;
  const { relief = who, next = "" } = state.preparation;
  const came = life.troupe.knows<Attendance>(atTower("attendance", `${next}/${relief}`));
  const facts = { reliefSince: came?.phase === "on" ? came.onAt : undefined };
  const rule = { punctual: { graceMinutes: 10, reason: true, ladder: [], cites: [] } };
  return wantsLateReason({ state, rule, facts, now }, who === relief ? "incoming" : "outgoing");
}

function signature(from: WatchedTurn, who: PersonId, at: Instant, lateReason: string | undefined): Doing {
  const forms = from.post === "squad" ? ["work", "property"] : [];
  const body = { ...shiftNameOf(from), forms, ...(lateReason === undefined ? {} : { lateReason }) };
  return { at, who, act: "handover.sign", body, seen: atTower("handover", shiftId(from)) };
}
