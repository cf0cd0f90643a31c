import type { Recorded } from "#duty/grammar/entry.ts";
import { howMany, quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { RedactionEntry } from "./redaction-shapes.ts";

/** How an order to erase reads. */
export function redactionSentence(entry: Recorded<RedactionEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  const { erases, reason } = entry.body;
  const why = quoted(tell, reason);
  return {
    zh: `${who.zh}抹除了${erases.length}处文字或照片${why.zh}`,
    en: `${who.en} erased ${howMany(erases.length, "text or photo", "texts or photos")}${why.en}`,
  };
}
