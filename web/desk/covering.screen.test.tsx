import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { absencesView, type ShownLeave } from "#server/absence/absence-answer.ts";
import { attendanceView, type PostAttendance } from "#server/attendance/attendance-answer.ts";
import { attendanceAt, dayAtGate, lin, noon, onDuty, wu, zhao } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { AbsencePanel } from "./absence/AbsencePanel.tsx";
import { WhoIsOn } from "./attendance/WhoIsOn.tsx";
import { NextActPanel } from "./duty/NextActPanel.tsx";
import { button, buttons, linesOf, openedPart, read, said } from "./opened-part.tsx";

/* Whoever covers at another post stands there: its screen says so, and lets them leave at once in one tap, by their own turn. */

setUpDesks();

const own = { ...dayAtGate, post: "lobby" };
const leave = (more: Partial<ShownLeave> = {}): ShownLeave => ({
  ...{ ...dayAtGate, person: wu, phase: "away", why: "meal", reason: null, to: null, device: null, since: noon },
  ...{ atOnce: false, said: true, returnBy: noon + 1, dueAt: noon + 1, bareSince: null, told: [], heard: [] },
  cover: { ...own, person: lin },
  ...more,
});
const covering = [{ person: lin, standsFor: wu, since: noon }];
const desk = (leaves: ShownLeave[] = [leave()], gate: Partial<PostAttendance> = { covering }) => {
  const posts = [
    attendanceAt("gate", { on: [onDuty(wu, { away: true })], ...gate }),
    attendanceAt("lobby", { on: [onDuty(lin, { away: true }), onDuty(zhao)] }),
  ];
  return deskHere()
    .answers(attendanceView, { now: noon, posts })
    .answers(absencesView, { now: noon, leaves, rule: {} });
};

test("from the screen of the post that they cover they leave at once, in one tap, by their own turn; an ordinary leave is not offered", async () => {
  const edge = desk();
  const { user } = await openedPart(<AbsencePanel post="gate" />);
  expect(buttons("absence:ask.open")).toHaveLength(0);
  await user.dblClick(button("absence:atOnce"));
  await waitFor(() => expect(edge.times(absencesView)).toBeGreaterThan(1));
  expect(edge.sent).toEqual([{ act: "absence.leave-at-once", as: lin, body: own }]);
});

test("from the screen of their own post they leave at once too, and are offered nothing that is refused while they cover", async () => {
  const edge = desk();
  const { user } = await openedPart(<AbsencePanel post="lobby" />);
  expect(buttons("absence:ask.open")).toHaveLength(0);
  await user.click(button("absence:atOnce"));
  await waitFor(() => expect(edge.bodiesOf("absence.leave-at-once")).toEqual([own]));
});

test("whoever was asked and has not accepted, or covers no more, is offered nothing there", async () => {
  for (const each of [leave({ phase: "asked" }), leave({ cover: { ...own, person: zhao } })]) {
    desk([each], {});
    await openedPart(<AbsencePanel post="gate" />);
    expect(buttons("absence:atOnce")).toHaveLength(0);
  }
});

test("once they have left, what they owe of it stands on that screen too", async () => {
  desk([
    leave({ cover: null, bareSince: noon }),
    leave({ ...own, person: lin, atOnce: true, said: false, cover: null }),
  ]);
  await openedPart(<AbsencePanel post="gate" />);
  expect(buttons("absence:comeBack")).toHaveLength(1);
  expect(buttons("absence:tell.open")).toHaveLength(1);
  expect(buttons("absence:atOnce")).toHaveLength(0);
});

test("they stand among those who are there, and are not told that they have no duty at the post", async () => {
  desk();
  await openedPart(<WhoIsOn post="gate" />);
  expect(linesOf(document.querySelector("#who ul"))[1]).toContain(
    `林涛${said("attendance:on.covers")}${said("attendance:on.standsFor", { name: "吴敏" })} 12:00`,
  );
  expect(document.querySelector("#who .count")?.textContent).toBe("2");
  expect(read()).not.toContain(said("attendance:notDue"));
  desk([], { on: [], covering });
  await openedPart(<WhoIsOn post="gate" />);
  expect(read()).not.toContain(said("attendance:on.nobody"));
});

test("the biggest thing on the screen says that they cover, and for whom", async () => {
  desk();
  const attendance = attendanceAt("gate", { covering });
  const known = { handover: undefined, turn: undefined };
  await openedPart(<NextActPanel post="gate" attendance={attendance} known={known} />);
  expect(read()).toContain(said("attendance:next.cover.title", { name: "吴敏", post: "大门岗" }));
  expect(read()).not.toContain(said("attendance:next.nothing.title"));
});
