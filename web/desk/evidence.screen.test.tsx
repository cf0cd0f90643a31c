import { act, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { house } from "#duty/wiring/composition.ts";
import { historyView } from "#server/history/history-answer.ts";
import { daysView, happenedView, type OutcomeEvidence, outcomesView } from "#server/overview/overview-answer.ts";
import { type RegulationText, regulationView } from "#server/site/site-answer.ts";
import { hours, leaderHere, lin, noon, someHash, sun, wu, zhao } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { refusal } from "#test/desk-edge.ts";
import { speak } from "../languages/language.ts";
import { button, buttons, linesOf, openedPart, pressEscape, read, said, windows } from "./opened-part.tsx";
import { EvidenceDrawer } from "./overview/EvidenceDrawer.tsx";
import type { EvidenceAsked } from "./overview/evidence-asked.ts";
import { OverviewPast } from "./overview/OverviewPast.tsx";

setUpDesks();
// The overview asks no more often than every half minute, also from one test to the next.
let begun = 0;
beforeEach(() => {
  begun += 1;
  vi.setSystemTime(noon + begun * minute);
});

const yesterday = "2026-11-20";
const at = "/overview";
/** Four in the afternoon of the day before, at the site. */
const dueAt = noon - 20 * hours;

function owed(key: string, more: Partial<OutcomeEvidence> = {}): OutcomeEvidence {
  return {
    stream: { site: "tower", noun: "handover", id: `gate/${yesterday}/day` },
    key,
    what: "handover.complete",
    detail: null,
    post: "gate",
    person: null,
    dueAt,
    rules: [],
    metAt: null,
    outcome: "missed",
    acknowledgedBy: null,
    selfAnswered: false,
    clock: null,
    ...more,
  };
}
const edge = () => deskHere([leaderHere(lin)]);
const evidenceOf = (obligations: OutcomeEvidence[]) => edge().answers(outcomesView, { now: noon, obligations });
const drawer = (asked: EvidenceAsked = { day: yesterday }) =>
  openedPart(<EvidenceDrawer asked={asked} onClose={() => undefined} />, { at });
const rows = () => [...document.querySelectorAll(".overview-evidence > li")];
/** What stands in a row: how its outcome is marked, what is owed, and the line below. */
const marks = () => rows().map((row) => row.querySelector(".status")?.className);
const outcomes = () => rows().map((row) => row.querySelector(".status")?.textContent);
const told = () => rows().map((row) => row.querySelector("p")?.textContent);
const due = (time: string) => `${said("overview:dueAt")} ${time}`;
const met = (time: string) => `${said("overview:metAt")} ${time}`;

test("each outcome has its own mark and word: green is only what was met in time", async () => {
  const all = (["in-time", "late", "missed", "void", "open"] as const).map((outcome) => owed(outcome, { outcome }));
  evidenceOf(all);
  await drawer();
  expect(marks()).toEqual(["status well", "status overdue", "status overdue", "status quiet", "status accent"]);
  expect(outcomes()).toEqual(["按时", "迟办", "漏办", "免办", "未到时"]);
});

test("a row says at which post, whose, by when it was due, and when it was done; what was never done says no time", async () => {
  evidenceOf([
    owed("done", { outcome: "late", person: wu, metAt: dueAt + 25 * minute }),
    owed("missed"),
    owed("today", { post: "lobby", outcome: "in-time", dueAt: noon - hours, metAt: noon - 2 * hours }),
  ]);
  await drawer();
  expect(told()).toEqual([
    `大门岗 · 吴敏 · ${due("11-20 16:00")} · ${met("11-20 16:25")}`,
    `大门岗 · ${due("11-20 16:00")}`,
    `大堂岗 · ${due("11:00")} · ${met("10:00")}`,
  ]);
  expect(rows().map((row) => [...row.querySelectorAll("time")].map((each) => each.dateTime))).toEqual([
    ["2026-11-20T08:00:00Z", "2026-11-20T08:25:00Z"],
    ["2026-11-20T08:00:00Z"],
    ["2026-11-21T03:00:00Z", "2026-11-21T02:00:00Z"],
  ]);
});

test("who answered the calls is told, and that it was about themselves", async () => {
  evidenceOf([owed("one", { acknowledgedBy: zhao }), owed("two", { acknowledgedBy: sun, selfAnswered: true })]);
  await drawer();
  expect(told()).toEqual([
    `大门岗 · ${due("11-20 16:00")} · ${said("ledger:acknowledged", { name: "赵强" })}`,
    `大门岗 · ${due("11-20 16:00")} · ${said("ledger:answeredForThemselves", { name: "孙梅" })}`,
  ]);
});

test("what was owed leads to where it is done: a hand-over to its own shift, all else to the post; its rules stand beside", async () => {
  const stream = { site: "tower", noun: "absence", id: "a1" };
  evidenceOf([
    owed("one", { rules: ["GPH-07", "GPH-11"] }),
    owed("two", { stream, what: "absence.return", post: "lobby" }),
  ]);
  await drawer();
  const links = [...document.querySelectorAll(".overview-place")];
  expect(links.map((each) => [each.textContent, each.getAttribute("href")])).toEqual([
    [said("handover:owed.complete"), `/handover/gate/${yesterday}/day`],
    [said("absence:owed.return"), "/duty/lobby"],
  ]);
  expect(rows().map((row) => [...row.querySelectorAll(".rule-chip")].map((each) => each.textContent))).toEqual([
    ["GPH-07", "GPH-11"],
    [],
  ]);
});

test("the entries of one row are asked for at a press, by its stream, and stand there with their times in the language of the screen", async () => {
  const entry = (version: number, zh: string, en: string) => {
    const of = { hash: someHash, type: "handover.prepared", deviceTime: null, by: lin };
    return { version, at: dueAt + version * minute, zh, en, ...of };
  };
  const desk = evidenceOf([
    owed("one"),
    owed("two", { stream: { site: "tower", noun: "log", id: "lobby/2026-11-20/day" } }),
  ]).answers(historyView, refusal("house.fault", { status: 500 }));
  const { user } = await drawer();
  expect(desk.times(historyView)).toBe(0);
  const [, second] = buttons("overview:entries");
  await user.click(second as HTMLElement);
  await waitFor(() => expect(read()).toContain(said("ui:broken.away")));
  desk.answers(historyView, { now: noon, entries: [entry(1, "写了一行。", "A line."), entry(2, "签了。", "Signed.")] });
  vi.setSystemTime(Date.now() + minute / 2);
  await user.click(button("ui:broken.retry"));
  const entries = () => linesOf(document.querySelector(".overview-entries"));
  await waitFor(() => expect(entries()).toEqual(["11-20 16:01 写了一行。", "11-20 16:02 签了。"]));
  expect(desk.asked.findLast(({ operation }) => operation === historyView.id)?.query).toEqual({
    ...{ site: "tower", noun: "log", id: "lobby/2026-11-20/day" },
  });
  expect(rows().map((row) => row.querySelectorAll("ol").length)).toEqual([0, 1]);
  await act(() => speak("en", { remember: false }));
  expect(entries()).toEqual(["11-20 16:01 A line.", "11-20 16:02 Signed."]);
  await act(() => speak("zh-CN", { remember: false }));
  expect(button("overview:hideEntries").getAttribute("aria-expanded")).toBe("true");
  await user.click(button("overview:hideEntries"));
  expect(document.querySelectorAll(".overview-entries")).toHaveLength(0);
});

test("a filter for each outcome that there is, also for one of which there is one, with how many; chosen it shows these alone", async () => {
  evidenceOf([
    owed("one", { outcome: "in-time", metAt: dueAt - minute }),
    owed("two", { post: "lobby" }),
    owed("three"),
    owed("four", { outcome: "late", metAt: dueAt + minute }),
  ]);
  const { user } = await drawer();
  const filters = () => [...document.querySelectorAll(".choice")];
  const chosen = () =>
    filters().flatMap((each) => (each.getAttribute("aria-pressed") === "true" ? [each.textContent] : []));
  expect(filters().map((each) => each.textContent)).toEqual(["全部 4", "按时 1", "迟办 1", "漏办 2"]);
  expect([chosen(), outcomes()]).toEqual([["全部 4"], ["按时", "漏办", "漏办", "迟办"]]);
  await user.click(button("漏办 2"));
  expect([chosen(), told()]).toEqual([
    ["漏办 2"],
    [`大堂岗 · ${due("11-20 16:00")}`, `大门岗 · ${due("11-20 16:00")}`],
  ]);
  await user.click(button("迟办 1"));
  expect(outcomes()).toEqual(["迟办"]);
  expect(filters()).toHaveLength(4);
  await user.click(button("全部 4"));
  expect(rows()).toHaveLength(4);
});

test("where nothing was due the evidence says so; unanswered it says that, and asks again at a press", async () => {
  const desk = edge().answers(outcomesView, refusal("house.fault", { status: 500 }));
  const { user } = await drawer();
  expect(read()).toContain(said("ui:broken.away"));
  desk.answers(outcomesView, { now: noon, obligations: [] });
  vi.setSystemTime(Date.now() + minute / 2);
  await user.click(button("ui:broken.retry"));
  await waitFor(() => expect(read()).toContain(said("overview:nothingDue")));
  expect(read()).not.toContain(said("ui:broken.away"));
  expect([...document.querySelectorAll(".choice")].map((each) => each.textContent)).toEqual(["全部 0"]);
});

const counts = (due: number, inTime: number, late: number) => ({ due, inTime, late, missed: due - inTime - late });
const rule = (id: string, zh: string, en: string): RegulationText["rules"][number] => ({
  ...{ id, zh, en, strength: "enforce", carried: true, open: [] },
});
const gph: RegulationText = {
  ...{ regulation: "gph", edition: "2026-01-01", hash: someHash, title: { zh: "门岗制度", en: "Gate" } },
  ...{ confirmed: true, rules: [rule("GPH-07", "先签后走，不得离岗。", "Sign first, then go.")] },
};
/** The past of the site with these figures of yesterday. */
async function past(
  byPost: ({ post: string } & ReturnType<typeof counts>)[],
  byRule: ({ rule: string } & ReturnType<typeof counts>)[],
) {
  const desk = edge()
    .answers(regulationView, ({ params }) => (params.id === house ? { ...gph, regulation: house, rules: [] } : gph))
    .answers(daysView, { now: noon, days: [{ date: "2026-11-19", ...counts(4, 4, 0) }] })
    .answers(happenedView, { now: noon, happened: [] })
    .answers(outcomesView, { now: noon, obligations: [owed("one")] });
  const opened = await openedPart(<OverviewPast yesterday={{ date: yesterday, byPost, byRule }} />, { at });
  return { ...opened, desk };
}
const figures = (list: number) => {
  const lists = document.querySelectorAll(".overview-yesterday ul");
  return [...(lists[list]?.children ?? [])].map((row) => ({
    name: row.querySelector(".name")?.textContent,
    figure: row.querySelector("button")?.textContent,
    bad: row.querySelector("button")?.classList.contains("bad"),
    bar: [...row.querySelectorAll<HTMLElement>(".overview-bar span")].map(({ className, style }) => [
      className,
      style.width,
    ]),
  }));
};
const spoken = (name: string, { due: all, inTime, late, missed }: ReturnType<typeof counts>) =>
  `${inTime}/${all}${said("overview:figureTold", { name, due: all, inTime, late, missed })}`;
const bar = (...[inTime, late, missed]: number[]) => [
  ["met", `${inTime}%`],
  ["late", `${late}%`],
  ["missed", `${missed}%`],
];

test("yesterday's figures stand by rule with its clause and by post: in time of those due, what was late and missed drawn and marked", async () => {
  const [gate, lobby, ofRule] = [counts(4, 1, 1), counts(5, 5, 0), counts(10, 7, 3)];
  await past(
    [
      { post: "gate", ...gate },
      { post: "lobby", ...lobby },
    ],
    [{ rule: "GPH-07", ...ofRule }],
  );
  expect(document.querySelector("#yesterday header")?.textContent).toContain(yesterday);
  expect(figures(0)).toEqual([
    { name: "先签后走 GPH-07", figure: spoken("GPH-07", ofRule), bad: true, bar: bar(70, 30, 0) },
  ]);
  expect(figures(1)).toEqual([
    { name: "大门岗", figure: spoken("大门岗", gate), bad: true, bar: bar(25, 25, 50) },
    { name: "大堂岗", figure: spoken("大堂岗", lobby), bad: false, bar: bar(100, 0, 0) },
  ]);
});

test("each figure leads to its own evidence and no other: a post's to that post's, a rule's to that rule's, a day's to that day's", async () => {
  const [gate, lobby, ofRule] = [counts(4, 1, 1), counts(5, 5, 0), counts(10, 7, 3)];
  const { user, desk } = await past(
    [
      { post: "gate", ...gate },
      { post: "lobby", ...lobby },
    ],
    [{ rule: "GPH-07", ...ofRule }],
  );
  const presses = [
    [spoken("大堂岗", lobby), { day: yesterday, post: "lobby" }, `${yesterday} · 大堂岗`],
    [spoken("大门岗", gate), { day: yesterday, post: "gate" }, `${yesterday} · 大门岗`],
    [spoken("GPH-07", ofRule), { day: yesterday, rule: "GPH-07" }, `${yesterday} · GPH-07`],
    [said("overview:oneByOne"), { day: yesterday }, yesterday],
  ] as const;
  for (const [name, query, about] of presses) {
    await user.click(button(name));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(desk.asked.findLast(({ operation }) => operation === outcomesView.id)).toMatchObject({ as: lin });
    expect(desk.asked.at(-1)?.query).toEqual({ site: "tower", ...query });
    expect(document.querySelector("dialog h2")?.textContent).toBe(said("overview:evidence", { about }));
    pressEscape();
    expect(windows()).toBe(0);
  }
  await user.click(document.querySelector("#days ol button") as HTMLElement);
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(desk.asked.at(-1)?.query).toEqual({ site: "tower", day: "2026-11-19" });
});

test("the worst five stand there until all are wanted, with how many more there are", async () => {
  const posts = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ post: `p${number}`, ...counts(2, 1, 0) }));
  const { user } = await past(posts, [{ rule: "GPH-07", ...counts(14, 7, 0) }]);
  const names = () => figures(1).map(({ name }) => name);
  expect(names()).toEqual(["p1", "p2", "p3", "p4", "p5"]);
  await user.click(button("overview:all", { count: 2 }));
  expect(names()).toEqual(["p1", "p2", "p3", "p4", "p5", "p6", "p7"]);
  await user.click(button("overview:fewer"));
  expect(names()).toHaveLength(5);
});

test("a day on which nothing was due says so, and leads nowhere", async () => {
  await past([], []);
  expect(document.querySelector("#yesterday .inside")?.textContent).toBe(said("overview:nothingDue"));
  expect(document.querySelectorAll("#yesterday button")).toHaveLength(0);
});
