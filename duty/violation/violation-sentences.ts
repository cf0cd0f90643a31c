import type { Recorded } from "#duty/grammar/entry.ts";
import { quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { ViolationEntry } from "./violation-shapes.ts";

/** How a violation reads. */
export function violationSentence(entry: Recorded<ViolationEntry>, tell: Vocabulary): Sentence {
  const { person, post, date, rules, account } = entry.body;
  const [who, whom, where, what] = [
    subject(tell, entry.actor),
    tell.person(person),
    tell.called("post", post),
    quoted(tell, account),
  ];
  const cited = rules.join(", ");
  return {
    zh: `${who.zh}记录${whom.zh}违纪（${date} ${where.zh}，${cited}）${what.zh}`,
    en: `${who.en} recorded a violation by ${whom.en} (${date} ${where.en}, ${cited})${what.en}`,
  };
}
