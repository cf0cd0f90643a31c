import { expect, test } from "vitest";
import type { Escalation, Obligation } from "#duty/grammar/obligation.ts";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import { by, outcomeOf } from "#test/given.ts";
import { acknowledgeObligation } from "./acknowledge-obligation.ts";
import { hearCall } from "./hear-call.ts";
import { forWholeSiteFrom } from "./whole-site.ts";

/* A call that is for whoever owes the thing: it names them and nobody else, and nobody answers it in their place (ZB-22). */

const [ma, zhou] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"] as const;
const at = instant(1_800_000_000_000);
const obligation: Obligation = {
  ...{ key: `hear/1/${ma}`, what: "absence.hear", post: "lobby", person: ma, opensAt: at, dueAt: plusMinutes(at, 5) },
  ...{ rules: ["ZB-22"], ladder: [{ afterMinutes: 0, call: "@colleague" }] },
};
const escalation: Escalation = { rung: 1, calls: [{ at }] };
const stream = { noun: "absence", id: "lobby/2026-11-21/day/lin" };
const called = { type: "obligation.called", body: { key: obligation.key, rung: 1, people: [ma] } };

function heard(holders: readonly string[], listening: readonly string[], owed = obligation) {
  return hearCall({
    ...{ state: undefined, rule: undefined, circumstances: by(ma, at, { actor: "clock" }) },
    body: { stream, key: obligation.key, rung: 1, candidates: [], listening },
    facts: {
      ...{ obligation: owed, escalation, about: [ma] },
      holders: holders.map((person) => ({ person, functions: ["@colleague", "squad-leader"] })),
    },
  }).entries;
}

test("it names whoever owes it, though it is about them, and nobody who holds a function of whatever name", () => {
  const people = [ma];
  expect(heard([zhou, ma], [ma])).toEqual([
    called,
    { type: "obligation.heard", body: { key: obligation.key, rung: 1, people } },
  ]);
  const unheard = { type: "obligation.unheard", body: { key: obligation.key, rung: 1 } };
  expect(heard([zhou, ma], [zhou])).toEqual([called, unheard]);
  const nobody = { ...called, body: { ...called.body, people: [] } };
  expect(heard([zhou], [zhou])).toEqual([nobody, unheard]);
});

test("nobody answers it, whatever they hold and whenever, and it never is for everybody of the site", () => {
  const calls = [{ at, people: [ma], unheardAt: at }];
  for (const actor of [ma, zhou])
    for (const functions of [[], ["@colleague"], ["squad-leader"]]) {
      const decided = acknowledgeObligation({
        ...{ state: undefined, rule: undefined, circumstances: by(actor, plusMinutes(at, 600)) },
        body: { stream, key: obligation.key, reason: "我在。" },
        facts: {
          obligation,
          escalation: { rung: 1, calls },
          functions,
          onDuty: actor === ma,
          missing: false,
          called: [ma],
        },
      });
      expect(outcomeOf(decided)).toEqual({ refused: "ledger.to-be-heard", rules: ["ZB-22"] });
    }
  expect(forWholeSiteFrom(obligation, { rung: 1, calls })).toBeUndefined();
});
