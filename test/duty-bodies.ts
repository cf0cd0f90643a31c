import { at, chars, hash, joined, many, ofShift, shift, type Taken, text, uuid } from "./taken-bodies.ts";

/* What the acts of a shift take. */

const count = { item: "radio", found: 2, damaged: 0, missing: 0, explanation: "送修" };
const counted = (more: object) => ["counts", [{ ...count, ...more }]] as const;
export const dutyBodies: Readonly<Record<string, Taken>> = {
  "attendance.sign-on": { body: shift, beyond: ofShift },
  "attendance.sign-off": { body: shift, beyond: ofShift },
  "attendance.brief": {
    body: { ...shift, keyPoints: "注意访客", attendees: [uuid] },
    optional: ["keyPoints"],
    edges: joined(text("keyPoints", 2000).edges, [
      ["attendees", many(100, () => uuid)],
      ["attendees", []],
    ]),
    beyond: joined(text("keyPoints", 2000).beyond, [
      ["attendees", many(101, () => uuid)],
      ["attendees", ["lin"]],
    ]),
  },
  "attendance.move": { body: { ...shift, to: "lobby", record: "正常" }, optional: ["record"], ...text("record", 2000) },
  "attendance.record-abandonment": {
    body: { ...shift, person: uuid, leftAt: at, account: "无人" },
    edges: text("account", 2000).edges,
    beyond: joined(text("account", 2000).beyond, [["leftAt", 0.5]]),
  },
  "notice.confirm": {
    body: { regulation: "gph", hash },
    beyond: [
      ["hash", hash.slice(1)],
      ["regulation", "GPH"],
    ],
  },
  "violation.record": {
    body: { ...shift, person: uuid, rules: ["GPH-01"], account: "着装" },
    edges: joined(text("account", 2000).edges, [["rules", many(20, () => "GPH-01")]]),
    beyond: joined(text("account", 2000).beyond, [
      ["rules", []],
      ["rules", many(21, () => "GPH-01")],
      ["rules", ["GPH-1"]],
    ]),
  },
  "handover.stand-in": { body: { ...shift, reason: "代交" }, ...text("reason", 2000) },
  "handover.prepare": {
    body: {
      ...shift,
      summary: "正常",
      done: "巡视",
      nothingPending: true,
      relief: uuid,
      reasons: [{ matter: "gate/a", reason: "待修" }],
    },
    optional: ["summary", "done", "nothingPending", "relief", "reasons"],
    edges: joined(text("summary", 4000).edges, text("done", 4000).edges, [
      ["reasons", many(200, () => ({ matter: "m".repeat(200), reason: chars(2000) }))],
    ]),
    beyond: joined(text("summary", 4000).beyond, text("done", 4000).beyond, [
      ["reasons", many(201, () => ({ matter: "m", reason: "r" }))],
      ["reasons", [{ matter: "m".repeat(201), reason: "r" }]],
      ["reasons", [{ matter: "", reason: "r" }]],
      ["reasons", [{ matter: "m", reason: chars(2001) }]],
      ["relief", "lin"],
      ["nothingPending", "yes"],
    ]),
  },
  "handover.reopen": { body: { ...shift, reason: "改正" }, ...text("reason", 2000) },
  "handover.read-records": { body: shift, beyond: ofShift },
  "handover.count": {
    body: { ...shift, counts: [count] },
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
    body: { ...shift, books: ["visitors"] },
    edges: [["books", many(50, (n) => `b${n}`)]],
    beyond: [
      ["books", []],
      ["books", many(51, (n) => `b${n}`)],
      ["books", ["Visitors"]],
    ],
  },
  "handover.raise-problem": { body: { ...shift, text: "积水" }, ...text("text", 2000) },
  "handover.confirm-problem": {
    body: { ...shift, problem: "kit-radio" },
    edges: [["problem", "p".repeat(200)]],
    beyond: [
      ["problem", ""],
      ["problem", "p".repeat(201)],
    ],
  },
  "handover.take-matter": {
    body: { ...shift, matter: "gate/a" },
    edges: [["matter", "m".repeat(200)]],
    beyond: [
      ["matter", ""],
      ["matter", "m".repeat(201)],
    ],
  },
  "handover.sign": {
    body: { ...shift, forms: ["work", "property"], lateReason: "堵车" },
    optional: ["lateReason"],
    edges: joined(text("lateReason", 2000).edges, [["forms", []]]),
    beyond: joined(text("lateReason", 2000).beyond, [
      ["forms", ["pay"]],
      ["forms", ["work", "work", "property"]],
    ]),
  },
  "handover.report-fault": {
    body: { ...shift, text: "灭火器缺失", photos: [hash] },
    optional: ["photos"],
    edges: joined(text("text", 2000).edges, [["photos", many(9, () => hash)]]),
    beyond: joined(text("text", 2000).beyond, [
      ["photos", many(10, () => hash)],
      ["photos", ["p1"]],
    ]),
  },
  "handover.acknowledge-fault": {
    body: { ...shift, fault: uuid, note: "已清理" },
    optional: ["note"],
    edges: text("note", 2000).edges,
    beyond: joined(text("note", 2000).beyond, [["fault", "f1"]]),
  },
  "log.write-line": {
    body: { ...shift, text: "正常", category: "routine", photos: [hash] },
    optional: ["category", "photos"],
    edges: joined(text("text", 2000).edges, [["photos", many(9, () => hash)]]),
    beyond: joined(text("text", 2000).beyond, [
      ["photos", many(10, () => hash)],
      ["category", "Routine"],
    ]),
  },
  "log.correct-line": {
    body: { ...shift, line: uuid, text: "三人" },
    edges: text("text", 2000).edges,
    beyond: joined(text("text", 2000).beyond, [["line", "l1"]]),
  },
  "log.countersign": { body: { ...shift, note: "已阅" }, optional: ["note"], ...text("note", 2000) },
  "matter.open": {
    body: { post: "gate", class: "ordinary", text: "门锁", dueAt: at, page: "gate/2026-11-21/day", line: uuid },
    optional: ["page", "line"],
    edges: joined(text("text", 2000).edges, [
      ["class", "important"],
      ["class", "continuing"],
      ["page", "p".repeat(200)],
    ]),
    beyond: joined(text("text", 2000).beyond, [
      ["class", "urgent"],
      ["dueAt", 0.5],
      ["page", "p".repeat(201)],
      ["line", "l1"],
    ]),
  },
  "matter.progress": { body: { post: "gate", matter: uuid, note: "已报修" }, ...text("note", 2000) },
  "matter.release": { body: { post: "gate", matter: uuid, reason: "明日" }, ...text("reason", 2000) },
  "matter.settle": { body: { post: "gate", matter: uuid, outcome: "已修" }, ...text("outcome", 2000) },
  "ledger.acknowledge": {
    body: { stream: { noun: "handover", id: "gate/2026-11-21/day" }, key: "complete" },
    edges: [
      ["key", "k".repeat(200)],
      ["stream", { noun: "log", id: "i".repeat(200) }],
    ],
    beyond: [
      ["key", ""],
      ["key", "k".repeat(201)],
      ["stream", { noun: "log", id: "" }],
      ["stream", { noun: "log", id: "i".repeat(201) }],
    ],
  },
  "redaction.order": {
    body: { erases: [hash], reason: "本人要求" },
    edges: joined(text("reason", 500).edges, [["erases", many(500, () => hash)]]),
    beyond: joined(text("reason", 500).beyond, [
      ["erases", []],
      ["erases", many(501, () => hash)],
      ["erases", [hash.slice(1)]],
    ]),
  },
};
