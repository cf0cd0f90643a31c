import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { isFollowedAfterAll } from "#duty/handover/handover-parties.ts";
import { occurrenceOf } from "#duty/site/site.ts";
import { type At, known, presences } from "#duty/wiring/questions.ts";
import { isLaterThan } from "./handover-at.ts";

/** `handover.followedAfterAll`: whether somebody has come for a later shift of the post, once the shift of this turn was closed alone. */
export function followedAfterAll({ site, siteId }: At, { person, ...shift }: Turn): Question<boolean> {
  const own = occurrenceOf(site, shift);
  if (!own) return known(false);
  const key: StreamKey = { site: siteId, noun: "handover", id: shiftId(shift) };
  const there = presences({ site: siteId, post: shift.post });
  const isLater = isLaterThan(site, own);
  return {
    streams: [key],
    ledger: there.ledger ?? [],
    answer: (reader) => {
      const on = there.answer(reader).filter(({ as, turn }) => as === "on-duty" && isLater(turn));
      const later = on.map(({ turn }) => turn.person);
      return isFollowedAfterAll(reader.stream<Handover>(key).state, { later, person });
    },
  };
}
