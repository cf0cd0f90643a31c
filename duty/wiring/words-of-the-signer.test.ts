import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/* Whoever signs for the outgoing side signs words that are theirs: they have written the form, or made it theirs since (ZB-18). */

const day = shiftOn("lobby", "day");
const evening = shiftOn("lobby", "evening");
const another = "handover.words-of-another";

/** 李伟 has written the form, and 张磊 has looked it through and signed it. */
function writtenByLi({ second = false } = {}): RunOfShifts {
  const there = new RunOfShifts().at("07:40");
  if (second) there.joins("马超", day);
  there.at("07:50").does("李伟", "attendance.sign-on", day);
  if (second) there.does("马超", "attendance.sign-on", day);
  there.at("15:10").prepares("李伟", day, "张磊");
  there.at("15:20").does("张磊", "attendance.sign-on", evening);
  there.checks("张磊", day);
  return there;
}

function putInFor(there: RunOfShifts, absent: string, cover: string, turn = day): string {
  const people = { absent: towerPerson(absent), cover: towerPerson(cover) };
  return there.does("周敏", "roster.arrange-cover", { ...turn, ...people, reason: "病假" });
}

describe("somebody else hands over what one has written", () => {
  test("a cover, one minute after coming: they make it theirs first, and the relief signs anew", () => {
    const there = writtenByLi();
    expect(there.signs("张磊", day)).toBe("handover.signed");
    there.at("15:30");
    expect(putInFor(there, "李伟", "马超")).toContain("roster.cover-arranged");
    there.at("15:31").does("马超", "attendance.sign-on", day);
    expect(there.does("李伟", "attendance.sign-off", day)).toBe("attendance.signed-off");
    expect(there.at("15:33").signs("马超", day)).toBe(another);
    expect(there.amends("马超", day)).toBe("handover.amended");
    expect(there.handover(day)).toMatchObject({ preparedBy: towerPerson("马超"), signatures: [] });
    expect(there.amends("马超", day), "a second time there is nothing to take over").toBe("");
    expect(there.signs("马超", day)).toBe("handover.signed");
    expect(there.signs("张磊", day)).toContain("handover.completed");
  });

  test("a second of the shift, while whoever leads it is away", () => {
    const there = writtenByLi({ second: true });
    expect(there.does("李伟", "absence.leave-at-once", day)).toContain("absence.left");
    expect(there.signs("马超", day)).toBe(another);
    expect(there.amends("马超", day)).toBe("handover.amended");
    there.does("李伟", "absence.come-back", day);
    expect(there.signs("李伟", day), "back again, what the other one told is the other one's").toBe(another);
    expect(there.amends("李伟", day)).toBe("handover.amended");
    expect(there.signs("李伟", day)).toBe("handover.signed");
  });

  test("a cover, where whoever wrote it goes on themselves: their word for it closes the shift of nobody else", () => {
    const there = new RunOfShifts().at("07:50");
    there.does("李伟", "attendance.sign-on", day);
    expect(putInFor(there, "张磊", "李伟", evening)).toContain("roster.cover-arranged");
    there.at("15:10").prepares("李伟", day, "李伟");
    there.at("15:30");
    expect(putInFor(there, "李伟", "马超")).toContain("roster.cover-arranged");
    there.at("15:31").does("马超", "attendance.sign-on", day);
    expect(there.does("李伟", "attendance.sign-off", day)).toBe("attendance.signed-off");
    expect(there.at("15:40").does("李伟", "attendance.sign-on", evening)).toContain("attendance.signed-on");
    expect(there.signs("李伟", day)).toBe(another);
    expect(there.amends("马超", day)).toBe("handover.amended");
    expect(there.signs("李伟", day)).toBe("handover.item-uncounted");
    there.checks("李伟", day);
    expect(there.signs("马超", day)).toBe("handover.signed");
    expect(there.signs("李伟", day)).toContain("handover.completed");
    const [from, to] = ["马超", "李伟"].map(towerPerson);
    expect(there.handover(day)).toMatchObject({ outgoing: from, incoming: to });
  });

  test("whoever stands in", () => {
    const there = writtenByLi();
    there.does("李伟", "absence.leave-at-once", day);
    expect(there.does("孙涛", "handover.stand-in", { ...day, reason: "送医" })).toBe("handover.stood-in");
    expect(there.signs("孙涛", day)).toBe(another);
    expect(there.amends("孙涛", day)).toBe("handover.amended");
    expect(there.signs("孙涛", day)).toBe("handover.signed");
    expect(there.signs("张磊", day)).toContain("handover.completed");
  });
});

test("what whoever wrote the form has signed stands, whoever leads the shift after them", () => {
  const there = writtenByLi();
  expect(there.signs("李伟", day)).toBe("handover.signed");
  putInFor(there, "李伟", "马超");
  there.at("15:31").does("马超", "attendance.sign-on", day);
  there.does("李伟", "attendance.sign-off", day);
  expect(there.signs("张磊", day)).toContain("handover.completed");
  expect(there.handover(day)).toMatchObject({ outgoing: towerPerson("李伟") });
});
