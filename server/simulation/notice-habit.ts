import type { LedgerLine } from "#duty/grammar/question.ts";
import { noticeId } from "#duty/notice/notice.ts";
import { standingAdoptions } from "#duty/site/site.ts";
import type { Habit } from "./habit.ts";
import { type FilledForm, type Sight, siteSeen } from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";

/** Whoever stood in before they had read what binds the post reads it when it is owed. */
export const noticeHabit: Habit = { noun: "notice", during: () => [], meets: { "notice.confirm": reads } };

function* reads(sight: Sight, { stream, obligation }: LedgerLine): Generator<FilledForm, void, StageAnswer> {
  const { person: who } = obligation;
  if (who === undefined) return;
  for (const { regulation, hash } of standingAdoptions(siteSeen(sight, stream.site))) {
    if (noticeId(regulation, hash, who) === stream.id) yield { who, act: "notice.confirm", body: { regulation, hash } };
  }
}
