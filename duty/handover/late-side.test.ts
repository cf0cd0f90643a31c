import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Under } from "#test/given.ts";
import { at, facts, lin, ofWu, once, opened, prepared, ready, rule, signed, text, wu } from "#test/handover-story.ts";
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
      wantsLateReason({ state: written(wrote), rule, facts: came(came_), now: at("16:39") }, side),
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

test("a relief that comes before its own shift begins has let nothing wait, however long the one before was over", () => {
  const [entry] = prepared();
  const state = once(opened, [entry, { at: at("19:50"), actor: { person: lin } }]) as Prepared;
  const asks = (came: string, due: string | undefined) => {
    const reliefDueAt = due === undefined ? undefined : at(due);
    const known = { ...facts, following: undefined, reliefSince: at(came), reliefDueAt };
    return (["outgoing", "incoming"] as const).map((side) =>
      wantsLateReason({ state, rule, facts: known, now: at("19:52") }, side),
    );
  };
  expect(asks("19:40", "20:00")).toEqual([true, false]);
  expect(asks("20:00", "20:00")).toEqual([true, false]);
  expect(asks("19:40", "19:39")).toEqual([true, false]);
  expect(asks("19:40", "19:29")).toEqual([true, true]);
  expect(asks("19:40", undefined)).toEqual([true, true]);
});

test("a relief that was put in when the time was up is asked from when it was to be there, and who waited for it is not", () => {
  const [entry] = prepared();
  const asks = (came: string | undefined, now: string, more: object = {}) => {
    const state = once(opened, [entry, { at: at("15:40"), actor: { person: lin } }]) as Prepared;
    const reliefSince = came === undefined ? undefined : at(came);
    const known = { ...facts, reliefSince, reliefDueAt: at("16:40"), ...more };
    return (["outgoing", "incoming"] as const).map((side) =>
      wantsLateReason({ state, rule, facts: known, now: at(now) }, side),
    );
  };
  expect(asks("16:30", "16:49")).toEqual([false, false]);
  expect(asks("16:30", "16:50")).toEqual([false, true]);
  expect(asks("16:49", "16:49")).toEqual([false, false]);
  expect(asks("16:50", "16:50")).toEqual([false, true]);
  expect(asks(undefined, "16:49")).toEqual([false, false]);
  // Of a later shift, while the plan has somebody in the next one who has not come, and while it has nobody.
  const due = { person: "zhou", page: "lobby/2026-11-24/late", onDuty: false };
  const later = { following: due.page };
  expect(asks("16:30", "16:40", { ...later, successors: [...facts.successors, due] })).toEqual([false, false]);
  expect(asks("16:30", "16:40", later)).toEqual([true, false]);
});

test("the reasons of both sides stand with their signatures", () => {
  const late = (side: Side) => {
    const [{ type, body }, under] = signed(side);
    return [{ type, body: { ...body, lateReason: text(side) } }, under] as const;
  };
  const state = once(...ready, late("outgoing"), late("incoming")) as Prepared;
  expect(state.signatures.map(({ lateReason }) => lateReason)).toEqual([text("outgoing"), text("incoming")]);
});

describe("each side is measured from what it waited for", () => {
  const [form] = prepared();
  const written = (time: string) => once(opened, [form, { at: at(time), actor: { person: lin } }]) as Prepared;
  const asks = (state: Handover, came: string, now: string, first?: Side) =>
    (["outgoing", "incoming"] as const).map((side) => {
      const order = first === undefined ? {} : { order: { first, cites: ["SLH-06"] } };
      const known = { ...facts, reliefSince: at(came) };
      return wantsLateReason(
        { state: state as Prepared, rule: { ...rule, ...order }, facts: known, now: at(now) },
        side,
      );
    });

  test("a form a minute late excuses no more than the grace of a relief that was there", () => {
    expect(asks(written("16:11"), "15:50", "16:20")).toEqual([true, false]);
    expect(asks(written("16:11"), "15:50", "16:21")).toEqual([true, true]);
    expect(asks(written("16:11"), "15:50", "17:30")).toEqual([true, true]);
  });

  test("what is brought up to date, or written anew, for a relief that came late was there in time", () => {
    const amended = [{ type: "handover.amended", body: { relief: wu, matters: [] } }, under(lin, "16:45")] as const;
    const reopened = [{ type: "handover.reopened", body: { reason: text("改") } }, under(wu, "16:42")] as const;
    const anew = [form, under(lin, "16:45")] as const;
    const intime = [form, under(lin, "15:40")] as const;
    expect(asks(once(opened, intime, amended), "16:40", "16:46")).toEqual([false, true]);
    expect(asks(once(opened, intime, reopened, anew), "16:40", "16:46")).toEqual([false, true]);
    const early = [reopened[0], under(wu, "15:55")] as const;
    expect(asks(once(opened, intime, early, anew), "15:50", "16:46")).toEqual([true, false]);
  });

  test("whoever signs long after a relief that came late tells why as well", () => {
    const [signature] = signed("incoming");
    const late = once(...ready, [signature, under(wu, "16:45")]);
    expect(asks(late, "16:40", "16:54")[0]).toBe(false);
    expect(asks(late, "16:40", "16:55")[0]).toBe(true);
  });

  test("where one side signs first, the other waits for that", () => {
    const [signature] = signed("outgoing");
    const late = once(...ready, [signature, under(lin, "16:30")]);
    expect(asks(late, "15:50", "16:39", "outgoing")).toEqual([true, false]);
    expect(asks(late, "15:50", "16:40", "outgoing")).toEqual([true, true]);
    expect(asks(once(...ready), "15:50", "16:41", "outgoing")).toEqual([true, false]);
    expect(asks(once(...ready), "15:50", "16:41", "incoming")).toEqual([false, true]);
  });

  test("of a hand-over that passes late one side at least has told why", () => {
    const minutes = fc.integer({ min: 0, max: 120 }).map((each) => plusMinutes(at("15:30"), each));
    const side = fc.constantFrom<Side | undefined>("outgoing", "incoming", undefined);
    fc.assert(
      fc.property(minutes, minutes, minutes, minutes, side, side, (wrote, came, one, other, first, freely) => {
        const order = first === undefined ? {} : { order: { first, cites: ["SLH-06"] } };
        const known = { ...facts, reliefSince: came };
        const begins = first ?? freely ?? "incoming";
        const ready = Math.max(wrote, came, Math.min(one, other)) as Instant;
        const last = Math.max(ready, one, other) as Instant;
        const state = once(opened, [form, { at: wrote, actor: { person: lin } }]);
        const signedBy = begins === "outgoing" ? lin : wu;
        const after = once(
          opened,
          [form, { at: wrote, actor: { person: lin } }],
          [signed(begins)[0], { at: ready, actor: { person: signedBy } }],
        );
        const rules = { ...rule, ...order };
        const asked = (about: Handover, now: Instant, of: Side) =>
          wantsLateReason({ state: about as Prepared, rule: rules, facts: known, now }, of);
        const told = asked(state, ready, begins) || asked(after, last, begins === "outgoing" ? "incoming" : "outgoing");
        expect(told).toBe(isOverdue(at("16:10"), last));
      }),
    );
  });
});

test("a relief that takes the form back has itself to wait for within the grace, and whoever writes it from then on", () => {
  const [form] = prepared();
  const reopened = [{ type: "handover.reopened", body: { reason: text("改") } }, under(wu, "16:05")] as const;
  const asks = (anew: string) => {
    const state = once(opened, [form, under(lin, "15:40")], reopened, [form, under(lin, anew)]) as Prepared;
    const about = { state, rule, facts: { ...facts, reliefSince: at("15:50") }, now: at("16:16") };
    return (["outgoing", "incoming"] as const).map((side) => wantsLateReason(about, side));
  };
  expect(asks("16:14")).toEqual([false, true]);
  expect(asks("16:15")).toEqual([true, false]);
});

function under(person: string, time: string): Under {
  return { at: at(time), actor: { person } };
}
