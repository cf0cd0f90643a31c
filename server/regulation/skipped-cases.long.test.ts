import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { CaseGround } from "./case-ground.ts";
import { type Led, leadAll, soundCases } from "./lead-cases.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { type Published, readPacks } from "./published.ts";
import { readCases } from "./read-cases.ts";
import { type Readings, watchingReads } from "./readings.ts";
import { type Attempt, Trial } from "./trial.ts";

/*
 * A case is not led where nothing that it reads is another, else from where it first reads of it; ways of a case, and cases that begin alike, go
 * watchedSeen until they part. Whatever is spared so would have told the same.
 */

vi.setConfig({ testTimeout: 600_000 }); // hundreds of small lives are led, beside other work

const { published } = readPacks("regulations");
const theHouse = published.find(({ id }) => id === "zhiban-house") as Published;
const packs = [...published, ...readPacks("test/packs").published].filter(({ id }) => id !== theHouse.id);

/** The cases of an edition led, each step once for all that come to it alike where it is watchingReads what they read; else each by itself. */
function lead(edition: Published, readings?: Readings): { led: readonly Led[]; trial: Trial } {
  const cases = readCases(edition, theHouse);
  if (!cases.stage) throw new Error(`${edition.place} has no stage`);
  const ground = new CaseGround(cases.stage, theHouse, readings ? { readings } : {});
  const led = leadAll(cases, ground);
  const tried = { ground, edition, cases: soundCases(led), ...(readings ? { readings } : {}) };
  return { led, trial: new Trial(tried) };
}

/** What cases tell of a mutant when they are led to their end: by the case and its way, what goes wrong first. */
function toldOf(mutant: Mutant, trial: Trial): ReadonlyMap<string, unknown> {
  const name = ({ each, variant }: Attempt) => `${each.situation.case}, as ${variant.as}, ${variant.house}`;
  const attempts = [...trial.attemptsOn(mutant)].map(
    (each) => [name(each), each.lead(Number.POSITIVE_INFINITY)] as const,
  );
  return new Map(attempts.map(([each, failed]) => [each, failed?.map(({ expected }) => expected)]));
}

describe.each(packs.map((edition) => [edition.id, edition] as const))("%s", (_, edition) => {
  test("each way of each case sees what it sees by itself", () => {
    const seen = ({ led }: ReturnType<typeof lead>) => led.map(({ verdicts, errors }) => ({ verdicts, errors }));
    const watchedSeen = watchingReads(edition, (readings) => seen(lead(edition, readings)));
    expect(watchedSeen.flatMap(({ verdicts }) => verdicts).length).toBeGreaterThan(50);
    expect(watchedSeen).toEqual(seen(lead(edition)));
  });

  test("a case that is spared a mutant notices nothing of it, and one that is led on tells what it tells from its beginning", () => {
    // Of a mutant that is about no rule every case may tell something.
    const all = mutantsOf(edition.adopted).map((mutant): Mutant => ({ ...mutant, rules: [] }));
    const some = fc.shuffledSubarray(all, { minLength: 6, maxLength: 6 });
    const [mutants = []] = fc.sample(some, { numRuns: 1, seed: freshSeed() });
    const spared = watchingReads(edition, (readings) => {
      const { trial } = lead(edition, readings);
      return mutants.map((mutant) => toldOf(mutant, trial));
    });
    const { trial } = lead(edition);
    const whole = mutants.map((mutant) => toldOf(mutant, trial));
    const counts = { led: 0, spared: 0 };
    for (const [index, mutant] of mutants.entries()) {
      for (const [name, failed] of whole[index] ?? []) {
        const isSpared = !spared[index]?.has(name);
        counts[isSpared ? "spared" : "led"] += 1;
        expect([mutant.place, mutant.change, name, spared[index]?.get(name)]).toEqual([
          ...[mutant.place, mutant.change, name, failed],
        ]);
      }
    }
    expect(counts).toEqual({ led: expect.toSatisfy(isSome), spared: expect.toSatisfy(isSome) });
  });
});

function isSome(count: number): boolean {
  return count > 0;
}
