import { expect, test } from "vitest";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import {
  facts,
  lin,
  at as moment,
  ofLin,
  ofWu,
  once,
  opened,
  over,
  prepared,
  ready,
  rule,
  shift,
  signed,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { asksWhyLate } from "./asks-why-late.ts";
import { handoverDesk, preparationOf, whatHinders } from "./handover-desk.ts";

const deskOf = (state: ReturnType<typeof once>, acting = wu, its: object = {}) =>
  handoverDesk({ state, facts: { ...facts, ...its }, rule } as unknown as HandoverAnswer, shift, acting);
/** Nobody of the shift that is taken up is there any more. */
const gone = { outgoing: undefined };

function known(...about: Parameters<typeof deskOf>) {
  const desk = deskOf(...about);
  if (!desk) throw new Error("the hand-over has not begun");
  return desk;
}

test("before the page is there, there is no desk", () => expect(deskOf(once())).toBeUndefined());

test("each speaks for their own side, and a third one for none", () => {
  const sides = [lin, wu, zhao].map((acting) => known(once(...ready), acting).side);
  expect(sides).toEqual(["outgoing", "incoming", undefined]);
});

test("who goes and who comes is read from the page, and afterwards from what was signed", () => {
  for (const story of [ready, over]) expect(known(once(...story))).toMatchObject({ outgoing: lin, relief: wu });
});

test("from the first signature on nothing moves any more", () => {
  expect(known(once(opened)).fixed).toBe(false);
  expect(known(once(...ready)).fixed).toBe(false);
  expect(known(once(...ready, signed("outgoing"))).fixed).toBe(true);
  expect(known(once(...over)).fixed).toBe(true);
});

test("what hinders is what the rule says, at the moment asked", () => {
  const codes = (story: typeof ready, time: string, lateReason: boolean) =>
    whatHinders(known(once(...story)), "incoming", moment(time), lateReason).map(({ code }) => code);
  expect(codes(ready, "16:00", false)).toEqual([]);
  expect(codes(ready, "16:11", false)).toEqual(["handover.late-reason-missing"]);
  expect(codes(ready, "16:11", true)).toEqual([]);
  expect(codes([opened, prepared()], "16:00", false)).toContain("handover.records-unread");
});

test("whoever comes after a rest goes through what was closed alone as a relief does, and nobody else", () => {
  const alone = prepared({ relief: undefined, next: undefined });
  const body = { outgoing: lin, matters: [], lateMinutes: 0, takeUpBy: moment("23:00") };
  const rested = once(opened, alone, signed("outgoing"), [{ type: "handover.completed", body }, ofLin]);
  const desk = known(rested, wu, gone);
  expect(desk).toMatchObject({ takesUp: true, side: "incoming", outgoing: lin, relief: wu, fixed: false });
  const codes = whatHinders(desk, "incoming", moment("23:00"), false).map(({ code }) => code);
  expect(codes).toEqual(["handover.records-unread", "handover.item-uncounted", "handover.book-not-taken"]);
  for (const other of [lin, zhao])
    expect(known(rested, other, gone)).toMatchObject({ takesUp: false, fixed: true, relief: undefined });
  expect(known(rested)).toMatchObject({ takesUp: false, fixed: true, relief: undefined }); // whoever closed it is there still
  const listed = { kit: facts.kit, books: facts.books, page: facts.page };
  const taken = [{ type: "handover.taken-up", body: { incoming: wu, matters: [], listed } }, ofWu] as const;
  const after = once(opened, alone, signed("outgoing"), [{ type: "handover.completed", body }, ofLin], taken);
  expect(known(after)).toMatchObject({ takesUp: false, fixed: true, outgoing: lin, relief: wu });
});

test("what was prepared is there once it was prepared", () => {
  expect(preparationOf(known(once(opened)))).toBeUndefined();
  expect(preparationOf(known(once(opened, prepared())))).toMatchObject({ relief: wu });
});

test("who signs late is asked why on either way, and of a taking up whoever was there when it was due", () => {
  const asked = (desk: ReturnType<typeof known>, time: string) =>
    (["outgoing", "incoming"] as const).map((side) => asksWhyLate(desk, side, moment(time)));
  expect(asked(known(once(...ready)), "16:00")).toEqual([false, false]);
  expect(asked(known(once(...ready)), "16:11")).toEqual([false, true]);
  expect(asked(known(once(...over)), "16:11")).toEqual([false, false]);
  const alone = prepared({ relief: undefined, next: undefined });
  const body = { outgoing: lin, matters: [], lateMinutes: 0, takeUpBy: moment("16:00") };
  const rested = once(opened, alone, signed("outgoing"), [{ type: "handover.completed", body }, ofLin]);
  const since = (time: string) => {
    const successors = facts.successors.map((each) => ({ ...each, since: moment(time) }));
    return known(rested, wu, { ...gone, successors });
  };
  expect(asked(since("15:50"), "16:11")).toEqual([false, true]);
  expect(asked(since("15:50"), "16:05")).toEqual([false, false]);
  expect(asked(since("16:20"), "16:30")).toEqual([false, false]);
});
