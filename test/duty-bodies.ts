import {
  chars,
  hash,
  joined,
  many,
  ofShift,
  someMoment,
  someShift,
  type TakenBody,
  upTo,
  uuid,
} from "./taken-bodies.ts";

/* What the acts of a shift take. */

const count = { item: "radio", found: 2, damaged: 0, missing: 0, explanation: "送修" };
const counted = (more: object) => ["counts", [{ ...count, ...more }]] as const;
const leave = { ...someShift, why: "meal", reason: "用餐", to: "食堂", device: "对讲机" };
const ofLeave: TakenBody["beyond"] = [
  ["why", "sleep"],
  ["to", ""],
  ["device", "机".repeat(2001)],
];
const ofSomebody: TakenBody = { body: { ...someShift, person: uuid }, beyond: joined(ofShift, [["person", "lin"]]) };
export const dutyBodies: Readonly<Record<string, TakenBody>> = {
  "attendance.sign-on": {
    body: { ...someShift, record: "正常" },
    optional: ["record"],
    edges: upTo("record", 2000).edges,
    beyond: joined(upTo("record", 2000).beyond, ofShift),
  },
  "attendance.sign-off": { body: someShift, beyond: ofShift },
  "attendance.brief": {
    body: { ...someShift, keyPoints: "注意访客", attendees: [uuid] },
    optional: ["keyPoints"],
    edges: joined(upTo("keyPoints", 2000).edges, [
      ["attendees", many(100, () => uuid)],
      ["attendees", []],
    ]),
    beyond: joined(upTo("keyPoints", 2000).beyond, [
      ["attendees", many(101, () => uuid)],
      ["attendees", ["lin"]],
    ]),
  },
  "attendance.move": {
    body: { ...someShift, to: "lobby", record: "正常", exchangeWith: uuid },
    optional: ["record", "exchangeWith"],
    edges: upTo("record", 2000).edges,
    beyond: joined(upTo("record", 2000).beyond, [["exchangeWith", "lin"]]),
  },
  "attendance.withdraw-exchange": { body: someShift, beyond: ofShift },
  "attendance.record-abandonment": {
    body: { ...someShift, person: uuid, leftAt: someMoment, account: "无人" },
    edges: upTo("account", 2000).edges,
    beyond: joined(upTo("account", 2000).beyond, [["leftAt", 0.5]]),
  },
  "attendance.record-sign-off": {
    body: { ...someShift, person: uuid, at: someMoment, reason: "忘了" },
    edges: upTo("reason", 500).edges,
    beyond: joined(upTo("reason", 500).beyond, [["at", 0.5]]),
  },
  "absence.ask": {
    body: { ...leave, returnBy: someMoment, cover: { ...someShift, person: uuid } },
    optional: ["reason", "to", "device", "cover"],
    edges: upTo("reason", 2000).edges,
    beyond: joined(upTo("reason", 2000).beyond, [...ofLeave, ["returnBy", 0.5], ["cover", someShift]]),
  },
  "absence.accept": {
    body: { ...someShift, person: uuid, own: someShift },
    beyond: joined(ofShift, [
      ["person", "lin"],
      ["own", {}],
    ]),
  },
  "absence.withdraw": ofSomebody,
  "absence.hear": ofSomebody,
  "absence.stand-down": ofSomebody,
  "absence.leave-at-once": { body: someShift, beyond: ofShift },
  "absence.come-back": { body: someShift, beyond: ofShift },
  "absence.tell": {
    body: { ...leave, returnBy: someMoment },
    optional: ["to", "device", "returnBy"],
    edges: upTo("reason", 2000).edges,
    beyond: joined(upTo("reason", 2000).beyond, [...ofLeave, ["returnBy", 0.5]]),
  },
  "notice.confirm": {
    body: { regulation: "gph", hash },
    beyond: [
      ["hash", hash.slice(1)],
      ["regulation", "GPH"],
    ],
  },
  "violation.record": {
    body: { ...someShift, person: uuid, rules: ["GPH-01"], account: "着装" },
    edges: joined(upTo("account", 2000).edges, [["rules", many(20, () => "GPH-01")]]),
    beyond: joined(upTo("account", 2000).beyond, [
      ["rules", []],
      ["rules", many(21, () => "GPH-01")],
      ["rules", ["GPH-1"]],
    ]),
  },
  "handover.stand-in": { body: { ...someShift, reason: "代交" }, ...upTo("reason", 2000) },
  "handover.prepare": {
    body: {
      ...someShift,
      summary: "正常",
      done: "巡视",
      nothingPending: true,
      relief: uuid,
      reasons: [{ matter: "gate/a", reason: "待修" }],
    },
    optional: ["summary", "done", "nothingPending", "relief", "reasons"],
    edges: joined(upTo("summary", 4000).edges, upTo("done", 4000).edges, [
      ["reasons", many(200, () => ({ matter: "m".repeat(200), reason: chars(2000) }))],
    ]),
    beyond: joined(upTo("summary", 4000).beyond, upTo("done", 4000).beyond, [
      ["reasons", many(201, () => ({ matter: "m", reason: "r" }))],
      ["reasons", [{ matter: "m".repeat(201), reason: "r" }]],
      ["reasons", [{ matter: "", reason: "r" }]],
      ["reasons", [{ matter: "m", reason: chars(2001) }]],
      ["relief", "lin"],
      ["nothingPending", "yes"],
    ]),
  },
  "handover.amend": {
    body: { ...someShift, relief: uuid, reasons: [{ matter: "gate/a", reason: "待修" }] },
    optional: ["relief", "reasons"],
    edges: [["reasons", many(200, () => ({ matter: "m".repeat(200), reason: chars(2000) }))]],
    beyond: [
      ["reasons", many(201, () => ({ matter: "m", reason: "r" }))],
      ["reasons", [{ matter: "m".repeat(201), reason: "r" }]],
      ["reasons", [{ matter: "", reason: "r" }]],
      ["reasons", [{ matter: "m", reason: chars(2001) }]],
      ["relief", "lin"],
    ],
  },
  "handover.reopen": { body: { ...someShift, reason: "改正" }, ...upTo("reason", 2000) },
  "handover.read-records": { body: someShift, beyond: ofShift },
  "handover.count": {
    body: { ...someShift, counts: [count] },
    edges: [
      counted({ found: 0 }),
      counted({ found: 100_000, damaged: 100_000, missing: 100_000 }),
      counted({ explanation: undefined }),
      counted({ explanation: chars(2000) }),
      ["counts", many(200, () => count)],
    ],
    beyond: [
      ...["found", "damaged", "missing"].flatMap((key) => [
        counted({ [key]: -1 }),
        counted({ [key]: 100_001 }),
        counted({ [key]: 0.5 }),
      ]),
      counted({ explanation: chars(2001) }),
      counted({ item: "Radio" }),
      ["counts", []],
      ["counts", many(201, () => count)],
    ],
  },
  "handover.take-books": {
    body: { ...someShift, books: ["visitors"] },
    edges: [["books", many(50, (n) => `b${n}`)]],
    beyond: [
      ["books", []],
      ["books", many(51, (n) => `b${n}`)],
      ["books", ["Visitors"]],
    ],
  },
  "handover.raise-problem": { body: { ...someShift, text: "积水" }, ...upTo("text", 2000) },
  "handover.confirm-problem": {
    body: { ...someShift, problem: "kit-radio" },
    edges: [["problem", "p".repeat(200)]],
    beyond: [
      ["problem", ""],
      ["problem", "p".repeat(201)],
    ],
  },
  "handover.take-matter": {
    body: { ...someShift, matter: "gate/a" },
    edges: [["matter", "m".repeat(200)]],
    beyond: [
      ["matter", ""],
      ["matter", "m".repeat(201)],
    ],
  },
  "handover.sign": {
    body: { ...someShift, forms: ["work", "property"], lateReason: "堵车" },
    optional: ["lateReason"],
    edges: joined(upTo("lateReason", 2000).edges, [["forms", []]]),
    beyond: joined(upTo("lateReason", 2000).beyond, [
      ["forms", ["pay"]],
      ["forms", ["work", "work", "property"]],
    ]),
  },
  "handover.report-fault": {
    body: { ...someShift, text: "灭火器缺失", photos: [hash] },
    optional: ["photos"],
    edges: joined(upTo("text", 2000).edges, [["photos", many(9, () => hash)]]),
    beyond: joined(upTo("text", 2000).beyond, [
      ["photos", many(10, () => hash)],
      ["photos", ["p1"]],
    ]),
  },
  "handover.acknowledge-fault": {
    body: { ...someShift, fault: uuid, note: "已清理" },
    optional: ["note"],
    edges: upTo("note", 2000).edges,
    beyond: joined(upTo("note", 2000).beyond, [["fault", "f1"]]),
  },
  "log.write-line": {
    body: { ...someShift, text: "正常", category: "routine", photos: [hash] },
    optional: ["category", "photos"],
    edges: joined(upTo("text", 2000).edges, [["photos", many(9, () => hash)]]),
    beyond: joined(upTo("text", 2000).beyond, [
      ["photos", many(10, () => hash)],
      ["category", "Routine"],
    ]),
  },
  "log.correct-line": {
    body: { ...someShift, line: uuid, text: "三人" },
    edges: upTo("text", 2000).edges,
    beyond: joined(upTo("text", 2000).beyond, [["line", "l1"]]),
  },
  "log.countersign": { body: { ...someShift, note: "已阅" }, optional: ["note"], ...upTo("note", 2000) },
  "matter.open": {
    body: { post: "gate", class: "ordinary", text: "门锁", dueAt: someMoment, page: "gate/2026-11-21/day", line: uuid },
    optional: ["page", "line"],
    edges: joined(upTo("text", 2000).edges, [
      ["class", "important"],
      ["class", "continuing"],
      ["page", "p".repeat(200)],
    ]),
    beyond: joined(upTo("text", 2000).beyond, [
      ["class", "urgent"],
      ["dueAt", 0.5],
      ["page", "p".repeat(201)],
      ["line", "l1"],
    ]),
  },
  "matter.progress": { body: { post: "gate", matter: uuid, note: "已报修" }, ...upTo("note", 2000) },
  "matter.release": { body: { post: "gate", matter: uuid, reason: "明日" }, ...upTo("reason", 2000) },
  "matter.settle": { body: { post: "gate", matter: uuid, outcome: "已修" }, ...upTo("outcome", 2000) },
  "ledger.acknowledge": {
    body: { stream: { noun: "handover", id: "gate/2026-11-21/day" }, key: "complete", reason: "只有我" },
    optional: ["reason"],
    edges: joined(upTo("reason", 500).edges, [
      ["key", "k".repeat(200)],
      ["stream", { noun: "log", id: "i".repeat(200) }],
    ]),
    beyond: joined(upTo("reason", 500).beyond, [
      ["key", ""],
      ["key", "k".repeat(201)],
      ["stream", { noun: "log", id: "" }],
      ["stream", { noun: "log", id: "i".repeat(201) }],
    ]),
  },
  "clock.confirm": {
    body: { jump: "jump:tower:server:1:2" },
    edges: [["jump", "j".repeat(290)]],
    beyond: [
      ["jump", ""],
      ["jump", "j".repeat(291)],
    ],
  },
  "redaction.order": {
    body: { erases: [hash], reason: "本人要求" },
    edges: joined(upTo("reason", 500).edges, [["erases", many(500, () => hash)]]),
    beyond: joined(upTo("reason", 500).beyond, [
      ["erases", []],
      ["erases", many(501, () => hash)],
      ["erases", [hash.slice(1)]],
    ]),
  },
};
