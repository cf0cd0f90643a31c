import { expect, test } from "vitest";
import { uncarriedRules } from "#duty/adoption.ts";
import { builtInRules } from "#duty/built-in-rules.ts";
import { directions } from "#duty/nouns.ts";
import { builtInMechanisms } from "./built-in.ts";
import { mechanismsOf } from "./mutants.ts";
import { readPacks } from "./published.ts";

const packs = readPacks("regulations").published;
const house = packs.find(({ id }) => id === "zhiban-house");

test("every rule that the code cites is a rule of the house", () => {
  const known = house?.adopted.rules.map(({ id }) => id);
  expect([...builtInMechanisms().keys()].filter((id) => !known?.includes(id))).toEqual([]);
});

test("what the house does not carry out by an element is built in, and nothing else is said to be", () => {
  const cited = new Set(house && mechanismsOf(house.adopted).flatMap(({ cites }) => cites));
  const uncited = house?.adopted.rules.map(({ id }) => id).filter((id) => !cited.has(id));
  expect(builtInRules).toEqual(uncited);
  for (const id of builtInRules) expect(builtInMechanisms().get(id)).not.toHaveLength(0);
});

test.each(packs)("the product carries out every rule of $id $edition", ({ adopted }) => {
  expect(uncarriedRules(adopted, directions)).toEqual([]);
});

test("what is built in is found where it stands", () => {
  expect(builtInMechanisms().get("ZB-03")).toContain("duty/handover/sign-handover.ts#ZB-03");
});
