import type { Attendance } from "#duty/attendance/attendance.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { type AwaitBody, awaitShifts } from "#duty/roster/await-shifts.ts";
import { type PlannedTurn, type Roster, rosterKind } from "#duty/roster/roster.ts";
import { act, type CommandAct } from "./wiring.ts";

/** What a changed set-up asks of a plan; nobody sends it. */
export const awaitActs = {
  "roster.await": act({
    kind: rosterKind,
    mode: "exclusive",
    id: ({ body: { post, month } }: { body: AwaitBody }) => `${post}/${month}`,
    facts: ({ body, state, siteId }) => ({ unknown: unknownTurns(siteId, body, state) }),
    decide: awaitShifts,
  }),
} satisfies Record<string, CommandAct>;

/** Of the turns that a plan has in some shifts those of which nothing has been recorded. */
function unknownTurns(
  siteId: SiteId,
  { post, shifts }: AwaitBody,
  { assignments }: Roster,
): Question<readonly PlannedTurn[]> {
  const turns = shifts.flatMap(({ date, shift }) =>
    assignments
      .filter((each) => each.date === date && each.shift === shift)
      .map(({ person }) => ({
        turn: { date, shift, person },
        key: { site: siteId, noun: "attendance", id: turnId({ post, date, shift, person }) },
      })),
  );
  return {
    streams: turns.map(({ key }) => key),
    answer: (reader) =>
      turns.flatMap(({ turn, key }) =>
        reader.stream<Pick<Attendance, "phase">>(key).state.phase === "unknown" ? [turn] : [],
      ),
  };
}
