import fc from "fast-check";
import { expect, test } from "vitest";
import type { Recorded } from "./entry.ts";
import {
  callsAt,
  type Escalations,
  evolveEscalations,
  isOverdue,
  lapses,
  lapsesAt,
  minutesLate,
  type Obligation,
  type ObligationEntry,
} from "./obligation.ts";
import { type Instant, instant, plusMinutes } from "./time.ts";

const due = instant(1_000_000_000_000);

const owed: Obligation = {
  key: "settle",
  what: "matter.settle",
  post: "lobby",
  opensAt: due,
  dueAt: due,
  rules: ["ZB-08"],
  ladder: [
    { afterMinutes: 0, call: "squad-leader" },
    { afterMinutes: 15, call: "department-manager" },
  ],
};

function record(entry: ObligationEntry, at: Instant): Recorded<ObligationEntry> {
  const actor = entry.type === "obligation.acknowledged" ? { person: "lin" } : ("clock" as const);
  return { ...entry, version: 1, hash: "", at, deviceTime: undefined, actor, device: undefined };
}

function after(escalations: Escalations, entries: readonly ObligationEntry[], at: Instant): Escalations {
  return entries.reduce((so, each) => evolveEscalations(so, record(each, at)), escalations);
}

test("nothing lapses before it is due", () => {
  expect(lapses(owed, undefined, plusMinutes(due, -1))).toEqual([]);
  expect(lapsesAt(owed)).toBe(due);
});

test("what is owed by a moment is overdue at that moment, and minutes late are those that have begun", () => {
  expect([-1, 0, 1].map((by) => isOverdue(due, due + by))).toEqual([false, true, true]);
  expect([-60_000, 0, 1, 60_000, 60_001].map((by) => minutesLate(due, due + by))).toEqual([0, 1, 1, 1, 2]);
  expect(owed.ladder.map((rung) => callsAt(due, rung))).toEqual([due, plusMinutes(due, 15)]);
});

test("at the due time it is missed and the first rung is called", () => {
  expect(lapses(owed, undefined, due)).toEqual([
    { type: "obligation.missed", body: { key: "settle", dueAt: due } },
    { type: "obligation.escalated", body: { key: "settle", rung: 1, call: "squad-leader", dueAt: due } },
  ]);
});

test("asked again at the same moment, it has nothing new to say", () => {
  const escalations = after({}, lapses(owed, undefined, due), due);
  expect(lapses(owed, escalations.settle, due)).toEqual([]);
  expect(lapsesAt(owed, escalations.settle)).toBe(plusMinutes(due, 15));
});

test("acknowledging stops the calls and not the debt", () => {
  const missed = after({}, lapses(owed, undefined, due), due);
  const acknowledged = after(missed, [{ type: "obligation.acknowledged", body: { key: "settle", rung: 1 } }], due);
  expect(lapses(owed, acknowledged.settle, plusMinutes(due, 60))).toEqual([]);
  expect(lapsesAt(owed, acknowledged.settle)).toBeUndefined();
  expect(acknowledged.settle).toMatchObject({ acknowledgedBy: "lin", missedAt: due });
});

test("what was met or has passed on never lapses", () => {
  const late = plusMinutes(due, 600);
  expect(lapses({ ...owed, metAt: due }, undefined, late)).toEqual([]);
  expect(lapses({ ...owed, endedAt: due }, undefined, late)).toEqual([]);
  expect(lapsesAt({ ...owed, metAt: due })).toBeUndefined();
});

test("a clock that sleeps through rungs calls each of them once, whatever the ticks", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }), (ticks) => {
      let escalations: Escalations = {};
      const called: number[] = [];
      for (const tick of [...ticks, 60].toSorted((a, b) => a - b)) {
        const at = plusMinutes(due, tick);
        const entries = lapses(owed, escalations.settle, at);
        called.push(...entries.flatMap((each) => (each.type === "obligation.escalated" ? [each.body.rung] : [])));
        escalations = after(escalations, entries, at);
      }
      expect(called).toEqual([1, 2]);
    }),
  );
});
