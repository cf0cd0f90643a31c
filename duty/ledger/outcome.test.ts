import fc from "fast-check";
import { expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import { dueOutcomeOf, dueOutcomes } from "./outcome.ts";

const dueAt = instant(1_763_700_000_000);
const at = (minutes: number) => instant(dueAt + minutes * minute);

test.each([
  ["met a minute before", { dueAt, metAt: at(-1) }, "in-time"],
  ["met at the very moment", { dueAt, metAt: dueAt }, "late"],
  ["met a minute after", { dueAt, metAt: at(1) }, "late"],
  ["met late and then ended", { dueAt, metAt: at(1), endedAt: at(2) }, "late"],
  ["ended a minute before", { dueAt, endedAt: at(-1) }, "void"],
  ["ended at the very moment", { dueAt, endedAt: dueAt }, "missed"],
  ["ended after nobody had met it", { dueAt, endedAt: at(1) }, "missed"],
])("%s", (_, obligation, outcome) => expect(dueOutcomeOf(obligation, at(60))).toBe(outcome));

test("what nobody has met is open until its moment, and missed from that moment on", () => {
  expect([at(-1), dueAt, at(1)].map((now) => dueOutcomeOf({ dueAt }, now))).toEqual(["open", "missed", "missed"]);
});

const moment = fc.integer({ min: -10, max: 10 }).map(at);
const longer = fc.integer({ min: 0, max: 20 });

test("late, in time, missed, void and open exclude each other, and waiting changes only what is open", () => {
  fc.assert(
    fc.property(moment, longer, fc.option(moment), fc.option(moment), (now, wait, metAt, endedAt) => {
      const obligation = { dueAt, ...(metAt === null ? {} : { metAt }), ...(endedAt === null ? {} : { endedAt }) };
      const outcome = dueOutcomeOf(obligation, now);
      expect(dueOutcomes).toContain(outcome);
      expect(outcome === "in-time" || outcome === "late").toBe(metAt !== null);
      const afterwards = dueOutcomeOf(obligation, now + wait * minute);
      expect(outcome === "open" ? ["open", "missed"] : [outcome]).toContain(afterwards);
    }),
  );
});
