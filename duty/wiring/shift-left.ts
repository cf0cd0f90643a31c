import type { Turn } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { begunShift } from "#duty/site/site.ts";
import { type At, known, presences } from "./questions.ts";

/**
 * The shift that somebody leaves: that of their turn; where it is over, that of the next other one which they have come for at the post. When it begins,
 * and when it ends, it is asked who stands there.
 */
export function shiftLeft(at: At, turn: Turn, now: Instant): Question<ShiftOccurrence | undefined> {
  const own = begunShift(at.site, turn);
  const next = nextTurn(at, turn, now);
  return { ...next, answer: (reader) => next.answer(reader) ?? own };
}

/** Where the shift of a turn is over: the next other shift which its person has come for at the post. */
function nextTurn({ site, siteId }: At, turn: Turn, now: Instant): Question<ShiftOccurrence | undefined> {
  const own = begunShift(site, turn);
  if (!own || now < own.endsAt) return known(undefined);
  const theirs = presences({ site: siteId, person: turn.person });
  return {
    ...theirs,
    answer: (reader) => {
      const others = theirs
        .answer(reader)
        .filter((each) => each.as === "on-duty" && each.turn.post === turn.post)
        .flatMap((each) => begunShift(site, each.turn) ?? [])
        .filter(({ endsAt }) => endsAt > now);
      return others.toSorted((one, other) => one.startsAt - other.startsAt)[0];
    },
  };
}
