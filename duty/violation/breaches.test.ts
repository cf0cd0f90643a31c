import { expect, test } from "vitest";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";
import { by, given, outcomeOf } from "#test/given.ts";
import { attributeViolation } from "./attribute-violation.ts";
import { type RecordFacts, recordViolation } from "./record-violation.ts";
import { violationKind } from "./violation.ts";

const [lin, chief] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
const at = 1_763_700_000_000 as Instant;
const turn = { person: lin, post: "gate", date: "2026-11-21" as BusinessDate, shift: "day" };
const none = given(violationKind, "x", []);

test("a breach is recorded with who, where, which rules, and what was seen, sealed", () => {
  const facts: RecordFacts = {
    ...{ authorised: true, personKnown: true, inForce: ["GPH-01", "GPH-02"] },
    ...{ occurrence: { startsAt: at }, hasCome: false, isOfShift: true },
  };
  const ask = (more: Partial<RecordFacts>, rules = ["GPH-01"], who = chief) =>
    recordViolation({
      ...{ state: none, rule: { record: { by: ["leader"], cites: ["GPH-12"] } }, facts: { ...facts, ...more } },
      ...{ body: { ...turn, rules, account: "着装" }, circumstances: by(who, at) },
    });
  expect(ask({}).entries).toEqual([
    {
      type: "violation.recorded",
      body: { ...turn, kind: "conduct", rules: ["GPH-01"], account: { secret: "着装", kind: "free-text" } },
    },
  ]);
  expect(outcomeOf(ask({ authorised: false }))).toEqual({ refused: "violation.not-entitled", rules: ["GPH-12"] });
  expect(outcomeOf(ask({}, ["GPH-01"], lin))).toEqual({ refused: "violation.own", rules: ["ZB-13"] });
  const later = { startsAt: (at + 1) as Instant };
  const of = (more: Partial<RecordFacts>) => outcomeOf(ask(more));
  expect(of({ occurrence: undefined })).toEqual({ refused: "violation.no-such-shift", rules: ["ZB-13"] });
  expect(of({ occurrence: later })).toEqual({ refused: "violation.not-begun", rules: ["ZB-13"] });
  expect(of({ occurrence: later, hasCome: true })).toEqual(["violation.recorded"]);
  expect(of({ isOfShift: false })).toEqual({ refused: "violation.not-of-shift", rules: ["ZB-13"] });
  expect(outcomeOf(ask({ personKnown: false }))).toMatchObject({ refused: "violation.person-unknown" });
  expect(ask({}, ["GPH-01", "SLH-01", "SLH-02"]).refusal).toMatchObject({
    ...{ code: "violation.rule-not-in-force", field: "rules", detail: { rules: ["SLH-01", "SLH-02"] } },
  });
});

test("an abandoned post is held against a person once, without the account that stands elsewhere", () => {
  const about = {
    body: { ...turn, rules: ["GPH-10"] },
    rule: {},
    facts: {},
    circumstances: by(chief, at, { actor: "reaction" }),
  };
  const [entry] = attributeViolation({ ...about, state: none }).entries ?? [];
  expect(entry).toEqual({ type: "violation.recorded", body: { ...turn, rules: ["GPH-10"], kind: "abandonment" } });
  const recorded = given(violationKind, "x", entry ? [[entry, { at }]] : []);
  expect(recorded).toEqual({ phase: "recorded", at, ...turn, rules: ["GPH-10"], kind: "abandonment" });
  expect(outcomeOf(attributeViolation({ ...about, state: recorded }))).toEqual([]);
  expect([none, violationKind.owes(recorded, {}), violationKind.under(recorded)]).toEqual([
    { phase: "none" },
    [],
    undefined,
  ]);
});
