import { noticeKind } from "#duty/notice/notice.ts";
import { noticeElement } from "#duty/notice/notice-rule.ts";
import { noticeSentence } from "#duty/notice/notice-sentences.ts";
import { noticeEntries, noticeUpcasts } from "#duty/notice/notice-shapes.ts";
import { endReadings, readAfterStandingIn } from "./notice-reactions.ts";
import { noticeActs } from "./notice-wiring.ts";
import { noun } from "./noun.ts";

export const notice = noun({
  name: "notice",
  kind: noticeKind,
  entries: noticeEntries,
  upcasts: noticeUpcasts,
  element: noticeElement,
  acts: noticeActs,
  sentences: noticeSentence,
  owed: { "notice.confirm": { zh: "补确认已读岗位制度", en: "Confirming what binds the post" } },
  reacts: { "absence.accepted-unread": [readAfterStandingIn], "person.duty-ended": [endReadings] },
  readable: false,
  shownBy: ["notice", "attendance", "ledger", "overview"],
});
