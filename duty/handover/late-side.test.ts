import { expect, test } from "vitest";
import { at, facts, lin, ofWu, once, opened, prepared, ready, rule, signed, text } from "#test/handover-story.ts";
import type { Handover, Side } from "./handover.ts";
import { wantsLateReason } from "./late-side.ts";

type Prepared = Extract<Handover, { phase: "prepared" }>;

test("late is whom the other side waited for", () => {
  const waits = (state: Handover, side: "outgoing" | "incoming") =>
    wantsLateReason({ state: state as Prepared, rule, facts, now: at("16:50") }, side);
  const reliefInTime = once(...ready, signed("incoming"));
  expect([waits(reliefInTime, "outgoing"), waits(reliefInTime, "incoming")]).toEqual([true, false]);
  const reliefLate = once(...ready, signed("outgoing"));
  expect([waits(reliefLate, "outgoing"), waits(reliefLate, "incoming")]).toEqual([false, true]);
});

test("late is who was not ready in time: who wrote late, who came late, or both, each for themselves", () => {
  const [entry] = prepared();
  const written = (time: string) => once(opened, [entry, { at: at(time), actor: { person: lin } }]) as Prepared;
  const came = (time: string | undefined) => ({ ...facts, reliefSince: time === undefined ? undefined : at(time) });
  const waits = (wrote: string, came_: string | undefined) =>
    (["outgoing", "incoming"] as const).map((side) =>
      wantsLateReason({ state: written(wrote), rule, facts: came(came_), now: at("16:50") }, side),
    );
  expect(waits("16:30", "15:50")).toEqual([true, false]);
  expect(waits("15:50", "16:30")).toEqual([false, true]);
  expect(waits("15:50", undefined)).toEqual([false, true]);
  expect(waits("16:40", "16:30")).toEqual([true, true]);
  expect(waits("16:30", "16:40")).toEqual([false, true]);
  expect(waits("15:50", "15:50")).toEqual([false, true]);
  const reopened = once(
    opened,
    prepared(),
    [{ type: "handover.reopened", body: { reason: text("改") } }, ofWu],
    [entry, { at: at("16:30"), actor: { person: lin } }],
  ) as Prepared;
  expect(wantsLateReason({ state: reopened, rule, facts: came("15:50"), now: at("16:50") }, "outgoing")).toBe(true);
  const alone = { ...written("16:30"), preparation: { ...written("16:30").preparation, relief: lin } };
  expect(wantsLateReason({ state: alone, rule, facts: came("15:50"), now: at("16:50") }, "outgoing")).toBe(false);
});

test("the reasons of both sides stand with their signatures", () => {
  const late = (side: Side) => {
    const [{ type, body }, under] = signed(side);
    return [{ type, body: { ...body, lateReason: text(side) } }, under] as const;
  };
  const state = once(...ready, late("outgoing"), late("incoming")) as Prepared;
  expect(state.signatures.map(({ lateReason }) => lateReason)).toEqual([text("outgoing"), text("incoming")]);
});
