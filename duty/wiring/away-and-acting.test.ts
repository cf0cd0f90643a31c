import { describe, expect, test } from "vitest";
import type { ActId } from "#duty/acts.ts";
import { minute } from "#duty/grammar/time.ts";
import type { Page } from "#duty/log/log.ts";
import { acts } from "#duty/nouns.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * Who is away from the post on duty (ZB-21, ZB-22) may do exactly what stands here. Duty is done at the post (ZB-01): whatever says that somebody
 * looked, counted, took, told face to face or signed there is refused while they are not. What somebody only writes is taken wherever they are: it
 * may have been written at the post and arrive now, a fault seen from the canteen is a fault, and no text is to be lost. Their absence stands in
 * the journal beside it.
 */

type Where = "refused while away" | "written wherever they are" | "not done at a post";

const table = {
  ...{ "handover.prepare": "refused while away", "handover.amend": "refused while away" },
  ...{ "handover.reopen": "refused while away", "handover.sign": "refused while away" },
  ...{ "handover.read-records": "refused while away", "handover.count": "refused while away" },
  ...{ "handover.take-books": "refused while away", "handover.take-matter": "refused while away" },
  ...{ "handover.raise-problem": "refused while away", "handover.confirm-problem": "refused while away" },
  ...{ "attendance.move": "refused while away", "attendance.brief": "refused while away" },
  ...{ "absence.accept": "refused while away" },

  ...{ "log.write-line": "written wherever they are", "log.correct-line": "written wherever they are" },
  ...{ "matter.open": "written wherever they are", "matter.progress": "written wherever they are" },
  ...{ "matter.settle": "written wherever they are", "handover.report-fault": "written wherever they are" },

  // One's own coming and going, and what one is told.
  ...{ "attendance.sign-on": "not done at a post", "attendance.sign-off": "not done at a post" },
  ...{ "absence.ask": "not done at a post", "absence.withdraw": "not done at a post" },
  ...{ "attendance.withdraw-exchange": "not done at a post" },
  ...{ "absence.leave-at-once": "not done at a post", "absence.tell": "not done at a post" },
  ...{ "absence.come-back": "not done at a post", "absence.hear": "not done at a post" },
  ...{ "absence.stand-down": "not done at a post", "notice.confirm": "not done at a post" },

  // By a function, which is held wherever its holder is.
  ...{ "attendance.record-sign-off": "not done at a post", "attendance.record-abandonment": "not done at a post" },
  ...{ "violation.record": "not done at a post" },
  ...{ "handover.stand-in": "not done at a post", "handover.acknowledge-fault": "not done at a post" },
  ...{ "log.countersign": "not done at a post", "matter.release": "not done at a post" },
  ...{ "ledger.acknowledge": "not done at a post", "redaction.order": "not done at a post" },
  "clock.confirm": "not done at a post",
  ...{ "roster.publish": "not done at a post", "roster.arrange-cover": "not done at a post" },
  ...{ "roster.take-back-cover": "not done at a post", "site.establish": "not done at a post" },
  ...{ "site.establish-post": "not done at a post", "site.bind-house": "not done at a post" },
  ...{ "site.set-calendar": "not done at a post", "site.adopt-edition": "not done at a post" },
  ...{ "site.withdraw-adoption": "not done at a post", "person.join": "not done at a post" },
  ...{ "person.grant-function": "not done at a post", "person.end-function": "not done at a post" },
  ...{ "person.reset-pin": "not done at a post", "person.reset-password": "not done at a post" },
  ...{ "person.leave": "not done at a post" },
} as const satisfies Record<ActId, Where>;

type ActsThat<W extends Where> = { [A in ActId]: (typeof table)[A] extends W ? A : never }[ActId];

test("the table says it of every act that people can send, and of no other", () => {
  const sent = Object.entries(acts).flatMap(([id, act]) => ("shape" in act && act.shape ? [id] : []));
  expect(Object.keys(table).toSorted()).toEqual(sent.toSorted());
});

/** How the rule calls what is refused or taken while somebody is away. */
const inTheRule: Record<
  ActsThat<"refused while away" | "written wherever they are">,
  readonly [zh: string, en: string]
> = {
  ...{ "handover.prepare": ["备交班", "preparing"], "handover.amend": ["补齐", "bringing up to date"] },
  ...{ "handover.reopen": ["重开", "reopening"], "handover.sign": ["签名", "signing"] },
  ...{ "handover.read-records": ["翻看", "reading"], "handover.count": ["清点", "counting"] },
  ...{ "handover.take-books": ["接收", "taking"], "handover.take-matter": ["接收", "taking"] },
  ...{ "handover.raise-problem": ["当面交代问题", "talking problems over"] },
  ...{ "handover.confirm-problem": ["当面交代问题", "talking problems over"] },
  ...{ "attendance.move": ["换岗", "changing posts"], "attendance.brief": ["班前讲评", "briefing"] },
  ...{ "absence.accept": ["顶岗", "covering"] },
  ...{ "log.write-line": ["写记录", "write"], "log.correct-line": ["更正", "correct"] },
  ...{ "matter.open": ["提出", "open"], "matter.progress": ["续记", "tell of"], "matter.settle": ["办结", "settle"] },
  ...{ "handover.report-fault": ["交班后发现的问题", "fault"] },
};

test.each(Object.entries(inTheRule))("the rule says whether %s waits until they are back", (act, words) => {
  const rule = packs.flatMap(({ adopted }) => adopted.rules).find(({ id }) => id === "ZB-01");
  const told = [rule?.zh.split("；"), rule?.en.split("; ")].map((parts = []) => {
    const [mayWrite = "", atPost = ""] = parts;
    return table[act as keyof typeof inTheRule] === "refused while away" ? atPost : mayWrite;
  });
  expect([told[0]?.includes(words[0]), told[1]?.includes(words[1])]).toEqual([true, true]);
});

const lobby = shiftOn("lobby", "day");
const evening = shiftOn("lobby", "evening");
const [goes, comes] = ["李伟", "张磊"] as const;

class Lobby extends RunOfShifts {
  /** 李伟 has written a line and opened a matter, and at the end of the shift 张磊 is there as well. */
  constructor() {
    super();
    this.at("07:50").does(goes, "attendance.sign-on", lobby);
    this.does(goes, "log.write-line", { ...lobby, text: "巡视", category: "routine" });
    this.does(goes, "matter.open", { post: "lobby", class: "ordinary", text: "灯", dueAt: wall("+1 12:00") });
    this.at("15:40");
  }

  get matter(): string {
    return [...this.tower.world.streams.values()].find(({ key }) => key.noun === "matter")?.key.id ?? "";
  }

  get named() {
    return { post: "lobby", matter: this.matter.split("/")[1] ?? "" };
  }

  get line(): string {
    const page = this.tower.world.state<Page>({ site: "tower", noun: "log", id: `lobby/${lobby.date}/day` });
    return page.phase === "unknown" ? "" : (page.lines[0]?.id ?? "");
  }

  readonly #words = () => ({ nothingPending: false, reasons: [{ matter: this.matter, reason: "等零件" }] });

  writesUp(): string {
    return this.prepares(goes, lobby, comes, this.#words());
  }

  written(): this {
    this.writesUp();
    this.at("15:50").does(comes, "attendance.sign-on", evening);
    return this;
  }

  signed(): this {
    this.written().checks(comes, lobby);
    this.does(comes, "handover.take-matter", { ...lobby, matter: this.matter });
    for (const who of [comes, goes]) this.signs(who, lobby);
    expect(this.handover(lobby)).toMatchObject({ phase: "completed" });
    return this;
  }

  leaves(who: string): void {
    const shift = who === goes ? lobby : evening;
    expect(this.does(who, "absence.leave-at-once", shift)).toContain("absence.left-at-once");
  }

  comesBack(who: string): void {
    const shift = who === goes ? lobby : evening;
    expect(this.does(who, "absence.come-back", shift)).toContain("absence.returned");
  }

  problem(): string {
    const state = this.handover(lobby);
    return state.phase === "prepared" ? (state.problems[0]?.key ?? "") : "";
  }
}

interface Try {
  readonly who: string;
  readonly before?: (there: Lobby) => void;
  readonly does: (there: Lobby) => string;
  /** What it is refused with, where another noun says that somebody is away; what is entered. */
  readonly code?: string;
}

const written = (there: Lobby) => void there.written();
const problem = (there: Lobby) =>
  void there.written().does(comes, "handover.raise-problem", { ...lobby, text: "门锁坏了" });
const gate = shiftOn("east-gate", "day");
const counted = [{ item: "radio", found: 2, damaged: 0, missing: 0 }];

const refused: Record<ActsThat<"refused while away">, readonly Try[]> = {
  "handover.prepare": [{ who: goes, does: (there) => there.writesUp() }],
  "handover.amend": [{ who: goes, before: written, does: (there) => there.amends(goes, lobby) }],
  "handover.reopen": [goes, comes].map((who) => ({
    ...{ who, before: written },
    does: (there) => there.does(who, "handover.reopen", { ...lobby, reason: "改正" }),
  })),
  "handover.sign": [goes, comes].map((who) => ({ who, before: written, does: (there) => there.signs(who, lobby) })),
  "handover.read-records": [
    { who: comes, before: written, does: (there) => there.does(comes, "handover.read-records", lobby) },
  ],
  "handover.count": [
    {
      who: comes,
      before: written,
      does: (there) => there.does(comes, "handover.count", { ...lobby, counts: counted }),
    },
  ],
  "handover.take-books": [
    {
      who: comes,
      before: written,
      does: (there) => there.does(comes, "handover.take-books", { ...lobby, books: ["visitors"] }),
    },
  ],
  "handover.take-matter": [
    {
      ...{ who: comes, before: written },
      does: (there) => there.does(comes, "handover.take-matter", { ...lobby, matter: there.matter }),
    },
  ],
  "handover.raise-problem": [goes, comes].map((who) => ({
    ...{ who, before: written },
    does: (there) => there.does(who, "handover.raise-problem", { ...lobby, text: "门锁坏了" }),
  })),
  "handover.confirm-problem": [goes, comes].map((who) => ({
    ...{ who, before: problem },
    does: (there) => there.does(who, "handover.confirm-problem", { ...lobby, problem: there.problem() }),
  })),
  "attendance.move": [
    {
      ...{ who: comes, before: written, code: "attendance.away" },
      does: (there) => there.does(comes, "attendance.move", { ...evening, to: "east-gate", record: "正常" }),
    },
  ],
  "attendance.brief": [
    {
      ...{ who: comes, before: written, code: "attendance.away" },
      does: (there) => there.does(comes, "attendance.brief", { ...evening, keyPoints: "注意秩序", attendees: [] }),
    },
  ],
  "absence.accept": [
    {
      ...{ who: comes, code: "absence.cover-elsewhere" },
      before: (there) => {
        for (const { id: regulation, hash } of packs) there.does("刘洋", "notice.confirm", { regulation, hash });
        there.does("刘洋", "attendance.sign-on", gate);
        there.written().does("刘洋", "absence.leave-at-once", gate);
      },
      does: (there) => there.does(comes, "absence.accept", { ...gate, person: towerPerson("刘洋"), own: evening }),
    },
  ],
};

describe.each(Object.entries(refused))("%s", (_, tries) => {
  test.each(tries)("is refused to $who while away, and not for that when back", ({ who, before, does, code }) => {
    const there = new Lobby();
    before?.(there);
    there.leaves(who);
    const away = code ?? "handover.away-from-post";
    expect(does(there)).toBe(away);
    there.comesBack(who);
    expect(does(there)).not.toBe(away);
  });
});

const taken: Record<ActsThat<"written wherever they are">, Try> = {
  "log.write-line": {
    code: "log.line-written",
    who: goes,
    does: (there) => there.does(goes, "log.write-line", { ...lobby, text: "送伤者就医", category: "routine" }),
  },
  "log.correct-line": {
    code: "log.line-corrected",
    who: goes,
    does: (there) => there.does(goes, "log.correct-line", { ...lobby, line: there.line, text: "巡视三遍" }),
  },
  "matter.open": {
    code: "matter.opened",
    who: goes,
    does: (there) =>
      there.does(goes, "matter.open", { post: "lobby", class: "ordinary", text: "食堂漏水", dueAt: wall("+1 12:00") }),
  },
  "matter.progress": {
    code: "matter.progressed",
    who: goes,
    does: (there) => there.does(goes, "matter.progress", { ...there.named, note: "已报修" }),
  },
  "matter.settle": {
    code: "matter.settled",
    who: goes,
    does: (there) => there.does(goes, "matter.settle", { ...there.named, outcome: "已修" }),
  },
  "handover.report-fault": {
    ...{ who: comes, before: (there) => void there.signed(), code: "handover.fault-found" },
    does: (there) => there.does(comes, "handover.report-fault", { ...lobby, text: "钥匙少一把" }),
  },
};

test.each(Object.entries(taken))("%s is written down while they are away", (_, { who, before, does, code }) => {
  const there = new Lobby();
  before?.(there);
  there.leaves(who);
  expect(does(there).split(" ")).toContain(code);
});

test("whoever covers another post is kept there, and holds the line-up of their own shift all the same", () => {
  const run = new RunOfShifts().at("07:50");
  for (const who of ["王强", "马超"]) run.joins(who, gate);
  for (const who of [goes, "王强", "马超"]) run.does(who, "attendance.sign-on", who === goes ? lobby : gate);
  const meal = { ...lobby, why: "meal", returnBy: run.at("10:00").tower.world.now + 20 * minute };
  run.does(goes, "absence.ask", { ...meal, cover: { ...gate, person: towerPerson("马超") } });
  expect(run.does("马超", "absence.accept", { ...lobby, person: towerPerson(goes), own: gate })).toContain("stood");
  const lineUp = { ...gate, keyPoints: "注意秩序", attendees: [towerPerson("王强")] };
  expect(run.does("马超", "attendance.brief", lineUp)).toContain("attendance.briefed");
});
