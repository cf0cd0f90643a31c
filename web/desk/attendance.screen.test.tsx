import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { attendanceView, type GoneFromDuty, type PostAttendance } from "#server/attendance/attendance-answer.ts";
import { regulationView } from "#server/site/site-answer.ts";
import {
  attendanceAt,
  dayAtGate,
  dueAtDesk,
  hours,
  leaderHere,
  lin,
  noon,
  ofLeaders,
  onDuty,
  personHere,
  someHash,
  sun,
  wu,
  zhao,
} from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { SignOnNote } from "./attendance/SignOnNote.tsx";
import { WhoIsOn } from "./attendance/WhoIsOn.tsx";
import { button, buttons, field, inFront, linesOf, openedPart, read, said, windows } from "./opened-part.tsx";

setUpDesks();

type Here = Parameters<typeof deskHere>[0];
const minutes = minute;
const gate = (more: Partial<PostAttendance>, people?: Here, lobby: Partial<PostAttendance> = {}) =>
  deskHere(people).answers(attendanceView, {
    now: noon,
    posts: [attendanceAt("gate", more), attendanceAt("lobby", lobby)],
  });
const who = () => <WhoIsOn post="gate" />;
const lists = () => [...document.querySelectorAll("#who ul")].map(linesOf);
const type = async (user: { type(on: Element, text: string): Promise<void> }, key: string, text: string) =>
  user.type(field(key), text);

test("who stands there since when, who is late or away, who is due and leads, and who has gone", async () => {
  const on = [onDuty(wu), onDuty(lin, { lateMinutes: 7 }), onDuty(zhao, { away: true, lateMinutes: 3 })];
  const due = [dueAtDesk(wu), dueAtDesk(sun, { leading: true }), dueAtDesk(lin, { lateMinutes: 9 })];
  gate({ on, due });
  await openedPart(who());
  const [standing, coming] = lists();
  expect(standing).toEqual([
    `吴敏${said("attendance:on.on")}早班 · ${said("attendance:on.since")} 08:00`,
    `林涛${said("attendance:on.late", { minutes: 7 })}早班 · ${said("attendance:on.since")} 08:00`,
    `赵强${said("attendance:on.away")}早班 · ${said("attendance:on.since")} 08:00`,
  ]);
  expect(coming?.[0]).toContain(`孙梅中班 · ${said("attendance:due.leading")}16:00`);
  expect(coming).toHaveLength(1);
  expect(document.querySelector(".person-row.own .name")?.textContent).toBe("林涛");
  expect(document.querySelector("#who .count")?.textContent).toBe("3");
});

test("who is due and has not come is told as missing; where nobody stands it says so and what to do", async () => {
  gate({ due: [dueAtDesk(sun, { lateMinutes: 4 }), dueAtDesk(wu)] });
  await openedPart(who());
  expect(read()).toContain(said("attendance:on.nobody"));
  expect(read()).toContain(said("attendance:on.nobodyTodo"));
  expect(lists()[0]?.map((line) => line.includes(said("attendance:due.late")))).toEqual([true, false]);
  expect(read()).toContain(said("attendance:notDue"));
  gate({ due: [dueAtDesk(lin)] });
  await openedPart(who());
  expect(read()).not.toContain(said("attendance:notDue"));
});

test("one's own sign-off is sent once, at once; refused it says why", async () => {
  const desk = gate({ on: [onDuty(lin)] });
  const { user } = await openedPart(who());
  desk.refuses("attendance.sign-off", "attendance.post-uncovered", { rules: ["GPH-05"] });
  await user.click(button("attendance:signOff"));
  await waitFor(() => expect(read()).toContain(said("attendance:refusal.post-uncovered.what")));
  desk.decides("attendance.sign-off", () => undefined);
  await waitFor(() => expect(button("attendance:signOff").className).not.toContain("loading"));
  await user.dblClick(button("attendance:signOff"));
  await waitFor(() => expect(desk.times(attendanceView)).toBeGreaterThan(1));
  expect(desk.bodiesOf("attendance.sign-off")).toEqual([dayAtGate, dayAtGate]);
  expect(read()).not.toContain(said("attendance:refusal.post-uncovered.what"));
});

test("whoever would go before the end while a colleague stays is asked first; at the end they go at once", async () => {
  const both = { on: [onDuty(lin), onDuty(wu)] };
  const desk = gate(both);
  desk.decides("attendance.sign-off", () => undefined);
  const { user } = await openedPart(who());
  await user.click(button("attendance:signOff"));
  expect(desk.bodiesOf("attendance.sign-off")).toEqual([]);
  expect(read()).toContain(said("attendance:early.note"));
  await user.click(button("attendance:early.go"));
  await waitFor(() => expect(desk.bodiesOf("attendance.sign-off")).toEqual([dayAtGate]));
  const ended = { ...attendanceAt("gate").shift, endsAt: noon } as PostAttendance["shift"];
  const later = gate({ ...both, shift: ended });
  later.decides("attendance.sign-off", () => undefined);
  const { user: again } = await openedPart(who());
  await again.click(button("attendance:signOff"));
  await waitFor(() => expect(later.bodiesOf("attendance.sign-off")).toEqual([dayAtGate]));
});

test("the briefing names who heard it, of all who stand or are due on the site, oneself left out", async () => {
  const on = [onDuty(lin, { briefed: false }), onDuty(wu)];
  const desk = gate({ on, due: [dueAtDesk(zhao)] }, undefined, { on: [onDuty(sun)], due: [dueAtDesk(wu)] });
  const { user } = await openedPart(who());
  await user.click(button("attendance:brief.open"));
  expect(inFront().getAllByRole("checkbox")).toHaveLength(3);
  await type(user, "attendance:brief.keyPoints", " 注意访客 ");
  for (const name of ["赵强", "孙梅"]) await user.click(inFront().getByRole("checkbox", { name }));
  await user.click(button("attendance:brief.go"));
  await waitFor(() => expect(windows()).toBe(0));
  expect(desk.sent).toEqual([
    { act: "attendance.brief", as: lin, body: { ...dayAtGate, attendees: [zhao, sun], keyPoints: "注意访客" } },
  ]);
  await user.click(button("attendance:brief.open"));
  await user.click(button("attendance:brief.go"));
  await waitFor(() => expect(desk.bodiesOf("attendance.brief")[1]).toEqual({ ...dayAtGate, attendees: [] }));
});

test("changing posts goes to another post than one's own, with the record where one was written", async () => {
  const desk = gate({ on: [onDuty(lin)] });
  const { user } = await openedPart(who());
  await user.click(button("attendance:move.open"));
  expect(buttons("大门岗")).toHaveLength(0);
  await user.click(button("attendance:move.go"));
  expect(read()).toContain(said("attendance:move.whereFirst"));
  await user.click(button("大堂岗"));
  await user.click(button("attendance:move.go"));
  await waitFor(() => expect(windows()).toBe(0));
  await user.click(button("attendance:move.open"));
  await user.click(button("大堂岗"));
  await type(user, "attendance:move.record", "正常");
  await user.click(button("attendance:move.go"));
  await waitFor(() => expect(windows()).toBe(0));
  expect(desk.bodiesOf("attendance.move")).toEqual([
    { ...dayAtGate, to: "lobby" },
    { ...dayAtGate, to: "lobby", record: "正常" },
  ]);
});

test("a leader records that somebody left: whom, when by the minutes, and what happened", async () => {
  const desk = gate({ on: [onDuty(lin), onDuty(wu, { since: noon - 2 * minutes })] }, [leaderHere(lin)]);
  const { user } = await openedPart(who());
  expect(buttons("attendance:abandonment.open")).toHaveLength(1);
  await user.click(button("attendance:abandonment.open"));
  expect(read()).toContain(said("attendance:abandonment.title", { name: "吴敏" }));
  const more = () => button("ui:stepper.more", { label: said("attendance:abandonment.minutesAgo") });
  await user.click(more());
  expect(read()).toContain(`${said("attendance:leftAt")} 11:59`);
  await user.click(more());
  await user.click(more());
  expect(read()).toContain(`${said("attendance:leftAt")} 11:58`);
  await type(user, "attendance:abandonment.account", "不在岗");
  await user.click(button("attendance:abandonment.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const body = { ...dayAtGate, person: wu, leftAt: noon - 2 * minutes, account: "不在岗" };
  expect(desk.bodiesOf("attendance.record-abandonment")).toEqual([body]);
});

test("a leader records that somebody had left whom another has signed off since, counted from when they were said to go", async () => {
  const entered = { at: noon - 5 * minutes, by: sun, as: "recorded" } as const;
  const off = [gone({ entered }), gone({ person: zhao }), gone({ person: lin, entered })];
  gate({ gone: off });
  await openedPart(who());
  expect(buttons("attendance:abandonment.open")).toHaveLength(0);
  const desk = gate({ gone: [...off, gone({ person: sun, entered, how: "abandoned" })] }, [leaderHere(lin)]);
  const { user } = await openedPart(who());
  expect(buttons("attendance:abandonment.open")).toHaveLength(1);
  await user.click(button("attendance:abandonment.open"));
  expect(read()).toContain(said("attendance:abandonment.title", { name: "吴敏" }));
  expect(read()).toContain(`${said("attendance:leftAt")} 11:30`);
  await user.click(button("ui:stepper.more", { label: said("attendance:abandonment.minutesAgo") }));
  await type(user, "attendance:abandonment.account", "早走了");
  await user.click(button("attendance:abandonment.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const body = { ...dayAtGate, person: wu, leftAt: noon - 31 * minutes, account: "早走了" };
  expect(desk.bodiesOf("attendance.record-abandonment")).toEqual([body]);
});

test("a forgotten sign-off is entered by who took the post over, with the minutes and the reason", async () => {
  const on = [onDuty(lin, { shift: "evening" }), onDuty(wu)];
  const desk = gate({ on });
  const { user } = await openedPart(who());
  expect(buttons("attendance:abandonment.open")).toHaveLength(0);
  await user.click(button("attendance:forgotten.open"));
  const steps = field("attendance:abandonment.minutesAgo");
  await user.clear(steps);
  await user.type(steps, "15");
  await user.click(button("attendance:forgotten.go"));
  expect(read()).toContain(said("attendance:forgotten.reasonFirst"));
  await type(user, "attendance:forgotten.reason", "忘了");
  await user.click(button("attendance:forgotten.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const typed = desk.bodiesOf("attendance.record-sign-off");
  expect(typed).toHaveLength(1);
  expect(typed[0]).toMatchObject({ ...dayAtGate, person: wu, reason: "忘了" });
  expect((noon - Number(typed[0]?.at)) / minutes).toBe(Number((steps as HTMLInputElement).value));
});

test("who stands there for the same shift, or is no leader and not there, tells nothing of others", async () => {
  gate({ on: [onDuty(lin), onDuty(wu)] });
  await openedPart(who());
  expect(buttons("attendance:forgotten.open")).toHaveLength(0);
  gate({ on: [onDuty(wu)] });
  await openedPart(who());
  expect(buttons("attendance:forgotten.open")).toHaveLength(0);
});

const gone = (more: Partial<GoneFromDuty> = {}): GoneFromDuty => ({
  person: wu,
  date: dayAtGate.date,
  shift: "day",
  since: noon - 4 * hours,
  offAt: noon - 30 * minutes,
  toldAt: noon - 10 * minutes,
  how: "signed-off",
  entered: null,
  ...{ corrects: ofLeaders, abandonment: ofLeaders },
  ...more,
});

test("who has gone is told with how and when, who entered it, and what was told first where it was corrected", async () => {
  const recorded = { at: noon - 5 * minutes, by: sun, as: "recorded" } as const;
  const corrected = { at: noon - 2 * minutes, by: sun, as: "corrected" } as const;
  gate({
    gone: [
      gone(),
      gone({ person: zhao, entered: recorded, how: "abandoned" }),
      gone({ person: lin, entered: corrected }),
    ],
  });
  await openedPart(who());
  const [told] = lists();
  expect(told?.[0]).toBe(`吴敏早班 · ${said("attendance:gone.signed-off")} 11:30`);
  const entered = said("attendance:gone.recorded", { name: "孙梅" });
  expect(told?.[1]).toBe(`赵强早班 · ${said("attendance:gone.abandoned")} 11:30${entered} 11:55`);
  expect(told?.[2]).toContain(`${said("attendance:gone.corrected", { name: "孙梅" })} 11:58`);
  expect(told?.[2]).toContain(`${said("attendance:gone.firstTold")} 11:50`);
});

test("a sign-off's time is corrected by who may, counted from when it was told; others read who that is", async () => {
  const corrects = { by: ["squad-leader"], cites: ["GPH-09"] };
  gate({ gone: [gone({ person: lin, corrects })] });
  const own = await openedPart(who());
  await own.user.click(button("attendance:correct.open"));
  expect(windows()).toBe(0);
  expect(document.querySelector(".why")?.textContent).toBe(said("attendance:refusal.own-sign-off.todo"));
  gate({ gone: [gone({ corrects }), gone({ how: "moved", person: zhao })] });
  await openedPart(who());
  expect(buttons("attendance:correct.open")).toHaveLength(0);
  const desk = gate({ gone: [gone({ corrects }), gone({ how: "moved", person: zhao })] }, [leaderHere(lin)]);
  const { user } = await openedPart(who());
  await user.click(button("attendance:correct.open"));
  expect(read()).toContain(said("attendance:correct.title", { name: "吴敏" }));
  expect(read()).toContain(`${said("attendance:leftAt")} 11:30`);
  const label = said("attendance:correct.minutesBefore", { time: "11:50" });
  await user.click(button("ui:stepper.less", { label }));
  await type(user, "attendance:correct.reason", "监控");
  await user.click(button("attendance:correct.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const body = { ...dayAtGate, person: wu, at: noon - 29 * minutes, reason: "监控" };
  expect(desk.bodiesOf("attendance.record-sign-off")).toEqual([body]);
});

test("regulations that the acting person has not confirmed stand before the sign-on, with the way to them", async () => {
  const rule = { id: "GPH-01", zh: "条", en: "Rule", strength: "acknowledge" as const, carried: true, open: [] };
  const text = (confirmed: boolean) => ({
    ...{ regulation: "gph", edition: "2026-01-01", hash: someHash, title: { zh: "门岗交接班制度", en: "Gate" } },
    ...{ confirmed, rules: [rule] },
  });
  const desk = deskHere([personHere(lin)]).answers(regulationView, text(false));
  await openedPart(<SignOnNote post="gate" />);
  expect(button("门岗交接班制度").getAttribute("href")).toBe("/regulation/gph?post=gate");
  expect(read()).toContain(said("attendance:unconfirmed"));
  expect(desk.asked.find(({ operation }) => operation === regulationView.id)).toMatchObject({
    params: { id: "gph" },
    as: lin,
  });
  deskHere([personHere(lin)]).answers(regulationView, text(true));
  await openedPart(<SignOnNote post="gate" />);
  expect(read()).not.toContain(said("attendance:unconfirmed"));
});
