import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { OwnTurn } from "#duty/attendance/own-turn.ts";
import type { Instant } from "#duty/grammar/time.ts";
import {
  attendanceView,
  type DueForDuty,
  ownTurnView,
  type PostAttendance,
} from "#server/attendance/attendance-answer.ts";
import { type HandoverAnswer, handoverView } from "#server/handover/handover-answer.ts";
import { type CallNow, callsView } from "#server/ledger/calls-answer.ts";
import { regulationView } from "#server/site/site-answer.ts";
import {
  attendanceAt,
  dayAtGate,
  dueAtDesk,
  hours,
  lin,
  noon,
  onDuty,
  personHere,
  someHash,
  sun,
  wu,
} from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { DutyScreen } from "./duty/DutyScreen.tsx";
import type { LoadedPanel, PanelPlace, PanelProps } from "./noun/desk-noun.ts";
import { button, buttons, openedPart, read, said } from "./opened-part.tsx";

setUpDesks();

const told: PanelProps[] = [];
const panel = (key: keyof typeof shownBy, place: PanelPlace): LoadedPanel => ({ key, place, Panel: shownBy[key] });
function Who(props: PanelProps) {
  told.push(props);
  return <p className="shown">who</p>;
}
function Log() {
  return <p className="shown">log</p>;
}
function First() {
  return <p className="shown">a</p>;
}
function Second() {
  return <p className="shown">b</p>;
}
const shownBy = { who: Who, log: Log, a: First, b: Second };
const panels = [panel("who", "side"), panel("log", "main"), panel("a", "beside"), panel("b", "beside")];
const occurrence = { ...dayAtGate, startsAt: (noon - 4 * hours) as Instant, endsAt: (noon + 4 * hours) as Instant };
const handover = (phase: string): HandoverAnswer =>
  ({
    ...{
      now: noon,
      stream: { site: "tower", noun: "handover", id: "gate/2026-11-21/day" },
      texts: {},
      matters: [],
      faultsToAnswer: [],
    },
    ...{ head: { version: 1, hash: someHash }, rule: {}, facts: { successors: [] }, state: { phase, occurrence } },
  }) as unknown as HandoverAnswer;
const calls = (calling: readonly string[]) =>
  ({ now: noon, names: {}, clock: [], calls: calling.length > 0 ? [{ ...aCall, calling }] : [] }) as never;
const aCall: Partial<CallNow> = {
  ...{
    stream: { site: "tower", noun: "handover", id: "x" },
    key: "k",
    what: "absence.return",
    detail: null,
    post: "gate",
  },
  ...{ dueAt: noon, since: noon, rules: [], rungs: [], nextAt: null, wholeSiteFrom: null, answering: [] },
  ...{ answeredBy: null, answeredAt: null, selfAnswered: false },
};
const unconfirmed = {
  ...{
    regulation: "gph",
    edition: "1",
    hash: someHash,
    title: { zh: "门岗制度", en: "Gate" },
    confirmed: true,
    rules: [],
  },
};
const free = {
  ...{
    occurrence,
    rostered: true,
    linedUpBy: undefined,
    changedFrom: undefined,
    handedOver: false,
    goesAtEnd: true,
    elsewhere: undefined,
    unconfirmed: [],
    covered: false,
  },
  ...{
    covering: undefined,
    relieved: true,
    closes: false,
    rests: false,
    othersOn: 0,
    handsOver: true,
    couldHandOver: 0,
    awaitsRelief: false,
  },
};
/** Nothing is asked of whoever signs on or off. */
const mayDo = { state: { phase: "on", occurrence }, rule: {}, facts: free } as unknown as OwnTurn;
const gate = (more: Partial<PostAttendance>, people = [personHere(lin)]) =>
  deskHere(people)
    .answers(attendanceView, { now: noon, posts: [attendanceAt("gate", more), attendanceAt("lobby")] })
    .answers(handoverView, handover("unknown"))
    .answers(ownTurnView, { now: noon, turn: mayDo })
    .answers(regulationView, unconfirmed)
    .answers(callsView, calls([]));
const duty = (at = "/duty/gate") => openedPart(<DutyScreen panels={panels} />, { at });
const heading = () => document.querySelector("#next-act")?.textContent;

test("panels stand in their places, and are told the post and the shift in whose book one writes", async () => {
  gate({ on: [onDuty(lin)] });
  await duty();
  const columns = [...document.querySelectorAll(".duty > *")];
  const shownIn = (column: Element) =>
    [...(column.parentElement?.querySelectorAll(".shown") ?? [])].filter((each) => column.contains(each));
  expect(
    columns.map((column) =>
      shownIn(column)
        .map((each) => each.textContent)
        .join(""),
    ),
  ).toEqual(["who", "log", "ab"]);
  expect(columns[0]?.firstElementChild?.className).toBe("next-act");
  expect(document.querySelector("h1")?.textContent).toBe("大门岗");
  expect(told.at(-1)).toMatchObject({ post: "gate", shift: { date: dayAtGate.date, shift: "day" } });
});

test("a locked desk asks for no hand-over", async () => {
  const edge = gate({ on: [onDuty(lin)] }, [personHere(lin, { locked: true })]);
  await duty();
  expect(heading()).toBe(said("attendance:next.keep-watch.title", { shift: "早班", post: "大门岗" }));
  expect(edge.times(handoverView)).toBe(0);
});

test("a post that the site has not is told so, and nothing of it is drawn", async () => {
  gate({});
  await duty("/duty/roof");
  expect(read()).toContain(said("attendance:noSuchPost"));
  expect(document.querySelector(".shown")).toBeNull();
});

test("whoever is due signs on, told until when, once; refused it says why, and where a text must be confirmed first leads there", async () => {
  const edge = gate({ due: [dueAtDesk(lin, { date: dayAtGate.date, shift: "day", dueAt: noon + hours })] });
  const { user } = await duty();
  expect(heading()).toBe(said("attendance:next.sign-on.title", { shift: "早班", post: "大门岗" }));
  expect(read()).toContain(said("attendance:next.for", { name: "林涛" }));
  expect(document.querySelector(".next-act")?.textContent).toContain("08:00–16:0013:00");
  expect(read()).not.toContain(said("attendance:next.ends"));
  const more = { detail: { regulation: "gph" }, rules: ["ZB-02"] };
  edge.refuses("attendance.sign-on", "attendance.regulation-unconfirmed", more);
  await user.click(button("attendance:next.sign-on.act"));
  await waitFor(() => expect(buttons("notice:confirm.title")).toHaveLength(1));
  expect(button("notice:confirm.title").getAttribute("href")).toBe("/regulation/gph?post=gate");
  expect(read()).toContain(said("attendance:refusal.regulation-unconfirmed.what", { regulation: "门岗交接班制度" }));
  edge.decides("attendance.sign-on", () => undefined);
  // The button takes no press while it still turns.
  await waitFor(() => expect(button("attendance:next.sign-on.act").classList).not.toContain("ant-btn-loading"));
  await user.dblClick(button("attendance:next.sign-on.act"));
  await waitFor(() => expect(buttons("notice:confirm.title")).toHaveLength(0));
  expect(edge.bodiesOf("attendance.sign-on")).toEqual([dayAtGate, dayAtGate]);
});

test("whoever has left another post inside the shift writes its work record as they sign on", async () => {
  const changedFrom = { post: "lobby", page: "p", postChange: { record: true, cites: ["GPH-02"] } };
  const turn = { state: { phase: "unknown" }, rule: {}, facts: { ...free, changedFrom } } as unknown as OwnTurn;
  const edge = gate({ due: [dueAtDesk(lin, { date: dayAtGate.date, shift: "day", dueAt: noon + hours })] });
  edge.answers(ownTurnView, { now: noon, turn });
  const { user } = await duty();
  await user.click(button("attendance:next.sign-on.act"));
  const label = said("attendance:change.record", { post: "大堂岗" });
  await waitFor(() => expect(read()).toContain(label));
  expect(edge.bodiesOf("attendance.sign-on")).toEqual([]);
  await user.type(screen.getByLabelText(label), "正常");
  await user.click(button("attendance:change.go"));
  await waitFor(() => expect(edge.bodiesOf("attendance.sign-on")).toEqual([{ ...dayAtGate, record: "正常" }]));
});

test("on duty while the hand-over is prepared one goes on with it, told when the shift ends", async () => {
  gate({ on: [onDuty(lin)] }).answers(handoverView, handover("prepared"));
  const { user, where } = await duty();
  expect(heading()).toBe(said("attendance:next.continue-handover.title", { shift: "早班", post: "大门岗" }));
  expect(document.querySelector(".next-act")?.textContent).toContain(`${said("attendance:next.ends")}16:00`);
  await user.click(button("attendance:next.continue-handover.act"));
  await waitFor(() => expect(where()).toBe("/handover/gate/2026-11-21/day"));
});

test("whoever keeps watch is told when the shift ends and how much of it is over, and needs no button", async () => {
  gate({ on: [onDuty(lin)] }).answers(handoverView, handover("open"));
  await duty();
  expect(heading()).toBe(said("attendance:next.keep-watch.title", { shift: "早班", post: "大门岗" }));
  const next = document.querySelector(".next-act");
  expect(next?.textContent).toContain(`${said("attendance:next.ends")}16:00`);
  expect(next?.querySelectorAll("button")).toHaveLength(0);
  const { value, max } = next?.querySelector("progress") ?? {};
  expect([value, max]).toEqual([4 * hours, 8 * hours]);
});

test("what was closed before the rest waits for nobody since its shift ended: it says when that was, and no overdue", async () => {
  const [ended, day] = [noon - 20 * hours, 24 * hours];
  const before = { ...occurrence, date: "2026-11-20", startsAt: occurrence.startsAt - day, endsAt: ended };
  const known = handover("open");
  const facts = { successors: [], untaken: [{ occurrence: before, closedBy: wu }] };
  gate({ on: [onDuty(lin)] }).answers(handoverView, { ...known, facts } as never);
  await duty();
  expect(heading()).toBe(said("attendance:next.take-up.title", { shift: "早班", post: "大门岗" }));
  const next = document.querySelector(".next-act");
  expect(next?.textContent).toContain(`${said("attendance:next.ended")} 11-20 16:00`);
  expect(next?.querySelector(".overdue")).toBeNull();
});

test("once the hand-over is completed one signs off; whoever comes takes over", async () => {
  const edge = gate({ on: [onDuty(lin)] }).answers(handoverView, handover("completed"));
  const { user } = await duty();
  expect(heading()).toBe(said("attendance:next.sign-off.title"));
  await user.click(button("attendance:next.sign-off.act"));
  await waitFor(() => expect(edge.bodiesOf("attendance.sign-off")).toEqual([dayAtGate]));
  expect(edge.asked.find(({ operation }) => operation === handoverView.id)).toMatchObject({
    query: { site: "tower", ...dayAtGate },
    as: lin,
  });
});

test("who was relieved and is alone again is not offered to go: who comes and who is called stands there", async () => {
  const turn = {
    ...{
      state: { phase: "on", occurrence },
      rule: { untilRelieved: { required: true, ladder: [], cites: ["GPH-09"] } },
    },
    facts: { ...free, relieved: false },
  } as unknown as OwnTurn;
  const alone = (due: readonly DueForDuty[]) =>
    gate({ on: [onDuty(lin)], due: [...due] })
      .answers(handoverView, handover("completed"))
      .answers(ownTurnView, { now: noon, turn });
  alone([]);
  await duty();
  expect(heading()).toBe(said("attendance:next.wait.sign-off.title"));
  expect(buttons("attendance:next.sign-off.act")).toEqual([]);
  expect(read()).toContain(said("attendance:refusal.post-uncovered.what"));
  expect(read()).toContain(said("attendance:next.wait.nobodyDue"));
  expect(read()).toContain(said("attendance:next.wait.nobodyCalled"));
  const rung = { call: "squad-leader", at: noon, isCalled: true, heardBy: [], heardAt: null, unheardAt: null };
  const running = { ...aCall, calling: [], rungs: [{ ...rung, people: [sun] }] };
  const others = [
    { ...running, post: "lobby", rungs: [{ ...rung, people: [lin] }] },
    { ...running, answeredAt: noon, answeredBy: sun, rungs: [{ ...rung, people: [lin] }] },
  ];
  alone([dueAtDesk(wu)]).answers(callsView, { now: noon, names: {}, clock: [], calls: [running, ...others] } as never);
  await duty();
  await waitFor(() => expect(read()).toContain(said("attendance:next.wait.called", { people: "孙梅" })));
  expect(read()).toContain(said("attendance:next.wait.coming", { people: "吴敏" }));
});

test("who is due and may not sign on yet reads when, and is offered nothing", async () => {
  const opensAt = noon + 2 * hours;
  const rule = { opens: { minutes: 60, cites: ["ZB-31"] }, early: { minutes: 60, cites: ["GPH-03"] } };
  const later = { ...occurrence, startsAt: opensAt + 2 * hours, endsAt: opensAt + 10 * hours };
  const turn = { state: { phase: "off-duty" }, rule, facts: { ...free, occurrence: later } } as unknown as OwnTurn;
  gate({ due: [dueAtDesk(lin, { date: dayAtGate.date, shift: "day" })] }).answers(ownTurnView, { now: noon, turn });
  await duty();
  await waitFor(() =>
    expect(heading()).toBe(said("attendance:next.wait.sign-on.title", { shift: "早班", post: "大门岗" })),
  );
  expect(buttons("attendance:next.sign-on.act")).toEqual([]);
  expect(read()).toContain(said("attendance:refusal.too-early.what"));
});

test("who has nothing to do here reads so; who is being called reads that", async () => {
  gate({ on: [onDuty(wu)] });
  await duty();
  expect(heading()).toBe(said("attendance:next.nothing.title"));
  expect(read()).toContain(said("attendance:next.nothing.note"));
  expect(document.querySelector(".next-act button")).toBeNull();
  gate({ on: [onDuty(wu)] }).answers(callsView, calls([lin]));
  await duty();
  expect(heading()).toBe(said("ledger:calls.next.title"));
  expect(read()).toContain(said("ledger:calls.next.note"));
  gate({ on: [onDuty(lin)] }).answers(callsView, calls([lin]));
  await duty();
  expect(heading()).toBe(said("attendance:next.keep-watch.title", { shift: "早班", post: "大门岗" }));
});
