import { expect, test } from "vitest";
import { attendanceEntries } from "#duty/attendance/attendance-shapes.ts";
import type { Recorded, Sealed } from "#duty/grammar/entry.ts";
import { obligationEntries } from "#duty/grammar/obligation.ts";
import type { Vocabulary } from "#duty/grammar/sentence.ts";
import { instant } from "#duty/grammar/time.ts";
import { handoverEntries } from "#duty/handover/handover-shapes.ts";
import { logEntries } from "#duty/log/log-shapes.ts";
import { matterEntries } from "#duty/matter/matter-shapes.ts";
import { sentenceOf } from "#duty/nouns.ts";

const at = instant(1_800_000_000_000);
const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const text: Sealed = { sealed: "玻璃门有裂纹", kind: "free-text" };
const turn = { occurrence: { shift: "day" }, person: lin };
const count = { item: "radio", found: 2, damaged: 0, missing: 0 };

const telling: Vocabulary = {
  person: (id) => (id === wu ? { zh: "吴军", en: "Wu Jun" } : { zh: "李伟", en: "Li Wei" }),
  called: (_, key) => ({ zh: `〈${key}〉`, en: `<${key}>` }),
  text: ({ sealed }) => sealed,
  time: () => "16:05",
};

function read(type: string, body: unknown, actor: Recorded["actor"] = { person: lin }) {
  const entry = { type, body, actor, version: 1, hash: "h1", at, deviceTime: undefined, device: undefined };
  return sentenceOf(entry, telling);
}

const spoken: readonly (readonly [string, object, string, string])[] = [
  ["attendance.expected", turn, "李伟当班，尚未上岗", "Li Wei is due and has not signed on"],
  ["attendance.signed-on", { ...turn, lateMinutes: 0 }, "李伟上岗", "Li Wei signed on"],
  ["attendance.signed-on", { ...turn, lateMinutes: 5 }, "李伟上岗，迟到5分钟", "Li Wei signed on, 5 minutes late"],
  [
    "attendance.signed-on",
    { ...turn, lateMinutes: 0, from: "gate" },
    "李伟从〈gate〉换岗到此",
    "Li Wei moved here from <gate>",
  ],
  [
    "attendance.briefed",
    { keyPoints: text, attendees: [wu] },
    "李伟班前讲评：玻璃门有裂纹（到场：吴军）",
    "Li Wei held the line-up: 玻璃门有裂纹 (present: Wu Jun)",
  ],
  [
    "attendance.moved",
    { to: "gate", record: text },
    "李伟换岗到〈gate〉：玻璃门有裂纹",
    "Li Wei moved to <gate>: 玻璃门有裂纹",
  ],
  ["attendance.signed-off", { overtimeMinutes: 9 }, "李伟下岗，延时9分钟", "Li Wei signed off, 9 minutes over"],
  ["attendance.excused", { cover: wu }, "由吴军顶班", "Wu Jun stands in"],
  ["attendance.absent", {}, "整班未到岗", "Never came in the whole shift"],
  [
    "attendance.abandoned",
    { leftAt: at, account: text, violation: true },
    "李伟记录：16:05擅自离岗：玻璃门有裂纹",
    "Li Wei recorded that the post was left at 16:05: 玻璃门有裂纹",
  ],
  ["log.page-opened", { occurrence: { shift: "day" } }, "〈day〉日志页启用", "The page of the <day> was opened"],
  [
    "log.line-written",
    { line: "x", text, category: "visitor", photos: [], duringHandover: true },
    "（交接中）【〈visitor〉】玻璃门有裂纹（李伟）",
    "(during hand-over) [<visitor>] 玻璃门有裂纹 (Li Wei)",
  ],
  ["log.line-corrected", { line: "x", text }, "李伟更正：玻璃门有裂纹", "Li Wei corrected: 玻璃门有裂纹"],
  [
    "log.page-cut",
    {},
    "交班截止，以后的记录写在下一页",
    "Cut off for the hand-over; what comes later stands on the next page",
  ],
  ["log.page-closed", {}, "交接完成，本页封存", "Handed over; the page is closed"],
  ["log.countersigned", {}, "李伟签阅", "Li Wei countersigned"],
  [
    "matter.opened",
    { class: "important", text, dueAt: at, under: 1 },
    "李伟登记重要事项：玻璃门有裂纹（16:05前办结）",
    "Li Wei opened an important matter: 玻璃门有裂纹 (due 16:05)",
  ],
  ["matter.progressed", { note: text }, "李伟记录进展：玻璃门有裂纹", "Li Wei told how it stands: 玻璃门有裂纹"],
  ["matter.released", { reason: text }, "李伟书面放行：玻璃门有裂纹", "Li Wei released it in writing: 玻璃门有裂纹"],
  ["matter.taken", { handover: "x", by: wu }, "吴军接手", "Wu Jun took it over"],
  ["matter.settled", { outcome: text }, "李伟办结：玻璃门有裂纹", "Li Wei settled it: 玻璃门有裂纹"],
  ["handover.opened", {}, "李伟启用本班交接", "Li Wei opened the hand-over of the shift"],
  [
    "handover.stood-in",
    { person: lin, reason: text },
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
    "handover.reopened",
    { reason: text },
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
    { counts: [{ ...count, found: 1, missing: 1, damaged: 1, explanation: text }] },
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
    { problem: "p", text },
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
  ["handover.matter-taken", { matter: "m" }, "李伟接收一项跟进事项", "Li Wei took a matter"],
  [
    "handover.signed",
    { side: "incoming", forms: ["work", "property"], lateReason: text },
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
    "handover.fault-found",
    { fault: "f", text, photos: [] },
    "李伟发现上一班遗留问题：玻璃门有裂纹",
    "Li Wei found something wrong with the shift before: 玻璃门有裂纹",
  ],
  ["handover.fault-acknowledged", { fault: "f" }, "李伟受理交班后发现的问题", "Li Wei answers for what was found"],
  ["obligation.missed", { key: "complete" }, "〈complete〉逾期未办", "<complete> was not done in time"],
  [
    "obligation.escalated",
    { key: "complete", call: "chief" },
    "〈complete〉仍未办，已呼叫〈chief〉",
    "<complete> still not done, <chief> called",
  ],
  ["obligation.acknowledged", { key: "complete" }, "李伟已应答：〈complete〉", "Li Wei answers for <complete>"],
];

test.each(spoken)("%s reads in both languages", (type, body, zh, en) => expect(read(type, body)).toEqual({ zh, en }));

test("every kind of entry of these nouns has words", () => {
  const all = { ...attendanceEntries, ...handoverEntries, ...logEntries, ...matterEntries, ...obligationEntries };
  expect([...new Set(spoken.map(([type]) => type))].toSorted()).toEqual(Object.keys(all).toSorted());
});

test("what the product did by itself is said of the product", () => {
  expect(read("handover.opened", {}, "reaction")?.zh).toBe("系统启用本班交接");
  expect(read("obligation.acknowledged", { key: "settle" }, "clock")?.zh).toBe("时钟已应答：〈settle〉");
});
