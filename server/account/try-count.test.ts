import fc from "fast-check";
import { expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { type Allowance, allowances, countTry, refusedUntil, type TryCount } from "./try-count.ts";

const begin = instant(1_763_700_000_000);
const unused: TryCount = { failures: 0, at: begin, closedUntil: undefined };
const allowance = fc.constantFrom<Allowance[]>(...Object.values(allowances));
/** Minutes that pass before each next try, beyond what it must wait. */
const patience = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 })), { minLength: 1, maxLength: 80 });

test("no try waits longer than a quarter of an hour, and none is refused for good", () => {
  fc.assert(
    fc.property(allowance, patience, (each, waits) => {
      let count = unused;
      let now = begin;
      for (const wait of waits) {
        count = countTry(count, now, each);
        const until = count.closedUntil ?? now;
        expect(until - now).toBeLessThanOrEqual(15 * minute);
        now = instant(until + wait * minute);
      }
    }),
  );
});

test("however patient somebody guesses at a PIN at one desk, in a day it is some hundred tries at most", () => {
  fc.assert(
    fc.property(patience, (waits) => {
      let count = unused;
      let now = begin;
      const tries: number[] = [];
      for (const wait of [...waits, ...Array(200).fill(0)]) {
        tries.push(now);
        count = countTry(count, now, allowances.pinAtDesk);
        now = instant((count.closedUntil ?? now) + wait * minute);
      }
      const day = 24 * 60 * minute;
      const most = Math.max(...tries.map((from) => tries.filter((at) => at >= from && at < from + day).length));
      expect(most).toBeLessThanOrEqual(110);
    }),
    { numRuns: 50, seed: freshSeed() },
  );
});

test("what was wrong is forgotten a time after the first of it, however much came since, and not before", () => {
  for (const each of Object.values<Allowance>(allowances)) {
    const last: TryCount = { failures: each.free, at: begin, closedUntil: undefined };
    const since = countTry(last, instant(begin + each.forgottenAfter - 1), each);
    expect(since).toMatchObject({ failures: each.free + 1, at: begin });
    const after = instant(begin + each.forgottenAfter);
    expect(countTry(since, after, each)).toEqual({ failures: 1, at: after, closedUntil: undefined });
  }
});

test("wrong tries at a name or a PIN are remembered for a day, at an address for an hour", () => {
  const hours = Object.fromEntries(
    Object.entries(allowances).map(([name, { forgottenAfter }]) => [name, forgottenAfter / (60 * minute)]),
  );
  const pins = { pinAtDesk: 24, pinAnywhere: 24 };
  const names = { passwordAtDesk: 24, passwordFromAddress: 24, passwordFromNetwork: 24, passwordAnywhere: 24 };
  expect(hours).toEqual({ ...pins, ...names, address: 1 });
});

test("a person is paused everywhere only after more wrong tries than one desk gets", () => {
  expect(allowances.pinAnywhere.free).toBeGreaterThan(allowances.pinAtDesk.free);
});

test("where several counts pause a try, it waits for the last of them, in whatever order they are counted", () => {
  const paused = fc.record({ desk: fc.integer({ min: 1, max: 15 }), anywhere: fc.integer({ min: 1, max: 15 }) });
  fc.assert(
    fc.property(paused, ({ desk, anywhere }) => {
      const at = (minutes: number): TryCount => ({
        ...unused,
        failures: 9,
        closedUntil: instant(begin + minutes * minute),
      });
      const counted = [
        { subject: { counted: "pinAtDesk", text: "desk" } as const, count: at(desk) },
        { subject: { counted: "pinAnywhere", text: "anywhere" } as const, count: at(anywhere) },
      ];
      const last = instant(begin + Math.max(desk, anywhere) * minute);
      expect(refusedUntil(counted, begin)).toBe(last);
      expect(refusedUntil(counted.toReversed(), begin)).toBe(last);
    }),
    { seed: freshSeed() },
  );
});
