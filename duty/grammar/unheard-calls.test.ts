import { expect, test } from "vitest";
import type { Recorded } from "./entry.ts";
import {
  type Escalation,
  type Escalations,
  evolveEscalations,
  lapses,
  lapsesAt,
  type Obligation,
  type ObligationEntry,
} from "./obligation.ts";
import { type Instant, instant, plusMinutes } from "./time.ts";

const due = instant(1_000_000_000_000);
const lin = "00000000-0000-4000-8000-000000000001";

const owed: Obligation = {
  ...{ key: "settle", what: "matter.settle", post: "lobby", opensAt: due, dueAt: due, rules: ["ZB-08"] },
  ladder: [
    { afterMinutes: 0, call: "squad-leader" },
    { afterMinutes: 15, call: "department-manager" },
    { afterMinutes: 40, call: "head-of-security" },
  ],
};

function after(before: Escalation | undefined, entries: readonly ObligationEntry[], at: Instant): Escalation {
  const from: Escalations = before ? { settle: before } : {};
  const record = (entry: ObligationEntry): Recorded<ObligationEntry> => ({
    ...entry,
    ...{ version: 1, hash: "", at, deviceTime: undefined, actor: { person: lin }, device: undefined },
  });
  return entries.reduce((so, each) => evolveEscalations(so, record(each)), from).settle as Escalation;
}

const called = after(undefined, lapses(owed, undefined, due), due);
const unheard = (rung: number): ObligationEntry => ({ type: "obligation.unheard", body: { key: "settle", rung } });
const heard: ObligationEntry = { type: "obligation.heard", body: { key: "settle", rung: 1, people: [lin] } };
const next = (rung: number, call: string) => [
  { type: "obligation.escalated", body: { key: "settle", rung, call, dueAt: due } },
];

test("a call that nobody heard is followed by the next rung at once, and that one waits for its own", () => {
  const first = after(called, [unheard(1)], due);
  expect(lapsesAt(owed, first)).toBe(due);
  expect(lapses(owed, first, due)).toEqual(next(2, "department-manager"));
  const second = after(first, lapses(owed, first, due), due);
  expect(lapses(owed, second, due)).toEqual([]);
  expect(lapsesAt(owed, second)).toBe(plusMinutes(due, 40));
  const third = after(second, [unheard(2)], due);
  expect(lapses(owed, third, due)).toEqual(next(3, "head-of-security"));
});

test("a call that was heard after all waits again", () => {
  const late = after(called, [unheard(1), heard], due);
  expect(lapses(owed, late, due)).toEqual([]);
  expect(lapsesAt(owed, late)).toBe(plusMinutes(due, 15));
  expect(late.calls).toEqual([{ at: due, unheardAt: due, heardAt: due, heardBy: [lin] }]);
});

test("whom a rung calls stands with it, and what it is about goes on being owed when they answer for themselves", () => {
  const named = after(called, [{ type: "obligation.called", body: { key: "settle", rung: 1, people: [lin] } }], due);
  expect(named.calls).toEqual([{ at: due, people: [lin] }]);
  const reason = { sealed: "s", kind: "free-text" } as const;
  const own = after(named, [{ type: "obligation.self-answered", body: { key: "settle", rung: 1, reason } }], due);
  expect(own).toMatchObject({ acknowledgedAt: due, acknowledgedBy: lin, selfAnswered: true });
  // For others it goes on, and one of them ends it.
  expect(lapsesAt(owed, own)).toBe(plusMinutes(due, 15));
  const second = after(own, lapses(owed, own, plusMinutes(due, 15)), plusMinutes(due, 15));
  expect(second).toMatchObject({ rung: 2, selfAnswered: true });
  const other = after(second, [{ type: "obligation.acknowledged", body: { key: "settle", rung: 2 } }], due);
  expect(other).not.toHaveProperty("selfAnswered");
  expect(lapsesAt(owed, other)).toBeUndefined();
});

test("what is called before it is due goes on before it is due, and is missed only then", () => {
  const early = { ...owed, dueAt: plusMinutes(due, 5) };
  const first = after(undefined, [...(next(1, "squad-leader") as ObligationEntry[]), unheard(1)], due);
  expect(lapsesAt(early, first)).toBe(due);
  expect(lapses(early, first, due)).toMatchObject([{ type: "obligation.escalated", body: { rung: 2 } }]);
  const second = after(first, lapses(early, first, due), due);
  expect(lapsesAt(early, second)).toBe(plusMinutes(due, 5));
  const answered = after(second, [{ type: "obligation.acknowledged", body: { key: "settle", rung: 2 } }], due);
  expect(lapsesAt(early, answered)).toBe(plusMinutes(due, 5));
  expect(lapses(early, answered, plusMinutes(due, 5))).toMatchObject([{ type: "obligation.missed" }]);
});
