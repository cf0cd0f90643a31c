import { describe, expect, test } from "vitest";
import { attendanceSample, type TurnEntry } from "#test/attendance-samples.ts";
import { by, outcomeOf } from "#test/given.ts";
import type { Attendance, Offer } from "./attendance.ts";
import { type ExchangeFacts, exchangePosts, followExchange, withdrawExchange } from "./exchange-posts.ts";
import { type MoveFacts, moveAttendance } from "./move-attendance.ts";

/* Two who exchange posts: what each of them enters, and when an offer counts. */

const { at, attendance, came, due, entered, lin, off, rule, sealed, shift, sun, wu } = attendanceSample;
const page = "gate/2026-11-21/day";
const text = { secret: "门岗正常", kind: "free-text" };
const offer: Offer = { to: "gate", exchangeWith: lin, at: at("09:00") };
const [on, back] = [attendance(came("07:45")), attendance(came("08:30"))];

const says = (more: object, facts: Partial<ExchangeFacts & { page: string }> = {}, state: Attendance = on) => {
  if (state.phase !== "on") throw new Error("only whoever is on duty exchanges");
  const body = { ...shift, to: "lobby", exchangeWith: wu, ...more };
  return exchangePosts(state, body, { mayCome: true, offer: undefined, page: undefined, ...facts });
};

describe("whoever wants to exchange posts", () => {
  test("offers it, with the record of their own post where they have written one", () => {
    const [bare, ...none] = entered(says({}));
    expect(bare).toEqual({ type: "attendance.exchange-offered", body: { to: "lobby", exchangeWith: wu } });
    expect(bare?.body).not.toHaveProperty("record");
    expect(none).toEqual([]);
    expect(entered(says({ record: "门岗正常" }))[0]?.body).toEqual({ to: "lobby", exchangeWith: wu, record: text });
  });

  test("accepts what the other one has offered: both have changed, and the record stands on the page of the post", () => {
    const exchanged = { person: lin, exchangeWith: wu };
    const [bare] = entered(says({}, { offer }));
    expect(bare).toEqual({ type: "attendance.moved", body: { to: "lobby", exchanged } });
    expect(Object.keys(bare?.body as object)).toEqual(["to", "exchanged"]);
    expect(entered(says({ record: "门岗正常" }, { offer, page }))).toEqual([
      { type: "attendance.moved", body: { to: "lobby", record: text, page, exchanged } },
    ]);
  });

  test("accepts only what was offered to them, for this post, since they came", () => {
    const answer = (its: Partial<Offer>, state = on) => outcomeOf(says({}, { offer: { ...offer, ...its } }, state));
    expect(answer({})).toEqual(["attendance.moved"]);
    for (const other of [{ to: "east-gate" }, { exchangeWith: sun }])
      expect(answer(other)).toEqual(["attendance.exchange-offered"]);
    expect(answer({ at: at("08:29") }, back)).toEqual(["attendance.exchange-offered"]);
    expect(answer({ at: at("08:30") }, back)).toEqual(["attendance.moved"]);
  });

  test("does not where the other one may not come", () => {
    expect(says({}, { mayCome: false, offer }).refusal).toMatchObject({
      ...{ code: "attendance.no-exchange", rules: ["ZB-24"], field: "exchangeWith", detail: { person: wu } },
    });
  });
});

describe("whoever has offered it", () => {
  const offered = (more: object = {}): TurnEntry => [
    { type: "attendance.exchange-offered", body: { to: "lobby", exchangeWith: wu, ...more } },
    { at: at("09:00"), actor: { person: lin } },
  ];
  const follow = (state: Attendance, more: object = {}, its: string | undefined = undefined) =>
    entered(
      followExchange({
        ...{ state, rule, facts: { page: its } },
        body: { ...shift, person: lin, to: "lobby", exchangeWith: wu, ...more },
        circumstances: by(wu, at("09:05"), { actor: "reaction" }),
      }),
    );

  test("goes as well once it is accepted, with the record that they wrote then", () => {
    const exchanged = { person: lin, exchangeWith: wu };
    const [bare] = follow(attendance(came("07:45"), offered()));
    expect(bare).toEqual({ type: "attendance.moved", body: { to: "lobby", exchanged } });
    expect(Object.keys(bare?.body as object)).toEqual(["to", "exchanged"]);
    expect(follow(attendance(came("07:45"), offered({ record: sealed })), {}, page)).toEqual([
      { type: "attendance.moved", body: { to: "lobby", record: sealed, page, exchanged } },
    ]);
  });

  test("does not go where they have gone meanwhile, or offered none, or another one", () => {
    expect(follow(attendance(came("07:45")))).toEqual([]);
    expect(follow(attendance(due))).toEqual([]);
    const here = [came("07:45"), offered()];
    expect(follow(attendance(...here, off("09:01")))).toEqual([]);
    expect(follow(attendance(...here), { to: "east-gate" })).toEqual([]);
    expect(follow(attendance(...here), { exchangeWith: sun })).toEqual([]);
  });

  test("takes it back, once, and only while on duty", () => {
    const withdraw = (state: Attendance) =>
      outcomeOf(withdrawExchange({ ...{ state, rule, body: shift, facts: {} }, circumstances: by(lin, at("09:02")) }));
    expect(withdraw(attendance(came("07:45"), offered()))).toEqual(["attendance.exchange-withdrawn"]);
    expect(withdraw(on)).toEqual([]);
    expect(withdraw(attendance(due))).toEqual({ refused: "attendance.not-on-duty", rules: ["ZB-01"] });
  });
});

test("whoever names nobody goes alone, with what there is to be kept of the post", () => {
  const facts: MoveFacts = {
    ...{ relieved: false, closes: false, followed: false, rests: false, othersOn: 1, handsOver: false },
    ...{ couldHandOver: 1, awaitsRelief: true, covering: undefined, away: false, staysOn: false, stay: undefined },
    ...{ keptFor: undefined, shiftThere: true, unconfirmed: [], page: undefined },
    exchange: { mayCome: true, offer },
  };
  const go = (more: object = {}) =>
    moveAttendance({
      ...{ state: on, rule: {}, facts, body: { ...shift, to: "lobby", ...more } },
      circumstances: by(lin, at("09:05")),
    });
  const [alone] = entered(go());
  expect(alone).toEqual({ type: "attendance.moved", body: { to: "lobby" } });
  expect(Object.keys(alone?.body as object)).toEqual(["to"]);
  expect(entered(go({ exchangeWith: wu }))[0]?.body).toMatchObject({ exchanged: { person: lin, exchangeWith: wu } });
});
