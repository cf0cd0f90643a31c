import type { StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import { type BusinessDate, monthOf } from "#duty/grammar/time.ts";
import type { Gap, Manning } from "#duty/manning/manning.ts";
import { type Assignment, type Roster, rosterId } from "#duty/roster/roster.ts";
import type { Habit } from "./habit.ts";
import { type FilledForm, firstAccepted, holdersAt, type Saying, type Sight } from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";

/** Months of the tower are published long before; only for the day before its first is nobody there, and nobody is looked for. */
export const manningHabit: Habit = {
  noun: "manning",
  during: () => [],
  meets: { "manning.publish": findSomebody },
  forgets: (_, { obligation }) => obligation.what === "manning.publish",
};

/** Whoever may publishes the month with somebody in the shift, or puts somebody in where the one who was due has gone. */
function* findSomebody(
  sight: Sight,
  { stream, obligation }: LedgerLine,
  say: Saying,
): Generator<FilledForm, void, StageAnswer> {
  const manning = sight.state<Manning>(stream);
  const gap = manning.gaps.find(({ key }) => key === obligation.key);
  if (!gap) return;
  const people = holdersAt(sight, { site: stream.site, post: manning.post });
  yield* firstAccepted(
    people.flatMap((who) =>
      people.map((person) => filled(sight, { stream, manning, gap, reason: say("absences") }, { who, person })),
    ),
  );
}

interface Empty {
  readonly stream: StreamKey;
  readonly manning: Manning;
  readonly gap: Gap;
  readonly reason: string;
}

function filled(
  sight: Sight,
  { stream: { site }, manning, gap: { shift }, reason }: Empty,
  { who, person }: { readonly who: string; readonly person: string },
): FilledForm {
  const { post } = manning;
  const date = manning.date as BusinessDate;
  const month: StreamKey = { site, noun: "roster", id: rosterId(post, date) };
  const { assignments } = sight.state<Roster>(month);
  const due = assignments.find((each) => each.date === date && each.shift === shift);
  if (due) {
    const body = { post, date, shift, absent: due.person, cover: person, reason };
    return { who, act: "roster.arrange-cover", body };
  }
  const added: Assignment = { date, shift, person, leading: true };
  return {
    who,
    act: "roster.publish",
    body: { post, month: monthOf(date), assignments: [...assignments, added] },
    seen: month,
  };
}
