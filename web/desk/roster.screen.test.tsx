import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Assignment } from "#duty/roster/roster.ts";
import { type MonthAnswer, rosterView } from "#server/roster/roster-answer.ts";
import { hours, lin, noon, someHash, sun, wu, zhao } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { refusal } from "#test/desk-edge.ts";
import { button, buttons, field, openedAgain, openedPart, read, said, windows } from "./opened-part.tsx";
import { RosterScreen } from "./roster/RosterScreen.tsx";

setUpDesks();

const at = { at: "/roster/gate/2026-11-21/day" };
const dates = ["2026-11-20", "2026-11-21", "2026-11-22"];
const shifts = dates.flatMap((date, index) =>
  ["day", "evening"].map((shift, second) => {
    const startsAt = noon + (index - 1) * 24 * hours + (second === 0 ? -4 : 4) * hours;
    return { date, shift, startsAt, endsAt: startsAt + 8 * hours };
  }),
);
const days: MonthAnswer["days"] = [
  { date: "2026-11-20", sort: "working", name: null },
  { date: "2026-11-21", sort: "weekend", name: null },
  { date: "2026-11-22", sort: "weekend", name: null },
];
const stands = (date: string, shift: string, person: string, leading = true) =>
  ({ date, shift, person, leading }) as unknown as Assignment;
const past = [
  stands("2026-11-20", "day", wu),
  stands("2026-11-21", "day", lin),
  stands("2026-11-21", "day", wu, false),
];
const all = [...past, stands("2026-11-21", "evening", sun), stands("2026-11-22", "day", zhao)];
const head = { version: 4, hash: someHash };

function month(state: Partial<MonthAnswer["state"]> = {}, more: Partial<MonthAnswer> = {}): MonthAnswer {
  return {
    now: noon,
    head,
    state: { phase: "published", under: undefined, assignments: all, covers: [], ...state },
    rule: {},
    facts: { mayPublish: true, mayCover: true },
    shifts,
    days,
    ...more,
  };
}
const screen = () => <RosterScreen />;
const desk = (answer: MonthAnswer) => deskHere().answers(rosterView, answer);
const rows = () =>
  [...document.querySelectorAll("tbody tr")].map((row) => [...row.children].map((each) => each.textContent));
const cell = (row: number, column: number) =>
  document.querySelectorAll("tbody tr")[row]?.querySelectorAll("td")[column]?.querySelector("button") ?? null;
const nobody = () => said("roster:month.nobody");

test("the month from today on stands there, a row a day, a column a shift, with who leads first, and the shift one came from", async () => {
  const edge = desk(month());
  const { user } = await openedPart(screen(), at);
  expect([...document.querySelectorAll("thead th")].map((each) => each.textContent)).toEqual(["日期", "早班", "中班"]);
  expect(rows()).toEqual([
    ["21 周六", "林涛吴敏", "孙梅"],
    ["22 周日", "赵强", ` ${nobody()}`],
  ]);
  expect(document.querySelector("td.now")?.textContent).toBe("林涛吴敏");
  expect(document.querySelectorAll("tr.weekend")).toHaveLength(2);
  await user.click(button("roster:month.past", { count: 1 }));
  expect(rows()[0]).toEqual(["20 周五", "吴敏", "—"]);
  expect(buttons("roster:month.past", { count: 1 })).toHaveLength(0);
  expect(edge.asked.findLast(({ operation }) => operation === rosterView.id)).toMatchObject({
    query: { site: "tower", post: "gate", month: "2026-11" },
    as: lin,
  });
});

test("a day is marked as the calendar of the site has it: a weekend that is worked is none, and a holiday says which", async () => {
  const special: MonthAnswer["days"] = [
    { date: "2026-11-20", sort: "holiday", name: "店庆" },
    { date: "2026-11-21", sort: "make-up", name: "店庆" },
    { date: "2026-11-22", sort: "weekend", name: null },
  ];
  desk(month({}, { now: noon + 72 * hours, days: special }));
  await openedPart(screen(), at);
  expect(rows().map(([day]) => day)).toEqual([
    `20 周五 ${said("roster:month.holiday", { name: "店庆" })}`,
    `21 周六 ${said("roster:month.make-up", { name: "店庆" })}`,
    "22 周日",
  ]);
  expect([...document.querySelectorAll("tr.weekend th")].map((each) => each.textContent?.slice(0, 2))).toEqual([
    "20",
    "22",
  ]);
});

test("a month that is over is read whole", async () => {
  desk(month({}, { now: noon + 72 * hours }));
  await openedPart(screen(), at);
  expect(rows()).toHaveLength(3);
  expect(document.querySelectorAll("td button")).toHaveLength(0);
});

test("the head names month and post, how many shifts to come have nobody, and leads to the months beside", async () => {
  desk(month());
  await openedPart(screen(), at);
  expect(read()).toContain(`${said("roster:month.name", { year: "2026", month: 11 })} · 大门岗`);
  expect(read()).toContain(said("roster:month.published"));
  expect(read()).toContain(said("roster:month.holes", { count: 1 }));
  expect(button("roster:month.before").getAttribute("href")).toBe("/roster/gate/2026-10-01/day");
  expect(button("roster:month.after").getAttribute("href")).toBe("/roster/gate/2026-12-01/day");
});

test("whoever may neither publish nor arrange only reads", async () => {
  desk(month({ phase: "unpublished" }, { facts: { mayPublish: false, mayCover: false } }));
  await openedPart(screen(), at);
  expect(read()).toContain(said("roster:month.unpublished"));
  expect(buttons("roster:month.begin")).toHaveLength(0);
  expect(document.querySelectorAll("td button")).toHaveLength(0);
});

test("unanswered it says so, and asks again at a press", async () => {
  const edge = desk(month()).answers(rosterView, refusal("house.fault", { status: 500 }));
  const { user } = await openedPart(screen(), at);
  expect(read()).toContain(said("ui:broken.away"));
  edge.answers(rosterView, month());
  await user.click(button("ui:broken.retry"));
  await waitFor(() => expect(rows()).toHaveLength(2));
});

test("somebody else for one who is due: who does not come, who comes, and why; nobody who is due or gone is offered", async () => {
  const edge = desk(month());
  const { user } = await openedPart(screen(), at);
  expect(cell(1, 1)).toBeNull();
  await user.click(cell(0, 0) as HTMLElement);
  expect(read()).toContain(said("roster:turn.title", { date: "11-21", shift: "早班" }));
  await user.click(button("roster:turn.go"));
  expect(read()).toContain(said("roster:turn.coverFirst"));
  expect(read()).toContain(said("roster:turn.reasonFirst"));
  const offered = [...document.querySelectorAll("dialog .choice")].map((each) => each.textContent);
  expect(offered).toEqual(["赵强", "孙梅", "林涛", "吴敏"]);
  expect(button("林涛").getAttribute("aria-pressed")).toBe("true");
  await user.click(button("吴敏"));
  await user.click(button("赵强"));
  await user.type(field("roster:turn.reason"), "病假");
  await user.click(button("roster:turn.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const turn = { post: "gate", date: "2026-11-21", shift: "day" };
  expect(edge.bodiesOf("roster.arrange-cover")).toEqual([{ ...turn, absent: wu, cover: zhao, reason: "病假" }]);
});

const covered = month({
  covers: [{ date: "2026-11-21", shift: "evening", cover: sun, insteadOf: [wu, zhao] }] as never,
});

test("a cover of a cover is shown with whom it is for, the last who went, and is taken back by that name", async () => {
  const edge = desk(covered);
  const { user } = await openedPart(screen(), at);
  expect(rows()[0]?.[2]).toBe(`孙梅 ${said("roster:month.for", { name: "赵强" })}`);
  await user.click(cell(0, 1) as HTMLElement);
  await user.click(button("roster:turn.back", { name: "赵强", cover: "孙梅" }));
  expect(read()).not.toContain(said("roster:turn.absent"));
  await user.type(field("roster:turn.reason"), "回来了");
  await user.click(button("roster:turn.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const turn = { post: "gate", date: "2026-11-21", shift: "evening" };
  expect(edge.bodiesOf("roster.take-back-cover")).toEqual([{ ...turn, cover: sun, reason: "回来了" }]);
});

test("a plan is made shift by shift, kept through a reload, and published whole with what was seen", async () => {
  const edge = desk(month());
  const { user } = await openedPart(screen(), at);
  await user.click(button("roster:month.change"));
  expect(read()).toContain(said("roster:month.draft"));
  expect(read()).toContain(said("roster:plan.nothingChanged"));
  expect(cell(0, 0)).toBeNull();
  await user.click(cell(1, 1) as HTMLElement);
  expect(buttons("钱走")).toHaveLength(0);
  await user.click(button("吴敏"));
  await user.click(button("孙梅"));
  expect(button("2孙梅").getAttribute("aria-pressed")).toBe("true");
  await user.click(button("1吴敏"));
  await user.click(button("吴敏"));
  await user.click(button("roster:people.take", { count: 2 }));
  expect(rows()[1]?.[2]).toBe("孙梅吴敏");
  expect(read()).toContain(said("roster:plan.changes", { added: 2, dropped: 0 }));
  expect(read()).not.toContain(said("roster:month.holes", { count: 1 }));
  await openedAgain(screen(), at);
  expect(rows()[1]?.[2]).toBe("孙梅吴敏");
  await user.dblClick(button("roster:plan.publish", { month: 11 }));
  await waitFor(() => expect(buttons("roster:month.change")).toHaveLength(1));
  const assignments = [...all, stands("2026-11-22", "evening", sun), stands("2026-11-22", "evening", wu, false)];
  const body = { post: "gate", month: "2026-11", assignments };
  expect(edge.sent).toEqual([{ act: "roster.publish", as: lin, seen: head, body }]);
});

test("a first plan is published without anything seen; let go it is forgotten, and nothing is sent", async () => {
  const edge = desk(month({ phase: "unpublished", assignments: past }));
  const { user } = await openedPart(screen(), at);
  await user.click(button("roster:month.begin"));
  await user.click(button("roster:plan.letGo"));
  expect(buttons("roster:month.begin")).toHaveLength(1);
  expect(edge.sent).toEqual([]);
  await user.click(button("roster:month.begin"));
  await user.click(button("roster:plan.publish", { month: 11 }));
  const body = { post: "gate", month: "2026-11", assignments: past };
  await waitFor(() => expect(edge.sent).toEqual([{ act: "roster.publish", as: lin, body }]));
});

test("a cover that the plan takes away is agreed to by name before it is published, and named in what is sent", async () => {
  const edge = desk(covered);
  const { user } = await openedPart(screen(), at);
  await user.click(button("roster:month.change"));
  await user.click(cell(0, 1) as HTMLElement);
  await user.click(button("1孙梅"));
  await user.click(button("roster:people.nobody"));
  expect(read()).toContain(said("roster:plan.agreeFirst", { count: 1 }));
  await user.click(button("roster:plan.publish", { month: 11 }));
  expect(edge.sent).toEqual([]);
  const about = { date: "11-21", shift: "中班", cover: "孙梅", absent: "赵强" };
  const agreed = field("roster:plan.undone", about);
  await user.click(agreed);
  await user.click(agreed);
  expect(read()).toContain(said("roster:plan.agreeFirst", { count: 1 }));
  await user.click(agreed);
  await user.click(button("roster:plan.publish", { month: 11 }));
  await waitFor(() => expect(edge.sent).toHaveLength(1));
  expect(edge.bodiesOf("roster.publish")[0]?.undoes).toEqual([{ date: "2026-11-21", shift: "evening", cover: sun }]);
});

test("where the roster has changed meanwhile one looks again first; refused, the plan stays as it is", async () => {
  const edge = desk(month());
  const { user, askAgain } = await openedPart(screen(), at);
  await user.click(button("roster:month.change"));
  await user.click(cell(1, 1) as HTMLElement);
  await user.click(button("吴敏"));
  await user.click(button("roster:people.take", { count: 1 }));
  const later = { version: 5, hash: "1a".repeat(32) };
  edge.answers(rosterView, month({}, { head: later }));
  await askAgain("roster");
  await waitFor(() => expect(read()).toContain(said("roster:plan.outdated")));
  await user.click(button("roster:plan.publish", { month: 11 }));
  expect(edge.sent).toEqual([]);
  await user.click(button("roster:plan.lookAgain"));
  expect(read()).not.toContain(said("roster:plan.outdatedFirst"));
  edge.refuses("roster.publish", "roster.overlap", { rules: ["ZB-03"] });
  await user.click(button("roster:plan.publish", { month: 11 }));
  await waitFor(() => expect(read()).toContain(said("roster:refusal.overlap.what")));
  expect(edge.sent[0]?.seen).toEqual(later);
  expect(rows()[1]?.[2]).toBe("吴敏");
});

test("open shifts are filled by a pattern from a day on, with people enough, and what lies before stays", async () => {
  desk(month());
  const { user } = await openedPart(screen(), at);
  await user.click(button("roster:month.change"));
  await user.click(button("roster:plan.fill"));
  await user.click(button("吴敏"));
  expect(read()).toContain(said("roster:pattern.peopleFirst", { count: 2 }));
  await user.click(button("roster:pattern.fill"));
  expect(windows()).toBe(1);
  await user.click(button("赵强"));
  await user.click(button("roster:pattern.fixed"));
  expect(read()).toContain(said("roster:pattern.fixedNote"));
  const from = field("roster:pattern.from") as HTMLSelectElement;
  expect([...from.options].map((each) => each.value)).toEqual(["2026-11-21", "2026-11-22"]);
  await user.selectOptions(from, "2026-11-22");
  await user.click(button("roster:pattern.fill"));
  expect(windows()).toBe(0);
  expect(rows()).toEqual([
    ["21 周六", "林涛吴敏", "孙梅"],
    ["22 周日", "吴敏", "赵强"],
  ]);
});

test("once every shift of the month has begun there is nothing to fill", async () => {
  desk(month({}, { now: noon + 48 * hours }));
  const { user } = await openedPart(screen(), at);
  await user.click(button("roster:month.change"));
  await user.click(button("roster:plan.fill"));
  await user.click(button("roster:pattern.fill"));
  expect(read()).toContain(said("roster:pattern.over"));
  expect(windows()).toBe(1);
});
