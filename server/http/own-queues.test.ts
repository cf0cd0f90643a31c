import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { ownQueues } from "./own-queues.ts";

/** What has been let in so far, without waiting for what has not. */
async function letIn(asked: readonly Promise<(() => void) | undefined>[]) {
  const states: ("in" | "refused" | "waits")[] = asked.map(() => "waits");
  asked.forEach((each, index) => {
    void each.then((leave) => {
      states[index] = leave ? "in" : "refused";
    });
  });
  await new Promise((resolve) => setImmediate(resolve));
  return states;
}

test("so many of one source are under way, so many wait, the next is refused; another source waits for none of them", async () => {
  const take = ownQueues(2, 1);
  const asked = [take("a"), take("a"), take("a"), take("a"), take("b")];
  expect(await letIn(asked)).toEqual(["in", "in", "waits", "refused", "in"]);
  const first = await asked[0];
  first?.();
  first?.();
  expect(await letIn([...asked, take("a"), take("a")])).toEqual([
    "in",
    "in",
    "in",
    "refused",
    "in",
    "waits",
    "refused",
  ]);
});

test("whatever comes and goes, no source has more under way than it may, and nobody waits where there is room", async () => {
  const deeds = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.boolean()), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(deeds, async (all) => {
      const take = ownQueues(3, 100);
      const inside: Record<string, (() => void)[]> = { a: [], b: [], c: [] };
      const open: Record<string, number> = { a: 0, b: 0, c: 0 };
      for (const [source, comes] of all) {
        if (comes) {
          open[source] = (open[source] ?? 0) + 1;
          void take(source).then((leave) => leave && inside[source]?.push(leave));
        } else if (inside[source]?.length) {
          open[source] = (open[source] ?? 0) - 1;
          inside[source]?.shift()?.();
        }
        await new Promise((resolve) => setImmediate(resolve));
        for (const each of ["a", "b", "c"]) expect(inside[each]).toHaveLength(Math.min(3, open[each] ?? 0));
      }
    }),
    { numRuns: 50, seed: freshSeed() },
  );
});
