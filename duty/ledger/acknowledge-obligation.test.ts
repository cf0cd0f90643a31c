import { expect, test } from "vitest";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { instant } from "#duty/grammar/time.ts";
import { by, outcomeOf } from "#test/given.ts";
import { type AcknowledgeFacts, acknowledgeObligation } from "./acknowledge-obligation.ts";

const lin = "00000000-0000-4000-8000-000000000001";
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

function answer(facts: Partial<AcknowledgeFacts>) {
  return outcomeOf(
    acknowledgeObligation({
      state: undefined,
      rule: undefined,
      body: { stream: { noun: "handover", id: "lobby/2026-11-21/day" }, key: "complete" },
      facts: { obligation, escalation: { missedAt: at, rung: 1 }, functions: [], onDuty: false, ...facts },
      circumstances: by(lin, at),
    }),
  );
}

test("whoever has been called answers, and so may who is on duty at the post or owes it", () => {
  expect(answer({ functions: ["squad-leader"] })).toEqual(["obligation.acknowledged"]);
  expect(answer({ onDuty: true })).toEqual(["obligation.acknowledged"]);
  expect(answer({ obligation: { ...obligation, person: lin } })).toEqual(["obligation.acknowledged"]);
});

test("whoever has not been called yet does not answer", () => {
  expect(answer({ functions: ["department-manager"] })).toEqual({
    refused: "ledger.not-called",
    rules: ["GPH-08", "ZB-08"],
  });
  expect(answer({ escalation: { rung: 2 }, functions: ["department-manager"] })).toEqual(["obligation.acknowledged"]);
});

test("before anybody is called there is nothing to answer, and afterwards only once", () => {
  expect(answer({ escalation: undefined, onDuty: true })).toMatchObject({ refused: "ledger.nobody-called" });
  expect(answer({ escalation: { rung: 1, acknowledgedAt: at }, onDuty: true })).toEqual([]);
  expect(answer({ obligation: { ...obligation, metAt: at }, onDuty: true })).toEqual([]);
  expect(answer({ obligation: undefined })).toMatchObject({ refused: "ledger.no-such-obligation" });
});

test("an answer says what it answers and how far the calling had come", () => {
  const about = {
    ...{ state: undefined, rule: undefined, circumstances: by(lin, at) },
    body: { stream: { noun: "handover", id: "lobby/2026-11-21/day" }, key: "complete" },
    facts: { obligation, escalation: { missedAt: at, rung: 2 }, functions: ["squad-leader"], onDuty: false },
  };
  expect(acknowledgeObligation(about).entries).toEqual([
    { type: "obligation.acknowledged", body: { key: "complete", rung: 2 } },
  ]);
  const stranger = {
    ...about,
    facts: { ...about.facts, obligation: { ...obligation, person: "somebody" }, functions: [] },
  };
  expect(acknowledgeObligation(stranger).refusal).toMatchObject({
    ...{ code: "ledger.not-called", detail: { functions: ["squad-leader", "department-manager"] } },
  });
  const nobody = { ...stranger, circumstances: by(lin, at, { actor: "clock" }) };
  expect(outcomeOf(acknowledgeObligation(nobody))).toMatchObject({ refused: "ledger.not-called" });
  expect(answer({ obligation: { ...obligation, endedAt: at }, onDuty: true })).toEqual([]);
  expect(answer({ escalation: { rung: 0 }, onDuty: true })).toEqual({
    refused: "ledger.nobody-called",
    rules: ["GPH-08", "ZB-08"],
  });
});
