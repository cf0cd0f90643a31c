import { expect, test } from "vitest";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import {
  facts,
  lin,
  at as moment,
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
import { handoverDesk, preparationOf, whatHinders } from "./handover-desk.ts";

const deskOf = (state: ReturnType<typeof once>, acting = wu) =>
  handoverDesk({ state, facts, rule } as unknown as HandoverAnswer, shift, acting);

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

test("what was prepared is there once it was prepared", () => {
  expect(preparationOf(known(once(opened)))).toBeUndefined();
  expect(preparationOf(known(once(opened, prepared())))).toMatchObject({ relief: wu });
});
