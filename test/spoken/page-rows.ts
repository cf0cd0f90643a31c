import { wu } from "../handover-story.ts";
import { crack, fivePast } from "./told-things.ts";
import type { SpokenRow } from "./unspelled-variants.ts";

/** How pages of the log and matters read. */
export const pageRows: readonly SpokenRow[] = [
  ["log.page-opened", { occurrence: { shift: "day" } }, "〈day〉日志页启用", "The page of the <day> was opened"],
  [
    "log.line-written",
    { line: "x", text: crack, category: "visitor", photos: [], duringHandover: true },
    "（交接中）【〈visitor〉】玻璃门有裂纹（李伟）",
    "(during hand-over) [<visitor>] 玻璃门有裂纹 (Li Wei)",
  ],
  ["log.line-corrected", { line: "x", text: crack }, "李伟更正：玻璃门有裂纹", "Li Wei corrected: 玻璃门有裂纹"],
  [
    "log.page-cut",
    {},
    "交班截止，以后的记录写在下一页",
    "Cut off for the hand-over; what comes later stands on the next page",
  ],
  ["log.page-reopened", { handover: "x" }, "交接重开，本页接着记", "The hand-over was reopened; the page goes on"],
  ["log.page-closed", {}, "交接完成，本页封存", "Handed over; the page is closed"],
  ["log.countersigned", {}, "李伟签阅", "Li Wei countersigned"],
  [
    "matter.opened",
    { class: "important", text: crack, dueAt: fivePast, under: 1 },
    "李伟登记重要事项：玻璃门有裂纹（16:05前办结）",
    "Li Wei opened an important matter: 玻璃门有裂纹 (due 16:05)",
  ],
  ["matter.progressed", { note: crack }, "李伟记录进展：玻璃门有裂纹", "Li Wei told how it stands: 玻璃门有裂纹"],
  ["matter.released", { reason: crack }, "李伟书面放行：玻璃门有裂纹", "Li Wei released it in writing: 玻璃门有裂纹"],
  ["matter.taken", { handover: "x", by: wu }, "随岗位交接转给吴军", "It passed to Wu Jun with the post"],
  ["matter.settled", { outcome: crack }, "李伟办结：玻璃门有裂纹", "Li Wei settled it: 玻璃门有裂纹"],
  [
    "matter.kit-wanting",
    { item: "radio", missing: 1, damaged: 1, handover: "x", by: wu, dueAt: fivePast, under: 1 },
    "交接清点，〈radio〉缺1、损坏1，列为跟进事项",
    "Counted at the hand-over: <radio> 1 missing, 1 damaged, to be followed up",
  ],
  [
    "matter.kit-wanting",
    { item: "radio", missing: 2, damaged: 0, handover: "x", dueAt: fivePast, under: 1 },
    "交接清点，〈radio〉缺2，列为跟进事项",
    "Counted at the hand-over: <radio> 2 missing, to be followed up",
  ],
  [
    "matter.kit-recounted",
    { missing: 0, damaged: 1, handover: "x" },
    "交接重新清点：损坏1",
    "Counted again at the hand-over: 1 damaged",
  ],
  [
    "matter.kit-found",
    { handover: "x" },
    "交接清点，已齐全完好，自动办结",
    "Counted at the hand-over: all there and sound, which settles it",
  ],
  ["log.line-written", { text: crack, duringHandover: false }, "玻璃门有裂纹（李伟）", "玻璃门有裂纹 (Li Wei)"],
  ["log.line-written", { text: crack, duringHandover: false, by: wu }, "玻璃门有裂纹（吴军）", "玻璃门有裂纹 (Wu Jun)"],
  ["log.countersigned", { note: crack }, "李伟签阅：玻璃门有裂纹", "Li Wei countersigned: 玻璃门有裂纹"],
  [
    "matter.opened",
    { class: "ordinary", text: crack, dueAt: fivePast },
    "李伟登记普通事项：玻璃门有裂纹（16:05前办结）",
    "Li Wei opened an ordinary matter: 玻璃门有裂纹 (due 16:05)",
  ],
  [
    "matter.opened",
    { class: "continuing", text: crack, dueAt: fivePast },
    "李伟登记持续事项：玻璃门有裂纹（16:05前办结）",
    "Li Wei opened a continuing matter: 玻璃门有裂纹 (due 16:05)",
  ],
];
