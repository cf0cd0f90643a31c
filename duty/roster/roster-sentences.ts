import type { Recorded } from "#duty/grammar/entry.ts";
import { howMany, quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { RosterEntry } from "./roster-shapes.ts";

/** How an entry of a roster reads. */
export function rosterSentence(entry: Recorded<RosterEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  switch (entry.type) {
    case "roster.published": {
      const { length } = entry.body.assignments;
      return {
        zh: `${who.zh}发布排班表，共 ${length} 个班次`,
        en: `${who.en} published the roster, ${howMany(length, "turn", "turns")}`,
      };
    }
    case "roster.cover-arranged": {
      const { date, absent, cover, reason } = entry.body;
      const shift = tell.called("shift", entry.body.shift);
      const [away, standIn, why] = [tell.person(absent), tell.person(cover), quoted(tell, reason)];
      return {
        zh: `${who.zh}安排${standIn.zh}顶替${away.zh}（${date} ${shift.zh}）${why.zh}`,
        en: `${who.en} put ${standIn.en} in for ${away.en} (${date} ${shift.en})${why.en}`,
      };
    }
  }
}
