import { beforeAll, describe, expect, test } from "vitest";
import { house } from "#duty/wiring/composition.ts";
import { CaseGround } from "./case-ground.ts";
import { type Led, leadAll } from "./lead-cases.ts";
import { type Published, readPacks } from "./published.ts";
import { readCases } from "./read-cases.ts";
import { errorLine } from "./yaml-text.ts";

/* Every case of every edition by itself, so that the one which does not come out is named. */

const { published } = readPacks("regulations");
const theHouse = published.findLast(({ id }) => id === house) as Published;
/** Texts that nobody adopts: what no text of the product says yet is shown by them. */
const samples = readPacks("test/packs").published;

describe.each([...published, ...samples])("$id $edition", (edition) => {
  const cases = readCases(edition, theHouse);

  test("has cases, and a stage for them", () => {
    expect(cases.errors).toEqual([]);
    expect(cases.ready.length).toBeGreaterThan(0);
    expect(cases.stage?.posts.length).toBeGreaterThan(0);
  });

  test("has no case that is for no rule: only what is for one is reviewed with it, and missed where it is gone", () => {
    const told = cases.ready.map(({ situation: { case: name, steps } }) => ({
      name,
      rules: steps.flatMap(({ expect: all = [] }) => all.flatMap((each) => each.for)),
    }));
    expect(told.filter(({ rules }) => rules.length === 0).map(({ name }) => name)).toEqual([]);
  });

  // Led when the tests run and not when they are listed, so that a mutant of the code is seen.
  let led: readonly Led[] = [];
  beforeAll(() => {
    led = cases.stage ? leadAll(cases, new CaseGround(cases.stage, theHouse)) : [];
  });

  test.each(cases.ready.map(({ situation }, index) => [situation.case, index] as const))("%s", (_, index) => {
    expect(led[index]?.errors.map(errorLine)).toEqual([]);
  });
});
