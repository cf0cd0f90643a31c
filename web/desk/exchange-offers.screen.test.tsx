import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { attendanceView, type PostAttendance } from "#server/attendance/attendance-answer.ts";
import { attendanceAt, dayAtGate, lin, noon, onDuty, sun, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { WhoIsOn } from "./attendance/WhoIsOn.tsx";
import { button, buttons, field, inFront, openedPart, read, said, windows } from "./opened-part.tsx";

setUpDesks();

const gate = (more: Partial<PostAttendance>, lobby: Partial<PostAttendance> = {}) =>
  deskHere().answers(attendanceView, {
    now: noon,
    posts: [attendanceAt("gate", more), attendanceAt("lobby", lobby)],
  });
const who = () => <WhoIsOn post="gate" />;

test("where one person stands at the other post an exchange is offered to them, and can be taken back", async () => {
  const desk = gate({ on: [onDuty(lin)] }, { on: [onDuty(wu)] });
  const { user } = await openedPart(who());
  await user.click(button("attendance:move.open"));
  await user.click(button(said("attendance:move.exchange", { post: "大堂岗", name: "吴敏" })));
  await user.type(field("attendance:move.record"), "正常");
  await user.click(button("attendance:move.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const body = { ...dayAtGate, to: "lobby", record: "正常", exchangeWith: wu };
  expect(desk.bodiesOf("attendance.move")).toEqual([body]);
  const offering = gate({ on: [onDuty(lin, { offer: { to: "lobby", exchangeWith: wu } })] });
  await openedPart(who());
  expect(read()).toContain(said("attendance:exchange.waits", { post: "大堂岗", name: "吴敏" }));
  await user.click(button("attendance:exchange.withdraw"));
  await waitFor(() => expect(offering.bodiesOf("attendance.withdraw-exchange")).toEqual([dayAtGate]));
});

test("nobody is offered an exchange where several stand, or somebody of another shift", async () => {
  for (const on of [[onDuty(wu), onDuty(sun)], [onDuty(wu, { shift: "evening" })], []]) {
    gate({ on: [onDuty(lin)] }, { on });
    const { user, close } = await openedPart(who());
    await user.click(button("attendance:move.open"));
    expect(inFront().queryByText(/对换/)).toBeNull();
    close();
  }
});

test("whoever is offered an exchange sees by whom, and accepts it with the record of their own post", async () => {
  const offer = { to: "gate", exchangeWith: lin };
  const desk = gate({ on: [onDuty(lin)] }, { on: [onDuty(wu, { offer })] });
  const { user } = await openedPart(who());
  expect(read()).toContain(said("attendance:exchange.offered", { post: "大堂岗", name: "吴敏" }));
  await user.click(button("attendance:exchange.accept"));
  await user.type(field("attendance:move.record"), "无异常");
  await user.click(button("attendance:exchange.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const body = { ...dayAtGate, to: "lobby", exchangeWith: wu, record: "无异常" };
  expect(desk.bodiesOf("attendance.move")).toEqual([body]);
});

test.each([
  ["to somebody else there", { offer: { to: "gate", exchangeWith: sun } }],
  ["to them at another post", { offer: { to: "garage", exchangeWith: lin } }],
  ["in another shift", { offer: { to: "gate", exchangeWith: lin }, shift: "evening" }],
  ["in the shift of another day", { offer: { to: "gate", exchangeWith: lin }, date: "2026-11-20" }],
] as const)("nobody accepts an exchange that was offered %s", async (_, more) => {
  gate({ on: [onDuty(lin), onDuty(sun)] }, { on: [onDuty(wu, more)] });
  await openedPart(who());
  expect(buttons("attendance:exchange.accept")).toHaveLength(0);
});
