import { type BusinessDate, datePlus, monthOf } from "#duty/grammar/time.ts";
import { type Roster, rosterId } from "#duty/roster/roster.ts";
import { type Habit, momentIn, type Planned, type Watch } from "./habit.ts";
import { personNamed } from "./tower-people.ts";
import { atTower, type Doing, type ScriptedPart } from "./troupe.ts";

/** The department's manager publishes a month again when two people have exchanged a shift; covers belong to the change of shifts. */
export const rosterHabit: Habit = { noun: "roster", during: exchanges };

/** So many days ahead people ask for a day off. */
const daysAhead = 4;

function exchanges(watch: Watch): Planned[] {
  const { life, turn } = watch;
  if (!life.isRare(turn, "month-again")) return [];
  return [
    {
      at: momentIn(life, turn),
      live: function* (at): ScriptedPart {
        const date = datePlus(turn.date, daysAhead);
        const exchanged = monthWith(watch, date);
        if (!exchanged) return;
        const { refusal } = yield { at, ...exchanged.doing };
        if (!refusal) life.company.exchange({ post: turn.post, date, shift: "evening" }, exchanged.person);
      },
    },
  ];
}

/** The month with whoever rests that day in its evening; undefined where the plan does not reach so far. */
function monthWith(
  { life: { troupe, company }, turn: { post } }: Watch,
  date: BusinessDate,
): { doing: Omit<Doing, "at">; person: string } | undefined {
  const seen = atTower("roster", rosterId(post, date));
  const month = troupe.knows<Roster>(seen);
  const person = company.sparesFor(post, date).at(-1);
  if (!month?.assignments.some((each) => each.date === date) || person === undefined) return undefined;
  const assignments = month.assignments.map((each) =>
    each.date === date && each.shift === "evening" ? { ...each, person } : each,
  );
  const body = { post, month: monthOf(date), assignments };
  const who = personNamed("黄丽华");
  return { doing: { who, act: "roster.publish", body, seen, rare: "month-again" }, person };
}
