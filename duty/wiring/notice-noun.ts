import { noticeKind } from "#duty/notice/notice.ts";
import { noticeElement } from "#duty/notice/notice-rule.ts";
import { noticeSentence } from "#duty/notice/notice-sentences.ts";
import { noticeEntries } from "#duty/notice/notice-shapes.ts";
import { noticeActs } from "./notice-wiring.ts";
import { noun } from "./noun.ts";

export const notice = noun({
  name: "notice",
  kind: noticeKind,
  entries: noticeEntries,
  element: noticeElement,
  acts: noticeActs,
  sentences: noticeSentence,
  owed: {},
  readable: false,
  shownBy: ["notice", "attendance"],
});
