import { type Habit, momentIn, type Planned, shiftNameOf, type Watch } from "./habit.ts";
import * as say from "./tower-phrases.ts";

/** Whoever leads writes down what somebody did on duty that a rule of the post speaks of. */
export const violationHabit: Habit = { noun: "violation", during: conduct };

function conduct({ life, turn, person }: Watch): Planned[] {
  const { chance, company, isRare } = life;
  if (!isRare(turn, "violation")) return [];
  return [
    {
      at: momentIn(life, turn),
      live: function* (at) {
        const body = { ...shiftNameOf(turn), person, rules: ["ZB-01"], account: chance.pick(say.conduct) };
        yield { at, who: company.leaderFor(turn.post, at), act: "violation.record", body, rare: "violation" };
      },
    },
  ];
}
