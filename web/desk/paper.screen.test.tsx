import { expect, test } from "vitest";
import { type Instant, minute } from "#duty/grammar/time.ts";
import { dayAtGate, hours, lin, noon, someHash, sun, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { closedPage, logLine, pageWith } from "#test/desk-page.ts";
import { opened as begun, lin as goes, once, over, prepared, ready, signed, text } from "#test/handover-story.ts";
import { openedPart, read, said } from "./opened-part.tsx";
import { HandoverPaper } from "./paper/HandoverPaper.tsx";
import { LogPaper } from "./paper/LogPaper.tsx";
import { PropertyPaper } from "./paper/PropertyPaper.tsx";
import type { HandoverDocument } from "./paper/shown-documents.ts";

setUpDesks();

const place = { at: dayAtGate, sheet: 2, sheets: 3, leading: sun };
const cells = () =>
  [...document.querySelectorAll("tbody tr")].map((row) => [...row.children].map((each) => each.textContent));
const signatures = () => [...document.querySelectorAll(".signature")].map((each) => each.textContent);

test("the log on paper: its head, the lines in their order with corrections, who signed, and its check code", async () => {
  deskHere();
  const corrections = [{ text: { sealed: "c1" }, by: lin, at: (noon - hours / 2) as Instant }] as never;
  const lines = [logLine(1, { corrections }), logLine(2, { duringHandover: true, category: undefined }), logLine(3)];
  const texts = { sealed1: "两人。", c1: "三人。", sealed2: "停水。", sealed3: null };
  const page = closedPage(lines);
  const countersigned = { by: wu, at: noon as Instant };
  const next = "gate/2026-11-21/evening";
  const state = { ...page.state, countersigned, next } as typeof page.state;
  await openedPart(<LogPaper page={{ ...page, state, texts }} place={place} />);
  const correction = said("log:page.correction", { name: "林涛", time: "11:30", text: "三人。" });
  expect(cells()).toEqual([
    ["11:01", "日常", `两人。${correction}`, "吴敏"],
    ["11:02", "", `[${said("log:duringHandover")}] 停水。`, "吴敏"],
    ["11:03", "日常", said("log:erased"), "吴敏"],
  ]);
  expect(document.querySelectorAll(".struck")).toHaveLength(1);
  expect([...document.querySelectorAll("dd")].map((each) => each.textContent)).toEqual([
    "大门岗",
    "2026-11-21 早班",
    "08:00–16:00",
    "孙梅",
  ]);
  expect(signatures()).toEqual([
    `${said("log:page.leading")}孙梅`,
    `${said("log:countersign.done")}吴敏2026-11-21 12:00`,
  ]);
  expect(read()).toContain("0F0F-0F0F-0F0F-0F0F");
  expect(read()).toContain(said("log:page.sheet", { page: 2, pages: 3 }));
  expect(read()).toContain(said("log:page.closedBy", { handover: "大门岗 2026-11-21 早班" }));
  expect(read()).toContain(`${said("log:page.nextPage")} 大门岗 2026-11-21 中班`);
  expect(read()).not.toContain(said("log:page.open"));
  expect(read()).toContain("gate-2026-11-21-day");
});

test("a line that waited at its device tells on paper when it was written and when it came, and so does its correction", async () => {
  deskHere();
  const before = (minutes: number) => (noon - minutes * minute) as Instant;
  const put = { text: { sealed: "c1" }, by: lin, at: before(440), deviceTime: before(455) };
  const late = logLine(1, { at: before(456), deviceTime: before(460), corrections: [put] } as never);
  const nextDay = { at: (noon + 14 * hours) as Instant, deviceTime: (noon + 11 * hours) as Instant };
  const held = { at: (noon + 3_000) as Instant, deviceTime: (noon - 5_000) as Instant };
  const texts = { sealed1: "两人。", c1: "三人。", sealed2: "停水。", sealed3: "开灯。" };
  const page = closedPage([late, logLine(2, nextDay), logLine(3, held)]);
  await openedPart(<LogPaper page={{ ...page, texts }} place={place} />);
  const came = (written: string, arrived: string) =>
    `${said("log:written")} ${written} · ${said("log:came")} ${arrived}`;
  const correction = said("log:page.correction", { name: "林涛", time: came("04:25", "04:40"), text: "三人。" });
  expect(cells().map(([time, , what]) => [time, what])).toEqual([
    ["04:20", `两人。${came("04:20", "04:24")}${correction}`],
    ["23:00", `停水。${came("11-21 23:00", "11-22 02:00")}`],
    ["11:59", "开灯。"],
  ]);
});

test("what the superior remarked stands on the sheet under the signatures; erased it says so, and where nothing was there is nothing", async () => {
  deskHere();
  const page = closedPage([logLine(1)]);
  const remarked = async (note: object | undefined, words: string | null) => {
    const state = { ...page.state, countersigned: { by: wu, at: noon as Instant, note } } as typeof page.state;
    await openedPart(<LogPaper page={{ ...page, state, texts: { note: words } }} place={place} />);
    return [...document.querySelectorAll(".paper-signatures ~ .paper-note.wrap")].map((each) => each.textContent);
  };
  const told = (note: string) => [said("log:countersign.remark", { note })];
  expect(await remarked({ sealed: "note" }, "请补写停水时间")).toEqual(told("请补写停水时间"));
  expect(await remarked({ sealed: "note" }, null)).toEqual(told(said("log:erased")));
  expect(await remarked(undefined, null)).toEqual([]);
});

test("an open page says so on paper, an empty one that nothing was written, one that is not there is not drawn", async () => {
  deskHere();
  await openedPart(<LogPaper page={pageWith([])} place={{ ...place, leading: undefined }} />);
  expect(read()).toContain(said("log:page.open"));
  expect(read()).toContain(said("log:page.noLines"));
  expect(signatures()).toEqual([said("log:page.leading"), said("log:countersign.place")]);
  await openedPart(<LogPaper page={pageWith([], { state: { phase: "unknown" } })} place={place} />);
  expect(document.querySelector("article")).toBeNull();
});

const texts = { s: "一切正常", d: "已巡视", why: "待修", p: "积水", k: "送修", f: "灯坏" };
const matters = [
  { id: "gate/m1", class: "ordinary", reason: text("why") },
  { id: "gate/m2", class: "important" },
] as never;
const document_ = (state: HandoverDocument["state"]): HandoverDocument => ({
  ...{ state, texts, facts: {} as never, head: { version: 1, hash: someHash } },
  matters: [
    {
      id: "gate/m1",
      class: "ordinary",
      text: "门锁",
      kit: null,
      dueAt: noon,
      holder: null,
      released: false,
      mayRelease: false,
    },
  ],
});

test("the hand-over on paper: what was done and is pending and why, the problems, and who signed which form when", async () => {
  deskHere();
  const whole = [begun, prepared({ summary: text("s"), done: text("d"), matters }), signed("outgoing", ["work"])];
  const state = once(...whole);
  const problems = [
    { key: "a", text: text("p") },
    { key: "kit-radio", item: "radio" },
  ] as never;
  const counts = [{ item: "radio", found: 1, damaged: 1, missing: 0, explanation: text("k") }] as never;
  const view = document_({ ...state, problems, counts, faults: [{ text: text("f") }] } as never);
  await openedPart(<HandoverPaper view={view} place={place} />);
  const told = said("handover:problems.item", { item: "对讲机", missing: 0, damaged: 1 });
  expect(cells().map(([, what]) => what)).toEqual([
    "一切正常",
    "已巡视",
    [
      `1. ${said("handover:paper.matterWhy", { class: said("handover:class.ordinary"), matter: "门锁", reason: "待修" })}`,
      `2. ${said("handover:paper.matter", { class: said("handover:class.important"), matter: "gate/m2", reason: "" })}`,
    ].join(""),
    `1. 积水2. ${said("handover:paper.problem", { told, explanation: "送修" })}`,
  ]);
  expect(signatures()).toEqual([
    `${said("handover:side.outgoing")}林涛2026-11-21 15:50`,
    said("handover:side.incoming"),
  ]);
  expect(read()).toContain(said("handover:paper.afterwards", { faults: "灯坏" }));
  await openedPart(<PropertyPaper view={view} place={place} />);
  expect(signatures()).toEqual([said("handover:side.outgoing"), said("handover:side.incoming")]);
  expect(goes).toBe(lin);
});

test("the property on paper: every item with what was expected and found, every book and whether it was taken", async () => {
  deskHere();
  await openedPart(<PropertyPaper view={document_(once(...over))} place={place} />);
  expect(cells()).toEqual([
    ["1", "对讲机", "2", "2", "0", "0", ""],
    ["2", "来访登记", "1", "1", "", "", said("handover:books.taken")],
  ]);
  expect(signatures()[1]).toBe(`${said("handover:side.incoming")}吴敏2026-11-21 15:55`);
  await openedPart(<PropertyPaper view={document_(once(...ready.slice(0, 2)))} place={place} />);
  expect(cells()).toEqual([
    ["1", "对讲机", "2", "", "", "", ""],
    ["2", "来访登记", "1", "", "", "", ""],
  ]);
});

test("nothing pending and no problem is said on paper; what was not prepared is not drawn", async () => {
  deskHere();
  await openedPart(<HandoverPaper view={document_(once(...over))} place={place} />);
  expect(read()).toContain(said("handover:work.nothingPending"));
  expect(read()).toContain(said("handover:paper.noProblems"));
  expect(read()).not.toContain(said("handover:paper.afterwards", { faults: "" }));
  await openedPart(<HandoverPaper view={document_(once(begun))} place={place} />);
  expect(document.querySelector("article")).toBeNull();
  await openedPart(<PropertyPaper view={document_(once(begun))} place={place} />);
  expect(document.querySelector("article")).toBeNull();
});

test("what was open when a shift was taken up stands on paper beside what its closer had listed, and kit found wanting then", async () => {
  deskHere();
  const state = once(begun, prepared({ matters }), signed("outgoing", ["work"]));
  const kit = { item: "radio", missing: 1, damaged: 0 };
  const takenUp = { by: wu, at: noon, listed: { kit: [], books: [], page: { version: 1, hash: someHash } } };
  const closed = { ...state, phase: "completed", faults: [{ text: undefined, kit }] };
  const rows = async (more: object) => {
    await openedPart(<HandoverPaper view={document_({ ...closed, ...more } as never)} place={place} />);
    return cells().filter(([title]) => title === said("handover:paper.pendingTaken"));
  };
  const listedAnew = [{ id: "gate/m2", class: "important" }];
  const told = said("handover:paper.matter", {
    class: said("handover:class.important"),
    matter: "gate/m2",
    reason: "",
  });
  expect(await rows({ listedAnew, takenUp })).toEqual([[said("handover:paper.pendingTaken"), `1. ${told}`]]);
  const fault = said("handover:problems.item", { ...kit, item: "对讲机" });
  expect(read()).toContain(said("handover:paper.afterwards", { faults: fault }));
  expect(await rows({ listedAnew: [], takenUp })).toEqual([
    [said("handover:paper.pendingTaken"), said("handover:work.nothingPending")],
  ]);
  expect(await rows({ takenUp })).toEqual([]);
  expect(await rows({ listedAnew })).toEqual([]);
});
