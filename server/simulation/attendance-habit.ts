import { plusMinutes } from "#duty/grammar/time.ts";
import { type Habit, type Planned, shiftNameOf, type Watch } from "./habit.ts";
import * as say from "./tower-phrases.ts";

/** The squad leader lines the squad up before the shift; signing on and off belongs to the change of shifts. */
export const attendanceHabit: Habit = { noun: "attendance", during: briefing };

function briefing({ life: { chance, squadAt }, turn, person, since }: Watch): Planned[] {
  if (turn.post !== "squad" || chance.happens(0.04)) return [];
  const lineUp = plusMinutes(turn.startsAt, -chance.between(4, 9));
  const at = lineUp > since ? lineUp : plusMinutes(since, 2);
  const attendees = squadAt(turn.startsAt);
  return [
    {
      at,
      live: function* () {
        const body = { ...shiftNameOf(turn), attendees, keyPoints: chance.pick(say.keyPoints) };
        yield { at, who: person, act: "attendance.brief", body };
      },
    },
  ];
}
