import type { Recorded } from "#duty/grammar/entry.ts";
import type { Sentence, Vocabulary } from "#duty/grammar/sentence.ts";
import type { NoticeEntry } from "./notice-shapes.ts";

/** How a receipt for an edition reads. */
export function noticeSentence({ body }: Recorded<NoticeEntry>, tell: Vocabulary): Sentence {
  const reader = tell.person(body.person);
  return {
    zh: `${reader.zh}确认已读制度 ${body.regulation}`,
    en: `${reader.en} confirmed having read ${body.regulation}`,
  };
}
