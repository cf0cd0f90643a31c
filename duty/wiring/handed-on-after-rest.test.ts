import fc from "fast-check";
import { expect, test } from "vitest";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { DayPost, restingDays as days } from "#test/day-post.ts";
import { freshSeed } from "#test/fresh-seed.ts";

/* Nobody hands on what they never took over, also where a post rests between its shifts (ZB-34); only whoever had closed it goes on from themselves. */

const people = ["周敏", "吴军"] as const;

/** What somebody does on a day of the post, of whose days before some have been handed on. */
const deeds: Readonly<
  Record<string, (there: DayPost, who: string, at: { shift: ShiftName; before: ShiftName[] }) => unknown>
> = {
  comes: (there, who, { shift }) => there.comes(who, shift),
  closes: (there, who, { shift }) => there.closes(who, shift),
  "writes it up": (there, who, { shift }) => there.prepares(who, shift, undefined),
  "brings it up to date": (there, who, { shift }) => there.amends(who, shift),
  signs: (there, who, { shift }) => there.signs(who, shift),
  goes: (there, who, { shift }) => there.goes(who, shift),
  reads: (there, who, { before }) => before.map((each) => there.does(who, "handover.read-records", each)),
  "takes up": (there, who, { before }) => before.map((each) => there.takesUp(who, each)),
  leaves: (there, who, { shift }) => there.does(who, "absence.leave-at-once", shift),
  "is back": (there, who, { shift }) => there.does(who, "absence.come-back", shift),
};
const often = ["comes", "closes", "takes up"];
const aDay = fc.array(
  fc.record({
    who: fc.constantFrom(...people),
    what: fc.oneof(fc.constantFrom(...Object.keys(deeds)), fc.constantFrom(...often)),
    late: fc.boolean(),
  }),
  { minLength: 4, maxLength: 12, size: "max" },
);

/** The days that are lived, each from the morning on; a day that nobody has closed in the end is closed by whoever can. */
function live(all: readonly (typeof aDay extends fc.Arbitrary<infer D> ? D : never)[]): readonly Handover[] {
  const there = new DayPost(...all.map(() => people));
  for (const [index, acts] of all.entries()) {
    const shift = days[index] as ShiftName;
    const before = days.slice(0, index);
    there.at(`+${index} 07:44`);
    for (const { who, what, late } of acts.toSorted((one, two) => Number(one.late) - Number(two.late))) {
      if (late) there.at(`+${index} 16:00`);
      deeds[what]?.(there, who, { shift, before });
    }
    there.at(`+${index} 16:30`);
    for (const who of people) there.closes(who, shift);
    for (const who of people) there.goes(who, shift);
  }
  return days.slice(0, all.length).map((each) => there.handover(each));
}

test("in whatever order people come, close and go: who hands on has taken up what was closed before, or had closed it", () => {
  const met = { "taken up": 0, "followed by oneself": 0, "left untaken": 0 };
  fc.assert(
    fc.property(fc.tuple(aDay, aDay, aDay), (all) => {
      const closed = live(all).filter((each) => each.phase === "completed");
      for (const [index, { outgoing, takenUp, completedAt }] of closed.entries()) {
        expect(outgoing).not.toBe(takenUp?.by);
        const next = closed[index + 1];
        // What stood open until the next was handed on could not be taken up before that.
        if (!next || completedAt > next.completedAt) continue;
        const wasTaken = takenUp !== undefined && takenUp.at <= next.completedAt;
        met[wasTaken ? "taken up" : "followed by oneself"] += 1;
        if (!wasTaken) expect(next.outgoing, "handed on by somebody who never took over").toBe(outgoing);
      }
      if (closed.length < all.length) met["left untaken"] += 1;
    }),
    { numRuns: 40, seed: freshSeed() },
  );
  expect(Math.min(...Object.values(met)), JSON.stringify(met)).toBeGreaterThan(0);
});
