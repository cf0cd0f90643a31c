import fc from "fast-check";
import { expect, test } from "vitest";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import {
  at,
  completed,
  endsAt,
  lin,
  once,
  opened,
  prepared,
  rule,
  type StoryEntry,
  signed,
  text,
} from "#test/handover-story.ts";
import type { Handover } from "./handover.ts";
import { handoverOwes } from "./handover-owes.ts";

/* The records of a shift are complete by a form that stands, and never by one that was taken back before it was asked for (SLH-08). */

const dueAt = plusMinutes(endsAt, -5);

function recordsOf(state: Handover) {
  return handoverOwes(state, rule).find(({ key }) => key === "close-records");
}

/** A form is written, taken back, written again, so many minutes after three o'clock. */
function turnedOver(minutes: readonly number[]) {
  const [form] = prepared();
  const moments = minutes.toSorted((a, b) => a - b).map((each) => plusMinutes(at("15:00"), each));
  const entries = moments.map((moment, index): StoryEntry => {
    const entry = index % 2 === 0 ? form : { type: "handover.reopened" as const, body: { reason: text("补记") } };
    return [entry, { at: moment, actor: { person: lin } }];
  });
  const spans = moments.flatMap((from, index) => (index % 2 === 0 ? [{ from, until: moments[index + 1] }] : []));
  return { entries, spans };
}

test("records are closed by a form that stands when they are due, or by the one that stands after it", () => {
  const seen = { "in time": 0, late: 0, "not at all": 0 };
  fc.assert(
    fc.property(fc.array(fc.nat(120), { maxLength: 7 }), (minutes) => {
      const { entries, spans } = turnedOver(minutes);
      const inTime = spans.find(
        ({ from, until }) => !isOverdue(dueAt, from) && (until === undefined || isOverdue(dueAt, until)),
      );
      const stands = spans.find(({ until }) => until === undefined);
      const metAt = recordsOf(once(opened, ...entries))?.metAt;
      expect(metAt).toBe((inTime ?? stands)?.from);
      seen[metAt === undefined ? "not at all" : isOverdue(dueAt, metAt) ? "late" : "in time"] += 1;
    }),
    { numRuns: 400, seed: freshSeed() },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});

test("what was closed when it was due stays so when the form is taken back afterwards, and when it is signed", () => {
  const back: StoryEntry = [{ type: "handover.reopened", body: { reason: text("补记") } }, { at: at("16:20") }];
  expect(recordsOf(once(opened, prepared(), back))?.metAt).toBe(at("15:50"));
  const passed = once(opened, prepared(), signed("outgoing"), signed("incoming"), completed);
  expect(recordsOf(passed)?.metAt).toBe(at("15:50"));
});
