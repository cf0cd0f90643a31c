import { describe, expect, test } from "vitest";
import { house } from "#duty/composition.ts";
import { Grounds, readCases } from "./coverage.ts";
import { readPacks } from "./published.ts";
import { runCase } from "./run-case.ts";

/* Every situation of every edition by itself, so that the one which does not come out is named. */

const { published } = readPacks("regulations");

describe.each(published)("$id $edition", (edition) => {
  const others = published.filter(({ id }) => id === house && id !== edition.id);
  const grounds = new Grounds([...others, edition]);
  const situations = readCases(edition, ".").value?.cases ?? [];

  test("has situations", () => expect(situations.length).toBeGreaterThan(0));

  test.each(situations)("$case", (situation) => {
    const verdicts = runCase(situation, grounds.for(situation));
    expect(verdicts.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  });
});
