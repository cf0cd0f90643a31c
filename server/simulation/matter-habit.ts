import type { Matter } from "#duty/matter/matter.ts";
import { type Habit, momentIn, type Planned, type Watch } from "./habit.ts";
import { matterMeetings } from "./matter-meetings.ts";
import * as say from "./tower-phrases.ts";

/** What is open gets on. */
export const matterHabit: Habit = { noun: "matter", during: progress, meets: matterMeetings };

function progress({ life, turn, person }: Watch): Planned[] {
  const { chance, troupe } = life;
  return [...troupe.knownOf("matter", turn.post)].flatMap(({ key, state }) => {
    if ((state as Matter).phase !== "open" || !chance.happens(0.2)) return [];
    const body = { post: turn.post, matter: key.id.slice(turn.post.length + 1), note: chance.pick(say.notes) };
    const still = () => (troupe.knows<Matter>(key)?.phase ?? "open") === "open";
    return [
      {
        at: momentIn(life, turn),
        live: function* (at) {
          yield { at, who: person, act: "matter.progress", body, still };
        },
      },
    ];
  });
}
