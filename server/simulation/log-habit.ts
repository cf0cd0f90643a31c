import type { LedgerLine } from "#duty/grammar/question.ts";
import { shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { type Habit, momentIn, type Planned, shiftNameOf, type Watch } from "./habit.ts";
import { type FilledForm, firstAccepted, holdersAt, type Sight } from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";
import * as say from "./tower-phrases.ts";
import type { ScriptedPart } from "./troupe.ts";
import { pageGoesOn } from "./who-is-there.ts";

/** A few lines, now and then corrected; of some grows a matter. */
export const logHabit: Habit = { noun: "log", during: lines, meets: { "log.countersign": countersign } };

/** Whoever leads signs for a closed page. */
function* countersign(sight: Sight, { stream }: LedgerLine): Generator<FilledForm, void, StageAnswer> {
  const body = shiftNamed(stream.id);
  const superiors = holdersAt(sight, { site: stream.site, post: body.post });
  yield* firstAccepted(superiors.map((who): FilledForm => ({ who, act: "log.countersign", body })));
}

function lines(watch: Watch): Planned[] {
  const { life, turn } = watch;
  const { chance } = life;
  return Array.from({ length: chance.between(2, 5) }, () => ({
    at: momentIn(life, turn),
    live: (at: Instant) => line(watch, at),
  }));
}

function* line({ life, turn, person }: Watch, at: Instant): ScriptedPart {
  const { chance, isRare } = life;
  const category = chance.pick([
    "routine",
    "routine",
    "routine",
    "visitor",
    "visitor",
    "vehicle",
    "equipment",
    "incident",
  ]);
  const text = chance.pick(say.lines[category] ?? []);
  // Once the hand-over is prepared the page is cut, and what comes later is for the next one to write.
  const still = () => pageGoesOn(life, turn);
  const body = { ...shiftNameOf(turn), category, text };
  const { touched } = yield { at, who: person, act: "log.write-line", body, still };
  const written = touched.flatMap(({ entries }) => entries).find(({ type }) => type === "log.line-written");
  const id = (written?.body as { line?: string } | undefined)?.line;
  if (id !== undefined && (isRare(turn, "correction") || chance.happens(0.02))) {
    const body = { ...shiftNameOf(turn), line: id, text: `${text}（时间更正为提前十分钟）` };
    yield { at: plusMinutes(at, 3), who: person, act: "log.correct-line", body, still, rare: "correction" };
  }
  if (!["equipment", "incident"].includes(category) || !chance.happens(0.35)) return;
  const { class: its, text: what } = chance.pick(say.matters);
  const dueAt = plusMinutes(at, chance.between(4, 36) * 60);
  const page = shiftId(turn);
  const from = id === undefined ? {} : { page, line: id };
  yield {
    at: plusMinutes(at, 1),
    who: person,
    act: "matter.open",
    body: { post: turn.post, class: its, text: what, dueAt, ...from },
  };
}
