import type { Attendance } from "#duty/attendance/attendance.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { type AwaitBody, type AwaitFacts, awaitShifts } from "#duty/roster/await-shifts.ts";
import { type Roster, rosterKind } from "#duty/roster/roster.ts";
import { act, type CommandAct } from "./wiring.ts";

/** What a changed set-up asks of a plan; nobody sends it. */
export const awaitActs = {
  "roster.await": act({
    kind: rosterKind,
    mode: "exclusive",
    id: ({ body: { post, month } }: { body: AwaitBody }) => `${post}/${month}`,
    facts: ({ body, state, siteId }) => ({ turns: turnsOf(siteId, body, state) }),
    decide: awaitShifts,
  }),
} satisfies Record<string, CommandAct>;

/** The turns that a plan has in some shifts, and how far each has come. */
function turnsOf(siteId: SiteId, { post, shifts }: AwaitBody, { assignments }: Roster): Question<AwaitFacts["turns"]> {
  const turns = shifts.flatMap(({ date, shift, now }) =>
    assignments
      .filter((each) => each.date === date && each.shift === shift)
      .map(({ person }) => ({
        ...{ turn: { date, shift, person }, now },
        key: { site: siteId, noun: "attendance", id: turnId({ post, date, shift, person }) },
      })),
  );
  return {
    streams: turns.map(({ key }) => key),
    answer: (reader) =>
      turns.map(({ turn, now, key }) => {
        return { turn, now, phase: reader.stream<Pick<Attendance, "phase">>(key).state.phase };
      }),
  };
}
