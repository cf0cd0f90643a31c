import { act, fireEvent, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { minute as minutes } from "#duty/grammar/time.ts";
import { callsCount } from "#server/feed/feed-answer.ts";
import { type CallNow, callsView } from "#server/ledger/calls-answer.ts";
import { ledgerView, type Owed } from "#server/ledger/ledger-answer.ts";
import { leaderHere, lin, noon, personHere, sun, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { HeardSound } from "#test/desk-browser.ts";
import { refusal } from "#test/desk-edge.ts";
import { useCalls, useIsCalled } from "./ledger/Calls.tsx";
import { LedgerPanel } from "./ledger/LedgerPanel.tsx";
import { LockedCalls } from "./ledger/LockedCalls.tsx";
import { button, buttons, field, linesOf, openedPart, read, said, windows } from "./opened-part.tsx";

setUpDesks();
afterEach(() => vi.useRealTimers());

// First of all: a browser that was touched once may sound from then on.
const tone = [740, 988];

test("while a call waits it sounds once the page was touched, again and again, and says it in the title", async () => {
  document.head.innerHTML = "<title>值班</title>";
  deskHere([personHere(lin, { locked: true })]).answers(callsCount, { now: noon, waiting: 2 });
  vi.useFakeTimers({ now: noon, toFake: ["Date", "setInterval", "clearInterval"] });
  const { close } = await openedPart(<LockedCalls />);
  expect(read()).toContain(said("ledger:calls.waiting", { count: 2 }));
  expect(document.querySelectorAll(".calls-strip.locked")).toHaveLength(1);
  expect(document.title).toBe("(2) 值班");
  expect(HeardSound.pitches).toEqual([]);
  fireEvent.pointerDown(document.body);
  act(() => void vi.advanceTimersByTime(30_000));
  expect(HeardSound.pitches).toEqual(tone);
  act(() => void vi.advanceTimersByTime(30_000));
  expect(HeardSound.pitches).toEqual([...tone, ...tone]);
  close();
  vi.advanceTimersByTime(60_000);
  expect(HeardSound.pitches).toHaveLength(4);
  expect(document.title).toBe("值班");
});

const stream = { site: "tower", noun: "handover", id: "gate/2026-11-21/day" };
const owed = (number: number, more: Partial<Owed> = {}): Owed => ({
  stream,
  key: `complete${number}`,
  what: "absence.return",
  detail: null,
  post: "gate",
  person: null,
  opensAt: noon,
  dueAt: noon + number * minutes,
  rules: ["GPH-07"],
  ladder: [],
  missedAt: null,
  rung: 0,
  nextCallAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  selfAnswered: false,
  ...more,
});
const panel = () => <LedgerPanel post="gate" />;
const list = () => linesOf(document.querySelector("#due ul"));
const ledger = (lines: Owed[], people = [personHere(lin)]) =>
  deskHere(people).answers(ledgerView, { now: noon, lines });

test("what is owed stands there with its clause, by when, and where it is done; what is over is told as late", async () => {
  const edge = ledger([owed(-5), owed(30, { stream: { ...stream, noun: "absence" }, what: "somewhere.unheard" })]);
  await openedPart(panel());
  expect(list()[0]).toContain(`11:55${said("absence:owed.return")}${said("ledger:late")}`);
  expect(list()[1]).toContain(`12:30${said("ledger:other", { what: "somewhere.unheard" })}`);
  expect(list()[1]).not.toContain(said("ledger:late"));
  expect(buttons("GPH-07")).toHaveLength(2);
  expect(button("absence:owed.return").getAttribute("href")).toBe("/handover/gate/2026-11-21/day");
  expect(buttons(said("ledger:other", { what: "somewhere.unheard" }))).toHaveLength(0);
  expect(document.querySelector("#due .count")?.textContent).toBe("2");
  expect(document.querySelectorAll("li.late")).toHaveLength(1);
  const asked = edge.asked.findLast(({ operation }) => operation === ledgerView.id);
  expect(asked?.query).toEqual({ site: "tower", post: "gate" });
});

test("how far the calling has gone: who was called, who is next and when, or who has answered", async () => {
  const ladder = [
    { afterMinutes: 5, call: "squad-leader", at: noon - minutes },
    { afterMinutes: 10, call: "department-manager", at: noon + 4 * minutes },
  ];
  const heard = { acknowledgedBy: wu, acknowledgedAt: noon - minutes };
  ledger([
    owed(1, { ladder, rung: 1, missedAt: noon - minutes }),
    owed(2, { ladder, rung: 1, missedAt: noon, ...heard }),
    owed(3, { ladder }),
    owed(4, { ladder, missedAt: noon }),
    owed(5, { ladder, rung: 2, missedAt: noon }),
    owed(6, { ladder, rung: 1, missedAt: noon, ...heard, selfAnswered: true }),
  ]);
  await openedPart(panel());
  const called = said("ledger:called", { who: said("site:function.squad-leader") });
  const next = said("ledger:next", { who: said("site:function.department-manager") });
  expect(list()[0]).toContain(`${called} ${next} 12:04`);
  expect(list()[1]).toContain(`${said("ledger:acknowledged", { name: "吴敏" })} 11:59`);
  expect(list()[1]).not.toContain(called);
  expect(document.querySelectorAll("li .ladder")).toHaveLength(6);
  expect(list()[3]).toContain(said("ledger:next", { who: said("site:function.squad-leader") }));
  expect(list()[4]).not.toContain(said("ledger:next", { who: "" }));
  expect(list()[5]).toContain(`${said("ledger:answeredForThemselves", { name: "吴敏" })} 11:59${called} ${next} 12:04`);
});

test("what comes tomorrow is left out, save for who makes rosters; of many eight stand there, and twenty more at a press", async () => {
  const roster = owed(17 * 60, { what: "manning.publish" });
  const lines = [...Array.from({ length: 30 }, (_, number) => owed(number + 1)), owed(17 * 60), roster];
  ledger(lines);
  const { user } = await openedPart(panel());
  expect(list()).toHaveLength(8);
  expect(document.querySelector("#due .count")?.textContent).toBe("30");
  await user.click(button("ui:more", { count: 20 }));
  expect(list()).toHaveLength(28);
  await user.click(button("ui:more", { count: 2 }));
  expect(list()).toHaveLength(30);
  ledger([roster], [leaderHere(lin)]);
  await openedPart(panel());
  expect(list()).toHaveLength(1);
});

test("where nothing is owed it says so; where nobody answers that, with another try", async () => {
  const edge = ledger([]);
  await openedPart(panel());
  expect(read()).toContain(said("ledger:nothing"));
  edge.answers(ledgerView, refusal("house.fault", { status: 500 }));
  const { user } = await openedPart(panel());
  expect(read()).toContain(said("ui:broken.away"));
  expect(read()).not.toContain(said("ledger:nothing"));
  edge.answers(ledgerView, { now: noon, lines: [owed(1)] });
  await user.click(button("ui:broken.retry"));
  await waitFor(() => expect(list()).toHaveLength(1));
});

const rung = (more: Partial<CallNow["rungs"][number]>): CallNow["rungs"][number] => ({
  ...{
    call: "squad-leader",
    at: noon - minutes,
    isCalled: true,
    people: null,
    heardBy: [],
    heardAt: null,
    unheardAt: null,
  },
  ...more,
});
const call = (key: string, more: Partial<CallNow> = {}): CallNow => ({
  ...{
    stream,
    key,
    what: "absence.return",
    detail: null,
    post: "gate",
    dueAt: noon - 5 * minutes,
    since: noon - minutes,
  },
  ...{ rules: ["GPH-07"], rungs: [], nextAt: null, wholeSiteFrom: null, answering: [], calling: [] },
  ...{ answeredBy: null, answeredAt: null, selfAnswered: false },
  ...more,
});
function Around() {
  const { bell, strip, quieting } = useCalls();
  return (
    <>
      {bell}
      {strip}
      <div id="quieting">{quieting}</div>
      <p>{useIsCalled() ? "叫我" : "没叫我"}</p>
    </>
  );
}
const calling = (calls: CallNow[], people = [personHere(lin)]) =>
  deskHere(people).answers(callsView, { now: noon, calls, names: { [sun]: "孙主管" }, clock: [] });
const mine = (key: string, more: Partial<CallNow> = {}) =>
  call(key, { calling: [lin], answering: [{ person: lin, about: "others" }], ...more });

test("calls for somebody here ring on top, with how many and the first; those of others only count at the bell", async () => {
  const calls = [
    call("c1"),
    mine("c2", { since: noon - 2 * minutes, post: "lobby" }),
    mine("c3", { since: noon - 3 * minutes }),
    mine("c4", { answeredAt: noon }),
  ];
  calling(calls);
  const { user } = await openedPart(<Around />);
  const first = said("ledger:calls.about", { post: "大门岗", what: said("absence:owed.return") });
  expect(read()).toContain(said("ledger:calls.mine", { count: 2, first }));
  expect(read()).toContain("叫我");
  expect(read()).not.toContain("没叫我");
  expect(document.querySelector(".ringing .word")?.textContent).toBe(said("ledger:calls.bell", { count: 3 }));
  expect(document.querySelector("#quieting")?.textContent).toContain(said("ledger:calls.waiting", { count: 2 }));
  await user.click(button("ledger:calls.look"));
  expect([...document.querySelectorAll("dialog h3")].map((each) => each.textContent?.slice(0, 3))).toEqual([
    "大门岗",
    "大堂岗",
    "大门岗",
  ]);
  expect(document.querySelectorAll("dialog .call.mine")).toHaveLength(2);
  expect(document.querySelectorAll("dialog .ant-btn-primary")).toHaveLength(1);
  expect(read()).toContain(said("ledger:calls.notYours"));
});

test("without a call for somebody here nothing rings, and the panel says that there are none", async () => {
  calling([]);
  const { user } = await openedPart(<Around />);
  expect(document.querySelector(".calls-strip")).toBeNull();
  expect(read()).toContain("没叫我");
  await user.click(document.querySelector(".calls-bell") as HTMLElement);
  expect(read()).toContain(said("ledger:calls.none"));
  expect(windows()).toBe(1);
});

test.each([
  ["of others nothing", [call("c1")], []],
  ["for somebody here it", [call("c1"), mine("c2")], tone],
] as const)("while a call waits %s sounds", async (_, calls, heard) => {
  calling([...calls]);
  vi.useFakeTimers({ now: noon, toFake: ["Date", "setInterval", "clearInterval"] });
  await openedPart(<Around />);
  fireEvent.pointerDown(document.body);
  act(() => void vi.advanceTimersByTime(15_000));
  expect(HeardSound.pitches.slice(0, 2)).toEqual(heard);
});

test("a locked desk asks for no calls", async () => {
  const edge = calling([mine("c1")], [personHere(lin, { locked: true })]);
  await openedPart(<Around />);
  expect(edge.times(callsView)).toBe(0);
  expect(read()).toContain("没叫我");
});

test("a call shows its ladder: who was called and heard it, who is next and when", async () => {
  const rungs = [
    rung({ people: [sun, wu], heardAt: noon }),
    rung({ people: [], call: "administrator" }),
    rung({ unheardAt: noon, call: "department-supervisor" }),
    rung({}),
    rung({ isCalled: false, at: noon + 3 * minutes, call: "department-manager" }),
    rung({ isCalled: false, at: noon + 9 * minutes }),
  ];
  calling([mine("c1", { rungs, nextAt: noon + 3 * minutes })]);
  const { user } = await openedPart(<Around />);
  await user.click(button("ledger:calls.look"));
  const told = linesOf(document.querySelector("dialog .rungs"));
  const leader = said("site:function.squad-leader");
  expect(told.slice(0, 4)).toEqual([
    `11:59${leader} 孙主管、吴敏${said("ledger:calls.heard")}`,
    `11:59${said("site:function.administrator")} ${said("ledger:calls.nobody")}`,
    `11:59${said("site:function.department-supervisor")} ${said("ledger:calls.unheard")}`,
    `11:59${leader} ${said("ledger:calls.calling")}`,
  ]);
  expect(told[4]).toContain(`12:03${said("site:function.department-manager")} 12:03`);
  expect(told[5]).toBe(`12:09${leader} `);
  expect(read()).toContain(said("ledger:calls.running"));
});

test("a call that has reached the whole site is told so, and nobody is next", async () => {
  calling([mine("c1", { wholeSiteFrom: noon, rungs: [rung({ isCalled: false })] })]);
  const { user } = await openedPart(<Around />);
  await user.click(button("ledger:calls.look"));
  expect(read()).toContain(said("ledger:calls.ended"));
  expect(linesOf(document.querySelector("dialog .rungs"))[0]).toBe(`11:59${said("site:function.squad-leader")} `);
});

test("whoever may answer does so once; about themselves with a reason, which stays where it is refused", async () => {
  const edge = calling([mine("c1")]);
  const { user } = await openedPart(<Around />);
  await user.click(button("ledger:calls.look"));
  expect(document.querySelector("dialog textarea")).toBeNull();
  await user.dblClick(button("ledger:acknowledge"));
  await waitFor(() => expect(edge.times(callsView)).toBeGreaterThan(1));
  const body = { stream: { noun: "handover", id: stream.id }, key: "c1" };
  expect(edge.bodiesOf("ledger.acknowledge")).toEqual([body]);
  const own = calling([mine("c1", { answering: [{ person: lin, about: "oneself" }] })]);
  own.refuses("ledger.acknowledge", "ledger.not-called", { detail: { functions: ["squad-leader"] } });
  const again = await openedPart(<Around />);
  await again.user.click(button("ledger:calls.look"));
  await again.user.type(field("ledger:calls.reason"), " 只有我 ");
  await again.user.click(button("ledger:acknowledge"));
  await waitFor(() => expect(read()).toContain(said("ledger:refusal.not-called.todo", { functions: "班长" })));
  expect((field("ledger:calls.reason") as HTMLTextAreaElement).value).toBe(" 只有我 ");
  expect(own.bodiesOf("ledger.acknowledge")).toEqual([{ ...body, reason: "只有我" }]);
});

test("asked for quiet it rests for a minute and no longer, and the button says so", async () => {
  deskHere([personHere(lin, { locked: true })]).answers(callsCount, { now: noon, waiting: 1 });
  const { user } = await openedPart(<LockedCalls />);
  await user.click(button("ledger:calls.beQuiet"));
  expect((button("ledger:calls.quiet") as HTMLButtonElement).disabled).toBe(true);
  vi.setSystemTime(noon + minutes + 1);
  await waitFor(() => expect(buttons("ledger:calls.beQuiet")).toHaveLength(1));
});

test("where no call waits a locked desk shows none", async () => {
  deskHere([personHere(lin, { locked: true })]).answers(callsCount, { now: noon, waiting: 0 });
  await openedPart(<LockedCalls />);
  expect(document.querySelector(".calls-strip")).toBeNull();
});
