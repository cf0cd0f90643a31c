import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { MoveFacts } from "#duty/attendance/move-attendance.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { currentPost } from "#duty/site/site.ts";
import { composer } from "./composer.ts";
import { type At, functionsAt, known, whoIsDue } from "./questions.ts";

/**
 * `site.keptFor`: whether a post is kept for the holder of a function, by a text that binds it as the post of one, and whether somebody may stand there in
 * a shift: who is due there, or holds it; undefined where the post is like others, or no rule asks who signs on.
 */
export function keptFor({ site, siteId }: At, turn: Turn, under: number): Question<MoveFacts["keptFor"]> {
  const { binds = [] } = currentPost(site, turn.post) ?? {};
  const wanted = binds.flatMap((each) => composer.holderOf(each) ?? []);
  const { rostered } = composer.ruleFor("attendance", site, shiftId(turn), under) as AttendanceRule;
  if (!rostered?.required || wanted.length === 0) return known(undefined);
  const due = whoIsDue(siteId, turn);
  const held = functionsAt(site.headOffice, turn.person, siteId, turn.post);
  return {
    streams: [...(due.streams ?? []), ...(held.streams ?? [])],
    answer: (reader) => ({
      cites: rostered.cites,
      functions: [...new Set(wanted)],
      mayStand:
        due.answer(reader).some(({ person }) => person === turn.person) ||
        held.answer(reader).some((each) => wanted.includes(each)),
    }),
  };
}
