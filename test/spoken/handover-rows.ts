import { lin, wu } from "../handover-story.ts";
import { crack } from "./told-things.ts";
import type { SpokenRow } from "./unspelled-variants.ts";

const count = { item: "radio", found: 2, damaged: 0, missing: 0 };

/** How hand-overs read. */
export const handoverRows: readonly SpokenRow[] = [
  ["handover.opened", {}, "李伟启用本班交接", "Li Wei opened the hand-over of the shift"],
  [
    "handover.stood-in",
    { person: lin, reason: crack },
    "李伟代为交班：玻璃门有裂纹",
    "Li Wei stands in for the outgoing side: 玻璃门有裂纹",
  ],
  [
    "handover.prepared",
    { matters: [], relief: wu },
    "李伟写好交班（接班人：吴军；未办结事项0项）",
    "Li Wei wrote up the shift (relief: Wu Jun; open matters: 0)",
  ],
  [
    "handover.amended",
    { matters: [], relief: wu },
    "李伟补齐交接单，原签名作废（接班人：吴军；未办结事项0项）",
    "Li Wei brought the hand-over up to date; signatures are void (relief: Wu Jun; open matters: 0)",
  ],
  [
    "handover.lists-amended",
    { kit: [{ item: "radio", expected: 2 }], books: [] },
    "李伟把交接单改列为岗位现在的配备：公物1种，记录簿0本",
    "Li Wei put on the form what the post has now (kinds of kit: 1, books: 0)",
  ],
  [
    "handover.amended",
    { matters: [{ id: "squad/leak", class: "ordinary" }] },
    "李伟补齐交接单，原签名作废（接班人：无；未办结事项1项）",
    "Li Wei brought the hand-over up to date; signatures are void (relief: nobody; open matters: 1)",
  ],
  [
    "handover.reopened",
    { reason: crack },
    "李伟重新打开交接，原签名作废：玻璃门有裂纹",
    "Li Wei reopened the hand-over; signatures are void: 玻璃门有裂纹",
  ],
  ["handover.records-read", {}, "李伟已阅读本班记录并询问情况", "Li Wei has read the records and asked about them"],
  [
    "handover.counted",
    { counts: [count] },
    "李伟清点公物1种，齐全完好",
    "Li Wei counted the kit (kinds: 1), all there and sound",
  ],
  [
    "handover.counted",
    { counts: [{ ...count, found: 1, missing: 1, damaged: 1, explanation: crack }] },
    "李伟清点公物：〈radio〉缺1、损坏1：玻璃门有裂纹",
    "Li Wei counted the kit: <radio> 1 missing, 1 damaged: 玻璃门有裂纹",
  ],
  [
    "handover.books-taken",
    { books: ["visitors", "keys"] },
    "李伟接收记录簿：〈visitors〉、〈keys〉",
    "Li Wei took the books: <visitors>, <keys>",
  ],
  [
    "handover.problem-raised",
    { problem: "p", text: crack },
    "李伟提出问题：玻璃门有裂纹",
    "Li Wei raised a problem: 玻璃门有裂纹",
  ],
  [
    "handover.problem-raised",
    { problem: "p", item: "radio" },
    "李伟提出问题：〈radio〉与应有数不符或有损坏",
    "Li Wei raised a problem: <radio> is missing or damaged",
  ],
  [
    "handover.problem-confirmed",
    { problem: "p", side: "incoming" },
    "李伟作为接班人确认问题已当面说清",
    "Li Wei confirmed for the incoming side that the problem was talked over",
  ],
  [
    "handover.matters-listed",
    { matters: [{ id: "m", class: "ordinary" }] },
    "李伟列出岗位现在未办结的事项：1项",
    "Li Wei lists what is open at the post now (open matters: 1)",
  ],
  ["handover.matter-taken", { matter: "m" }, "李伟接收一项跟进事项", "Li Wei took a matter"],
  [
    "handover.signed",
    { side: "incoming", forms: ["work", "property"], lateReason: crack },
    "李伟以接班人身份签名（工作交接表、公物交接表），延迟原因：玻璃门有裂纹",
    "Li Wei signed for the incoming side (the work form, the property form), late because: 玻璃门有裂纹",
  ],
  [
    "handover.completed",
    { incoming: wu, matters: ["m"], lateMinutes: 3 },
    "李伟完成交接，岗位由吴军接手，移交事项1项，延迟3分钟",
    "Li Wei completed the hand-over; Wu Jun has the post (open matters: 1), 3 minutes late",
  ],
  [
    "handover.completed",
    { matters: [], lateMinutes: 0 },
    "李伟办结本班，无人接班",
    "Li Wei closed the shift; nobody takes over",
  ],
  [
    "handover.taken-up",
    { incoming: lin, matters: ["m"] },
    "李伟接收单独办结的本班，转来事项1项",
    "Li Wei took up the shift that was closed alone (open matters: 1)",
  ],
  [
    "handover.take-up-ended",
    { followedBy: "lobby/2026-11-22/day" },
    "李伟注明本班不用再接收：办结的人连上下一班，已经交出岗位",
    "Li Wei notes that nobody has to take the shift up any more: whoever closed it came again and has handed the post over",
  ],
  [
    "handover.take-up-put-off",
    { until: 0 },
    "李伟注明到时没有能接收本班的人在岗，由下一班接收",
    "Li Wei notes that nobody was there in time who could have taken the shift up: it is for the next shift",
  ],
  ["handover.never-begun", {}, "李伟报告本班无人到岗", "Li Wei tells that nobody came in this shift"],
  [
    "handover.fault-found",
    { fault: "f", text: crack, photos: [] },
    "李伟发现上一班遗留问题：玻璃门有裂纹",
    "Li Wei found something wrong with the shift before: 玻璃门有裂纹",
  ],
  [
    "handover.kit-fault-found",
    { fault: "f", item: "radio", missing: 1, damaged: 1, of: [] },
    "李伟在上一班离开后清点发现公物问题：〈radio〉缺1、损坏1",
    "Li Wei found kit wanting after the shift had left: <radio> 1 missing, 1 damaged",
  ],
  ["handover.fault-acknowledged", { fault: "f" }, "李伟受理交班后发现的问题", "Li Wei answers for what was found"],
  [
    "handover.prepared",
    { summary: crack },
    "李伟写好交班：玻璃门有裂纹（接班人：无；未办结事项0项）",
    "Li Wei wrote up the shift: 玻璃门有裂纹 (relief: nobody; open matters: 0)",
  ],
  [
    "handover.prepared",
    { done: crack, matters: [{ class: "ordinary" }] },
    "李伟写好交班：玻璃门有裂纹（接班人：无；未办结事项1项）",
    "Li Wei wrote up the shift: 玻璃门有裂纹 (relief: nobody; open matters: 1)",
  ],
  [
    "handover.counted",
    { counts: [] },
    "李伟清点公物0种，齐全完好",
    "Li Wei counted the kit (kinds: 0), all there and sound",
  ],
  [
    "handover.counted",
    { counts: [{ ...count, damaged: 1 }] },
    "李伟清点公物：〈radio〉损坏1",
    "Li Wei counted the kit: <radio> 1 damaged",
  ],
  [
    "handover.counted",
    { counts: [{ ...count, missing: 2 }] },
    "李伟清点公物：〈radio〉缺2",
    "Li Wei counted the kit: <radio> 2 missing",
  ],
  ["handover.books-taken", { books: [] }, "李伟接收记录簿：无", "Li Wei took the books: none"],
  ["handover.problem-raised", {}, "李伟提出问题", "Li Wei raised a problem"],
  [
    "handover.problem-confirmed",
    { side: "outgoing" },
    "李伟作为交班人确认问题已当面说清",
    "Li Wei confirmed for the outgoing side that the problem was talked over",
  ],
  ["handover.signed", { side: "outgoing", forms: [] }, "李伟以交班人身份签名", "Li Wei signed for the outgoing side"],
  [
    "handover.signed",
    { side: "outgoing", forms: ["property"] },
    "李伟以交班人身份签名（公物交接表）",
    "Li Wei signed for the outgoing side (the property form)",
  ],
  [
    "handover.completed",
    { matters: [], lateMinutes: 1 },
    "李伟办结本班，无人接班，延迟1分钟",
    "Li Wei closed the shift; nobody takes over, 1 minute late",
  ],
  [
    "handover.completed",
    { matters: [], lateMinutes: 12 },
    "李伟办结本班，无人接班，延迟12分钟",
    "Li Wei closed the shift; nobody takes over, 12 minutes late",
  ],
  [
    "handover.fault-acknowledged",
    { fault: "f", note: crack },
    "李伟受理交班后发现的问题：玻璃门有裂纹",
    "Li Wei answers for what was found: 玻璃门有裂纹",
  ],
];
