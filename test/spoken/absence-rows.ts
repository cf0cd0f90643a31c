import { lin, wu } from "../handover-story.ts";
import { crack, fivePast } from "./told-things.ts";
import type { SpokenRow } from "./unspelled-variants.ts";

/** How absences read. */
export const absenceRows: readonly SpokenRow[] = [
  [
    "absence.asked",
    { why: "meal", returnBy: fivePast, cover: { person: wu } },
    "李伟申请暂离（用餐，16:05前回岗），请吴军顶岗",
    "Li Wei asks to leave for a while (a meal, back by 16:05), Wu Jun to cover",
  ],
  [
    "absence.asked",
    { why: "work", returnBy: fivePast, cover: { person: wu } },
    "李伟申请暂离（外出作业，16:05前回岗），请吴军顶岗",
    "Li Wei asks to leave for a while (work elsewhere, back by 16:05), Wu Jun to cover",
  ],
  [
    "absence.asked",
    { why: "other", reason: crack, to: crack, device: crack, returnBy: fivePast, cover: { person: wu } },
    "李伟申请暂离（其他事由，玻璃门有裂纹，去向：玻璃门有裂纹，携带：玻璃门有裂纹，16:05前回岗），请吴军顶岗",
    "Li Wei asks to leave for a while (another reason, 玻璃门有裂纹, to: 玻璃门有裂纹, carries: 玻璃门有裂纹, back by 16:05), Wu Jun to cover",
  ],
  [
    "absence.left",
    { why: "meal", returnBy: fivePast, told: [] },
    "李伟暂离岗位（用餐，16:05前回岗）",
    "Li Wei left for a while (a meal, back by 16:05)",
  ],
  [
    "absence.left",
    { why: "work", returnBy: fivePast, told: [] },
    "李伟暂离岗位（外出作业，16:05前回岗）",
    "Li Wei left for a while (work elsewhere, back by 16:05)",
  ],
  [
    "absence.left",
    { why: "other", reason: crack, to: crack, device: crack, returnBy: fivePast, told: [] },
    "李伟暂离岗位（其他事由，玻璃门有裂纹，去向：玻璃门有裂纹，携带：玻璃门有裂纹，16:05前回岗）",
    "Li Wei left for a while (another reason, 玻璃门有裂纹, to: 玻璃门有裂纹, carries: 玻璃门有裂纹, back by 16:05)",
  ],
  ["absence.told", { why: "meal" }, "李伟补说紧急离岗的原因（用餐）", "Li Wei told why they left at once (a meal)"],
  [
    "absence.told",
    { why: "work" },
    "李伟补说紧急离岗的原因（外出作业）",
    "Li Wei told why they left at once (work elsewhere)",
  ],
  [
    "absence.told",
    { why: "other", reason: crack, to: crack, device: crack },
    "李伟补说紧急离岗的原因（其他事由，玻璃门有裂纹，去向：玻璃门有裂纹，携带：玻璃门有裂纹）",
    "Li Wei told why they left at once (another reason, 玻璃门有裂纹, to: 玻璃门有裂纹, carries: 玻璃门有裂纹)",
  ],
  [
    "absence.left",
    { why: "meal", returnBy: fivePast, told: [wu, lin] },
    "李伟暂离岗位（用餐，16:05前回岗），已告知吴军、李伟",
    "Li Wei left for a while (a meal, back by 16:05), Wu Jun, Li Wei told",
  ],
  [
    "absence.told",
    { why: "meal", returnBy: fivePast },
    "李伟补说紧急离岗的原因（用餐，16:05前回岗）",
    "Li Wei told why they left at once (a meal, back by 16:05)",
  ],
  ["absence.left-at-once", { told: [] }, "李伟紧急离岗", "Li Wei left at once"],
  ["absence.left-at-once", { told: [wu] }, "李伟紧急离岗，已告知吴军", "Li Wei left at once, Wu Jun told"],
  ["absence.accepted", { told: [] }, "李伟答应顶岗，开始守岗", "Li Wei accepted and covers the post"],
  [
    "absence.accepted",
    { told: [wu] },
    "李伟答应顶岗，开始守岗，已告知吴军",
    "Li Wei accepted and covers the post, Wu Jun told",
  ],
  ["absence.withdrawn", {}, "李伟取消了暂离申请", "Li Wei called the leave off"],
  [
    "absence.lapsed",
    {},
    "到了回岗时间仍无人答应顶岗，申请作废",
    "Nobody accepted by the time of return; the request is void",
  ],
  [
    "absence.accepted-unread",
    { by: wu, regulation: "guards", hash: "4", dueAt: fivePast, rules: [] },
    "吴军还没确认已读制度 guards，16:05 前补确认",
    "Wu Jun has not confirmed guards yet, and is to by 16:05",
  ],
  ["absence.heard", {}, "李伟已知悉去向", "Li Wei heard where to"],
  ["absence.returned", { lateMinutes: 0 }, "李伟回岗", "Li Wei came back"],
  ["absence.returned", { lateMinutes: 1 }, "李伟回岗，晚了1分钟", "Li Wei came back, 1 minute late"],
  ["absence.returned", { lateMinutes: 7 }, "李伟回岗，晚了7分钟", "Li Wei came back, 7 minutes late"],
  [
    "absence.cover-ended",
    { cover: { person: wu }, bare: true },
    "吴军不再顶岗，岗位无人",
    "Wu Jun no longer covers, nobody is at the post",
  ],
  ["absence.cover-ended", { cover: { person: wu }, bare: false }, "吴军结束顶岗", "Wu Jun stopped covering"],
  ["absence.ended", {}, "本人下岗，暂离或顶岗随之结束", "Off duty; leave and cover end with it"],
  ["absence.post-manned", { by: wu }, "吴军到岗，岗位有人了", "Wu Jun has come, somebody is at the post"],
  [
    "absence.post-passed",
    {},
    "一直无人顶上，岗位由后面的班次接着安排",
    "Nobody ever stood in; later shifts see to the post",
  ],
  ["absence.came-instead", { of: [{ person: wu }] }, "吴军紧急离岗，到岗顶上", "Stands in, since Wu Jun left at once"],
  ["absence.came-again", { to: [{ person: wu }] }, "李伟上岗，离岗到此为止", "Li Wei signed on, back at the post"],
  ["absence.stood", { standsFor: { person: wu, post: "gate" } }, "去〈gate〉替吴军顶岗", "Covers at <gate> for Wu Jun"],
  ["absence.stood-down", {}, "顶岗结束，回到本岗", "Back from covering"],
];
