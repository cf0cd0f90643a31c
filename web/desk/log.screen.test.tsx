import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Instant } from "#duty/grammar/time.ts";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate, hours, leaderHere, lin, noon, ofLeaders, personHere, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, refusal } from "#test/desk-edge.ts";
import { closedPage, logLine, pageWith } from "#test/desk-page.ts";
import { OutboxStrip } from "./door/OutboxStrip.tsx";
import { PageBar } from "./duty/PageBar.tsx";
import { heldGoes } from "./held-goes.ts";
import { LogPanel } from "./log/LogPanel.tsx";
import { button, buttons, field, linesOf, openedAgain, openedPart, read, said, windows } from "./opened-part.tsx";

setUpDesks();

const { post, ...shift } = dayAtGate;
const pageHead = pageWith([]).head;
const panel = () => <LogPanel post={post} shift={shift} />;
const lines = () => linesOf(document.querySelector("#log .lines ul"));
const words = () => field("log:ownWords") as HTMLTextAreaElement;
const choose = async (user: { click(on: Element): Promise<void> }, text: string, key: string) => {
  await user.click(button("log:acts", { text }));
  await user.click(await waitFor(() => button(key)));
};

test("the lines of the page stand there, the newest first, with when, what kind, by whom, and what was erased", async () => {
  const written = [
    logLine(1),
    logLine(2, { by: lin, category: "visit", duringHandover: true }),
    logLine(3, { category: undefined }),
  ];
  const desk = deskHere().answers(
    pageView,
    pageWith(written, { texts: { sealed1: "巡视。", sealed2: "来客。", sealed3: null } }),
  );
  await openedPart(panel());
  expect(lines()).toEqual([
    `11:03${said("log:erased")}吴敏`,
    `11:02来客。来访林涛${said("log:duringHandover")}`,
    "11:01巡视。日常吴敏",
  ]);
  expect(desk.asked.findLast(({ operation }) => operation === pageView.id)).toMatchObject({
    query: { site: "tower", ...dayAtGate },
    as: lin,
  });
  expect(read()).toContain(said("log:phase.open"));
  expect(button(`${dayAtGate.date} 早班`).getAttribute("href")).toBe("/page/gate/2026-11-21/day");
});

test("of another shift that shift's page is asked for, and written on", async () => {
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  const at = { post: "lobby", date: "2026-11-20", shift: "evening" };
  const { user } = await openedPart(<LogPanel post={at.post} shift={{ date: at.date, shift: at.shift }} />);
  expect(desk.asked.findLast(({ operation }) => operation === pageView.id)?.query).toEqual({ site: "tower", ...at });
  await user.type(words(), "停水");
  await user.click(button("log:write"));
  await heldGoes();
  await waitFor(() => expect(desk.bodiesOf("log.write-line")).toEqual([{ ...at, text: "停水", photos: [] }]));
});

test("a correction stands under the line that it corrects, which stays", async () => {
  const corrections = [{ text: { sealed: "c1" }, by: lin, at: (noon - hours / 2) as Instant }] as never;
  const texts = { sealed1: "两人。", c1: "三人。" };
  deskHere().answers(pageView, pageWith([logLine(1, { corrections }), logLine(2)], { texts }));
  await openedPart(panel());
  expect(lines()[1]).toBe(`11:01两人。${said("log:corrected")} 林涛 11:30 三人。日常吴敏`);
  expect(document.querySelectorAll(".corrected")).toHaveLength(1);
});

test.each([
  ["there is no shift", undefined, "log:noShift", false],
  ["the page is not open yet", pageWith([], { state: { phase: "unknown" } }), "log:notOpen", false],
  ["nothing is written yet", pageWith([]), "log:empty", true],
  ["somebody else's shift", pageWith([], { facts: { onDuty: false, duringHandover: false } }), "log:notOnDuty", false],
  ["the page is closed", closedPage(), "log:phase.closed", false],
])("where %s it says so, and offers a field only to who may write", async (_, page, what, writes) => {
  if (page) deskHere().answers(pageView, page);
  else deskHere();
  await openedPart(<LogPanel post={post} shift={page && shift} />);
  expect(read()).toContain(said(what));
  expect(document.querySelectorAll("textarea")).toHaveLength(writes ? 1 : 0);
  if (what === "log:notOnDuty") expect(buttons("GPH-02")).toHaveLength(1);
});

test("where nobody answers it says so, and asks again at a press", async () => {
  const desk = deskHere().answers(pageView, refusal("house.fault", { status: 500 }));
  const { user } = await openedPart(panel());
  expect(read()).toContain(said("ui:broken.away"));
  desk.answers(pageView, pageWith([logLine(1)]));
  await user.click(button("ui:broken.retry"));
  await waitFor(() => expect(lines()).toHaveLength(1));
});

test("a line in one press: a phrase of the first kind, which stands open", async () => {
  const desk = deskHere().answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  expect(read()).toContain(said("log:textFirst"));
  expect(button("日常").getAttribute("aria-pressed")).toBe("true");
  expect(read()).toContain(said("log:phrases"));
  await user.click(button("开灯"));
  await heldGoes();
  await waitFor(() => expect(desk.sent).toHaveLength(1));
  expect(desk.sent).toEqual([
    { act: "log.write-line", as: lin, body: { ...dayAtGate, text: "开灯", photos: [], category: "routine" } },
  ]);
  await waitFor(() => expect(desk.times(pageView)).toBe(2));
});

test("a phrase follows what was begun in own words; of a kind without phrases none is offered", async () => {
  const desk = deskHere().answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  await user.type(words(), "大厅 ");
  await user.click(button("来访"));
  expect(read()).not.toContain(said("log:phrases"));
  expect(read()).not.toContain(said("log:phrasesAdd"));
  await user.click(button("日常"));
  expect(read()).toContain(said("log:phrasesAdd"));
  await user.click(button("巡视正常"));
  expect(words().value).toBe("大厅巡视正常");
  expect(desk.sent).toEqual([]);
  await user.click(button("log:write"));
  await heldGoes();
  await waitFor(() => expect(desk.bodiesOf("log.write-line").map(({ text }) => text)).toEqual(["大厅巡视正常"]));
  await waitFor(() => expect(words().value).toBe(""));
});

test("where the regulation asks for no kind, words are enough", async () => {
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  const { user } = await openedPart(panel());
  await user.type(words(), "  停水  ");
  await user.click(button("log:write"));
  await heldGoes();
  await waitFor(() => expect(desk.bodiesOf("log.write-line")).toEqual([{ ...dayAtGate, text: "停水", photos: [] }]));
});

test("while it is on its way it stands as not yet received, the field is free, and a second tap sends nothing twice", async () => {
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  const later = awaited<undefined>();
  desk.decides("log.write-line", () => later.outcome);
  const { user } = await openedPart(panel());
  await user.type(words(), "停水");
  await user.dblClick(button("log:write"));
  await heldGoes();
  await waitFor(() => expect(lines()).toEqual([`12:00停水${said("ui:outbox.sending")}`]));
  expect(words().value).toBe("");
  expect(read()).not.toContain(said("log:empty"));
  await user.type(words(), "下一条");
  desk.answers(pageView, pageWith([logLine(1)], { texts: { sealed1: "停水" } }));
  later.come(undefined);
  await waitFor(() => expect(lines()).toEqual(["11:01停水日常吴敏"]));
  expect(words().value).toBe("下一条");
  expect(desk.sent).toHaveLength(1);
});

test("a line that is refused comes back into the field with the reason, and is not among the lines", async () => {
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  desk.refuses("log.write-line", "log.page-cut", { rules: ["ZB-07"] });
  const { user } = await openedPart(panel());
  await user.type(words(), "停水");
  await user.click(button("log:write"));
  await heldGoes();
  await waitFor(() => expect(read()).toContain(said("log:refusal.page-cut.what")));
  expect(words().value).toBe("停水");
  expect(lines()).toEqual([]);
  await openedAgain(panel());
  expect(words().value).toBe("停水");
});

test("without signal it waits, told as unsent with how many; at a press the same command goes out, and once", async () => {
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  const { user } = await openedPart(
    <>
      <OutboxStrip />
      {panel()}
    </>,
  );
  desk.isReached(false);
  await user.type(words(), "停水");
  await user.click(button("log:write"));
  await heldGoes();
  await waitFor(() => expect(lines()).toEqual([`12:00停水${said("ui:outbox.unsent")}`]));
  expect(read()).toContain(said("ui:outbox.waiting", { count: 1 }));
  desk.isReached(true);
  await user.click(button("ui:outbox.now"));
  await waitFor(() => expect(desk.sent).toHaveLength(1));
  await waitFor(() => expect(read()).toContain(said("ui:outbox.received", { number: 7 })));
  expect(read()).not.toContain(said("ui:outbox.waiting", { count: 1 }));
  expect(lines()).toEqual([]);
});

test("who wrote a line may correct it, the words beside the original; others may not", async () => {
  const written = [logLine(1, { by: lin }), logLine(2)];
  const desk = deskHere().answers(pageView, pageWith(written));
  const { user } = await openedPart(panel());
  await user.click(button("log:acts", { text: "记录2。" }));
  await waitFor(() => expect(buttons("matter:fromLine")).toHaveLength(1));
  expect(buttons("log:correct.open")).toHaveLength(0);
  await openedAgain(panel());
  await choose(user, "记录1。", "log:correct.open");
  await waitFor(() => expect(windows()).toBe(1));
  expect(document.querySelector("dialog blockquote")?.textContent).toBe("记录1。");
  await user.type(field("log:correct.text"), "三人");
  await user.click(button("log:correct.go"));
  await waitFor(() => expect(windows()).toBe(0));
  expect(desk.sent).toEqual([
    { act: "log.correct-line", as: lin, body: { ...dayAtGate, line: written[0]?.id, text: "三人" } },
  ]);
});

test("out of a line a matter is made, with its words and where it stood", async () => {
  const desk = deskHere().answers(pageView, pageWith([logLine(1)]));
  const { user } = await openedPart(panel());
  await choose(user, "记录1。", "matter:fromLine");
  await waitFor(() => expect((field("matter:open.text") as HTMLTextAreaElement).value).toBe("记录1。"));
  await user.click(button("matter:open.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const from = { page: "gate/2026-11-21/day", line: logLine(1).id };
  expect(desk.bodiesOf("matter.open")).toMatchObject([{ post: "gate", text: "记录1。", ...from }]);
});

test("of many lines thirty stand there, and fifty more at each press", async () => {
  const many = Array.from({ length: 100 }, (_, number) => logLine(number + 1));
  deskHere().answers(pageView, pageWith(many));
  const { user } = await openedPart(panel());
  expect(lines()).toHaveLength(30);
  expect(lines()[0]).toContain("记录100。");
  await user.click(button("ui:more", { count: 50 }));
  await user.click(button("ui:more", { count: 20 }));
  expect(lines()).toHaveLength(100);
  expect(read()).not.toContain("再显示");
});

test("what comes in while somebody is busy in the list waits behind a button with its number", async () => {
  const desk = deskHere().answers(pageView, pageWith([logLine(1)]));
  const { user, askAgain } = await openedPart(panel());
  act(() => button("log:acts", { text: "记录1。" }).focus());
  desk.answers(pageView, pageWith([logLine(1), logLine(2), logLine(3)]));
  await askAgain("log");
  await waitFor(() => expect(buttons("ui:steady.waiting", { count: 2 })).toHaveLength(1));
  expect(lines()).toHaveLength(1);
  await user.click(button("ui:steady.waiting", { count: 2 }));
  expect(lines()).toHaveLength(3);
  expect(buttons("ui:steady.waiting", { count: 2 })).toHaveLength(0);
});

test("what comes in while somebody reads further down in the list waits as well", async () => {
  const desk = deskHere().answers(pageView, pageWith([logLine(1)]));
  const { askAgain } = await openedPart(panel());
  (document.querySelector(".lines") as HTMLElement).scrollTop = 40;
  desk.answers(pageView, pageWith([logLine(1), logLine(2)]));
  await askAgain("log");
  await waitFor(() => expect(buttons("ui:steady.waiting", { count: 1 })).toHaveLength(1));
  expect(lines()).toHaveLength(1);
});

test("n puts one into the field, from wherever nobody is writing", async () => {
  deskHere().answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  await user.keyboard("n");
  expect(document.activeElement).toBe(words());
  await user.keyboard("n");
  expect(words().value).toBe("n");
});

const pageIn = (phase: "open" | "closed") =>
  ({ state: { phase }, rule: { countersigned: ofLeaders }, head: pageHead }) as never;

test("whoever holds a function countersigns a closed page with the own PIN, with a note where there is one", async () => {
  const bar = <PageBar at={dayAtGate} page={pageIn("closed")} />;
  deskHere([personHere(wu)]);
  await openedPart(bar);
  expect(buttons("log:countersign.open")).toHaveLength(0);
  const desk = deskHere([leaderHere(lin)]);
  await openedPart(<PageBar at={dayAtGate} page={pageIn("open")} />);
  expect(buttons("log:countersign.open")).toHaveLength(0);
  const { user } = await openedPart(bar);
  for (const note of ["", " 已阅 "]) {
    await user.click(button("log:countersign.open"));
    if (note) await user.type(field("log:countersign.note"), note);
    await user.type(field("account:pin.of", { name: "林涛" }), "135790");
    await waitFor(() => expect(windows()).toBe(0));
  }
  const signed = { act: "log.countersign", as: lin, pin: "135790", seen: pageHead };
  expect(desk.sent).toEqual([
    { ...signed, body: dayAtGate },
    { ...signed, body: { ...dayAtGate, note: "已阅" } },
  ]);
  await user.click(button("log:countersign.open"));
  expect((field("log:countersign.note") as HTMLTextAreaElement).value).toBe("");
});

test("from a page one leafs to the shift before and after, and back to the post", async () => {
  deskHere();
  await openedPart(<PageBar at={dayAtGate} page={pageIn("open")} />, { at: "/page/gate/2026-11-21/day" });
  expect(button("log:page.back").getAttribute("href")).toBe("/duty/gate");
  expect(button("log:page.previous").getAttribute("href")).toBe("/page/gate/2026-11-21/night");
  expect(button("log:page.next").getAttribute("href")).toBe("/page/gate/2026-11-21/evening");
});
