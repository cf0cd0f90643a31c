import type { Recorded } from "#duty/grammar/entry.ts";
import type { Sentence, Vocabulary } from "#duty/grammar/sentence.ts";
import type { NoticeEntry } from "./notice-shapes.ts";

/** How a receipt for an edition reads. */
export function noticeSentence({ body }: Recorded<NoticeEntry>, tell: Vocabulary): Sentence {
  const reader = tell.person(body.person);
  const { regulation, edition } = body;
  return {
    zh: `${reader.zh}确认已读制度 ${regulation}${edition === undefined ? "" : `（${edition} 版）`}`,
    en: `${reader.en} confirmed having read ${regulation}${edition === undefined ? "" : `, edition of ${edition}`}`,
  };
}
