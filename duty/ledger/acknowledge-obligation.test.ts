import { expect, test } from "vitest";
import type { Escalation, Obligation } from "#duty/grammar/obligation.ts";
import type { RungCall } from "#duty/grammar/rung-call.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import { by, outcomeOf } from "#test/given.ts";
import { type AcknowledgeFacts, acknowledgeObligation } from "./acknowledge-obligation.ts";
import { forWholeSiteFrom } from "./whole-site.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const zhou = "00000000-0000-4000-8000-000000000002";
const at = instant(1_800_000_000_000);

const obligation: Obligation = {
  key: "complete",
  what: "handover.complete",
  post: "lobby",
  opensAt: at,
  dueAt: at,
  rules: ["GPH-08"],
  ladder: [
    { afterMinutes: 5, call: "squad-leader" },
    { afterMinutes: 20, call: "department-manager" },
  ],
};

const named = { at, people: [zhou], heardAt: at, heardBy: [zhou] };
const nobodyNamed = { at, people: [], unheardAt: at };
const first: Escalation = { missedAt: at, rung: 1, calls: [named] };
const stream = { noun: "handover", id: "lobby/2026-11-21/day" };

function decided(facts: Partial<AcknowledgeFacts>, { reason, now = at }: { reason?: string; now?: Instant } = {}) {
  return acknowledgeObligation({
    state: undefined,
    rule: undefined,
    body: { stream, key: "complete", ...(reason === undefined ? {} : { reason }) },
    facts: { obligation, escalation: first, functions: [], onDuty: false, missing: false, called: [zhou], ...facts },
    circumstances: by(lin, now),
  });
}

function answer(...given: Parameters<typeof decided>) {
  return outcomeOf(decided(...given));
}

test("whoever has been called answers, and says how far the calling had come", () => {
  expect(decided({ functions: ["squad-leader"] }).entries).toEqual([
    { type: "obligation.acknowledged", body: { key: "complete", rung: 1 } },
  ]);
});

test("whoever has not been called yet does not answer", () => {
  const refused = decided({ functions: ["department-manager"] }).refusal;
  expect(refused).toEqual({
    ...{ code: "ledger.not-called", rules: ["GPH-08", "ZB-08"], detail: { functions: ["squad-leader"] } },
  });
  const second = { missedAt: at, rung: 2, calls: [named, { at }] };
  expect(answer({ escalation: second, functions: ["department-manager"] })).toEqual(["obligation.acknowledged"]);
  const clock = acknowledgeObligation({
    ...{ state: undefined, rule: undefined, body: { stream, key: "complete" } },
    facts: { obligation, escalation: first, functions: [], onDuty: false, missing: false, called: [] },
    circumstances: by(lin, at, { actor: "clock" }),
  });
  expect(outcomeOf(clock)).toMatchObject({ refused: "ledger.not-called" });
});

test("before anybody is called there is nothing to answer, and afterwards only once", () => {
  const nobody = { refused: "ledger.nobody-called", rules: ["GPH-08", "ZB-08"] };
  expect(answer({ escalation: undefined, functions: ["squad-leader"] })).toEqual(nobody);
  expect(answer({ escalation: { rung: 0, calls: [] }, functions: ["squad-leader"] })).toEqual(nobody);
  expect(answer({ escalation: { ...first, acknowledgedAt: at } })).toEqual([]);
  expect(answer({ obligation: { ...obligation, metAt: at } })).toEqual([]);
  expect(answer({ obligation: { ...obligation, endedAt: at } })).toEqual([]);
  expect(answer({ obligation: undefined })).toMatchObject({ refused: "ledger.no-such-obligation" });
});

test("nobody silences a call about themselves, whatever they hold, while anybody else is called", () => {
  const own = { refused: "ledger.about-yourself", rules: ["GPH-08", "ZB-27"] };
  const owing = { ...obligation, person: lin };
  expect(answer({ onDuty: true })).toEqual(own);
  expect(answer({ onDuty: true, functions: ["squad-leader", "department-manager"] }, { reason: "我在。" })).toEqual(
    own,
  );
  expect(answer({ obligation: owing, functions: ["squad-leader"] })).toEqual(own);
  const notCome = { ...obligation, detail: { person: lin } };
  expect(answer({ obligation: notCome, functions: ["squad-leader"] })).toEqual(own);
  expect(answer({ obligation: { ...obligation, detail: { person: zhou } }, functions: ["squad-leader"] })).toEqual([
    "obligation.acknowledged",
  ]);
  const waited = { ...obligation, detail: { person: zhou } };
  expect(answer({ onDuty: true, obligation: waited, functions: ["squad-leader"] })).toEqual([
    "obligation.acknowledged",
  ]);
  expect(answer({ onDuty: true, obligation: { ...obligation, detail: { about: zhou } } })).toEqual(own);
  const both = { ...named, people: [lin, zhou] };
  expect(answer({ onDuty: true, escalation: { ...first, calls: [both] }, called: [lin, zhou] })).toEqual(own);
});

test("where nobody else is left, they answer for themselves, with a reason that is kept apart", () => {
  const onlyThem = {
    onDuty: true,
    escalation: { ...first, calls: [{ at, people: [lin], heardAt: at }] },
    called: [lin],
  };
  expect(decided(onlyThem).refusal).toEqual({ code: "ledger.reason-missing", rules: ["ZB-27"], field: "reason" });
  expect(decided(onlyThem, { reason: "只有我一个人。" }).entries).toEqual([
    {
      type: "obligation.self-answered",
      body: { key: "complete", rung: 1, reason: { secret: "只有我一个人。", kind: "free-text" } },
    },
  ]);
  const nobodyLeft = { rung: 2, calls: [nobodyNamed, nobodyNamed] };
  const reason = { reason: "没有别人。" };
  expect(answer({ onDuty: true, escalation: nobodyLeft, called: [] }, reason)).toEqual(["obligation.self-answered"]);
  const another = { refused: "ledger.about-yourself" };
  const rungsLeft = { rung: 1, calls: [nobodyNamed] };
  expect(answer({ onDuty: true, escalation: rungsLeft, called: [] }, reason)).toMatchObject(another);
  const notLookedFor = { rung: 2, calls: [nobodyNamed, { at }] };
  expect(answer({ onDuty: true, escalation: notLookedFor, called: [] }, reason)).toMatchObject(another);
  // Zhou was called and has left since: nobody else is left now.
  const left = { rung: 2, calls: [named, { ...named, people: [lin] }] };
  expect(answer({ onDuty: true, escalation: left, called: [lin] }, reason)).toEqual(["obligation.self-answered"]);
});

test("who has answered for themselves says nothing new by it again, and everybody else who was called answers still", () => {
  const answered = (who: string): Escalation => ({
    ...{ ...first, calls: [{ ...named, people: [lin, zhou] }], acknowledgedAt: at, acknowledgedBy: who },
    selfAnswered: true,
  });
  const squadLeader = { functions: ["squad-leader"], called: [lin, zhou] };
  expect(answer({ escalation: answered(lin), ...squadLeader })).toEqual([]);
  expect(answer({ escalation: answered(zhou), ...squadLeader })).toEqual(["obligation.acknowledged"]);
  const alone = { onDuty: true, called: [lin], escalation: { ...answered(lin), calls: [{ ...named, people: [lin] }] } };
  expect(answer(alone, { reason: "还是只有我。" })).toEqual([]);
});

test("once the ladder has ended, whoever holds any function at the site answers, and nobody who holds none", () => {
  const ended: Escalation = { missedAt: at, rung: 2, calls: [named, { ...named, at: plusMinutes(at, 20) }] };
  const last = { escalation: ended, functions: ["receptionist"] };
  expect(answer(last, { now: plusMinutes(at, 34) })).toMatchObject({ refused: "ledger.not-called" });
  expect(answer(last, { now: plusMinutes(at, 35) })).toEqual(["obligation.acknowledged"]);
  expect(answer({ ...last, functions: [] }, { now: plusMinutes(at, 35) })).toMatchObject({
    refused: "ledger.not-called",
  });
});

test("the last rung has as long as the one before it had, and no time where nobody heard it", () => {
  const calls = (last: RungCall) => ({ rung: 2, calls: [named, last] });
  expect(forWholeSiteFrom(obligation, calls({ at: plusMinutes(at, 20) }))).toBe(plusMinutes(at, 35));
  expect(forWholeSiteFrom(obligation, calls(nobodyNamed))).toBe(at);
  expect(forWholeSiteFrom(obligation, first)).toBeUndefined();
  expect(forWholeSiteFrom({ ...obligation, metAt: at }, calls(nobodyNamed))).toBeUndefined();
  expect(forWholeSiteFrom(obligation, { ...calls(nobodyNamed), acknowledgedAt: at })).toBeUndefined();
  expect(forWholeSiteFrom({ dueAt: at, ladder: [] }, { rung: 0, calls: [] })).toBeUndefined();
  const alone = { dueAt: at, ladder: [{ afterMinutes: 60, call: "chief" }] };
  expect(forWholeSiteFrom(alone, { rung: 1, calls: [{ at }] })).toBe(plusMinutes(at, 60));
});

test("whom a ladder calls all at once have until it is due, and nobody else answers before them (SLH-11)", () => {
  const dueAt = plusMinutes(at, 10);
  const ladder = ["department-supervisor", "department-manager"].map((call) => ({ afterMinutes: 0, call }));
  const heard = [
    { at, people: [zhou] },
    { at, people: [lin] },
  ];
  expect(forWholeSiteFrom({ dueAt, ladder }, { rung: 2, calls: heard })).toBe(dueAt);
  expect(forWholeSiteFrom({ dueAt, ladder }, { rung: 2, calls: [named, nobodyNamed] })).toBe(at);
  // Where the ladder gives a time, that is it, however much later it is due: an empty post waits no longer.
  const later = { ...obligation, dueAt: plusMinutes(at, 60) };
  expect(forWholeSiteFrom(later, { rung: 2, calls: [named, { ...named, at }] })).toBe(plusMinutes(at, 15));
});
