import type { LedgerLine } from "#duty/grammar/question.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Matter } from "#duty/matter/matter.ts";
import { type Habit, type Life, type Planned, type Watch, within } from "./habit.ts";
import { anyWords, type FilledForm, firstAccepted, holdersAt, type Sight, turnsAtPost } from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";
import * as say from "./tower-phrases.ts";
import type { Doing } from "./troupe.ts";

/** What is open is settled, or gets on. */
export const matterHabit: Habit = { noun: "matter", during: settlements, meets: { "matter.settle": settle } };

/** Whoever is on duty at the post settles it, or whoever leads there. */
function* settle(sight: Sight, { stream }: LedgerLine): Generator<FilledForm, void, StageAnswer> {
  const [post = "", matter = ""] = stream.id.split("/");
  const there = turnsAtPost(sight, stream.site, post).map(({ person }) => person);
  const body = { post, matter, outcome: anyWords };
  const people = [...there, ...holdersAt(sight, { site: stream.site, post })];
  yield* firstAccepted(people.map((who): FilledForm => ({ who, act: "matter.settle", body })));
}

/** Matters that are open at a post. */
export function mattersOpenAt(
  { troupe }: Life,
  post: string,
): { id: string; matter: Extract<Matter, { phase: "open" }> }[] {
  return [...troupe.knownOf("matter", post)].flatMap(({ key, state }) => {
    const matter = state as Matter;
    return matter.phase === "open" ? [{ id: key.id, matter }] : [];
  });
}

function settlements({ life, turn, person }: Watch): Planned[] {
  const { chance } = life;
  return mattersOpenAt(life, turn.post).flatMap(({ id, matter }) => {
    // Kit is found by counting it; nobody on duty closes it otherwise.
    if (matter.kit) return [];
    // What falls due in this shift or the next is mostly settled now.
    const presses = matter.dueAt < plusMinutes(turn.endsAt, 8 * 60);
    if (!chance.happens(presses ? 0.92 : 0.35)) return [];
    const body = { post: turn.post, matter: id.slice(turn.post.length + 1) };
    const doing: Omit<Doing, "at"> = chance.happens(presses ? 0.93 : 0.5)
      ? { who: person, act: "matter.settle", body: { ...body, outcome: chance.pick(say.outcomes) } }
      : { who: person, act: "matter.progress", body: { ...body, note: chance.pick(say.notes) } };
    const last = plusMinutes(matter.dueAt, -chance.between(5, 30));
    const some = within(life, turn);
    return [
      {
        at: presses && last < some && last > turn.startsAt ? last : some,
        live: function* (at: Instant) {
          yield { at, ...doing };
        },
      },
    ];
  });
}
