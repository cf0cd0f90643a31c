import type { Recorded } from "#duty/grammar/entry.ts";
import type { Sentence, Vocabulary } from "#duty/grammar/sentence.ts";
import type { NoticeEntry } from "./notice-shapes.ts";

/** How entries about reading an edition read. */
export function noticeSentence({ type, body }: Recorded<NoticeEntry>, tell: Vocabulary): Sentence {
  if (type === "notice.reading-ended")
    return { zh: "已离开单位，不再要求确认已读", en: "Left the company: nothing is to be read any more" };
  const reader = tell.person(body.person);
  if (type === "notice.reading-owed") {
    const [post, time] = [tell.called("post", body.post), tell.time(body.dueAt)];
    return {
      zh: `${reader.zh}到${post.zh}顶岗时还没确认已读制度 ${body.regulation}，须在 ${time} 前补确认`,
      en: `${reader.en} stood in at ${post.en} before confirming ${body.regulation}, and is to confirm it by ${time}`,
    };
  }
  const { regulation, edition } = body;
  return {
    zh: `${reader.zh}确认已读制度 ${regulation}${edition === undefined ? "" : `（${edition} 版）`}`,
    en: `${reader.en} confirmed having read ${regulation}${edition === undefined ? "" : `, edition of ${edition}`}`,
  };
}
