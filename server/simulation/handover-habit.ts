import { shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { DoneByChoice, Filling, Habit, Planned, Watch } from "./habit.ts";
import { handoverMeetings } from "./handover-meetings.ts";
import * as say from "./tower-phrases.ts";
import type { ScriptedPart } from "./troupe.ts";

/** What comes up at a change of shifts, beside what both sides owe: something is forgotten, found, thought of again. */
export const handoverHabit: Habit = {
  noun: "handover",
  during: faultOfOthers,
  meets: handoverMeetings,
  fills: { "handover.prepare": writesSummary, "handover.count": counts },
  thereupon: { "handover.prepare": thinksAgain, "handover.count": findsProblem },
};

function writesSummary(body: object, { wrong }: Filling): object {
  return wrong ? { ...body, summary: undefined } : body;
}

/** Wrong: one more is found than can be. Now and then one is missing, and it is said why. */
function counts(body: object, { life: { chance }, wrong }: Filling): object {
  const [first, ...others] = (body as { counts: { found: number }[] }).counts;
  if (!first) return body;
  if (wrong) return { ...body, counts: [{ ...first, found: first.found + 1 }, ...others] };
  if (!chance.happens(0.04)) return body;
  const wanting = { ...first, found: first.found - 1, missing: 1, explanation: chance.pick(say.explanations) };
  return { ...body, counts: [wanting, ...others] };
}

/** What comes up between preparing and handing over: something was left out, or somebody calls. */
function* thinksAgain({ life: { chance, isRare }, stream, person, at: preparedAt }: DoneByChoice): ScriptedPart {
  const turn = shiftNamed(stream.id);
  const at = plusMinutes(preparedAt, chance.between(2, 4));
  if (isRare(turn, "reopening")) {
    const body = { ...turn, reason: "本班完成情况漏写一项，补上。" };
    yield { at, who: person, act: "handover.reopen", body, rare: "reopening" };
  }
  if (!isRare(turn, "matter-after-preparing")) return;
  const dueAt = plusMinutes(at, chance.between(6, 20) * 60);
  const body = { post: turn.post, class: "ordinary", text: chance.pick(say.lateMatters), dueAt };
  yield { at, who: person, act: "matter.open", body, rare: "matter-after-preparing" };
}

/** A problem that no count shows. */
function* findsProblem({ life: { chance, isRare }, stream, person, at }: DoneByChoice): ScriptedPart {
  const turn = shiftNamed(stream.id);
  if (!isRare(turn, "problem")) return;
  const body = { ...turn, text: chance.pick(say.problems) };
  yield { at, who: person, act: "handover.raise-problem", body, rare: "problem" };
}

/** Something of the shift before turns out to be wrong. */
function faultOfOthers({ life, turn, person }: Watch): Planned[] {
  const { chance, troupe, isRare } = life;
  if (!isRare(turn, "fault") && !chance.happens(0.02)) return [];
  const before = [...troupe.knownOf("handover", turn.post)].find(
    ({ state }) => (state as { occurrence?: { endsAt: Instant } }).occurrence?.endsAt === turn.startsAt,
  );
  if (!before) return [];
  const { post, date, shift } = shiftNamed(before.key.id);
  return [
    {
      at: plusMinutes(turn.startsAt, chance.between(35, 120)),
      live: function* (at: Instant) {
        const body = { post, date, shift, text: chance.pick(say.faults) };
        yield { at, who: person, act: "handover.report-fault", body, rare: "fault" };
      },
    },
  ];
}
