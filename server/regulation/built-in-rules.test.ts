import { expect, test } from "vitest";
import { directions } from "#duty/nouns.ts";
import { uncarriedRules } from "#duty/wiring/adoption.ts";
import { builtInRules } from "#duty/wiring/built-in-rules.ts";
import { codeParts } from "./lost-code.ts";
import { mechanismsOf } from "./mechanisms.ts";
import { readPacks } from "./published.ts";

const packs = readPacks("regulations").published;
const house = packs.find(({ id }) => id === "zhiban-house");

test("what the house does not carry out by an element stands in code, and nothing else is said to", () => {
  const cited = new Set(house && mechanismsOf(house.adopted).flatMap(({ cites }) => cites));
  const uncited = house?.adopted.rules.map(({ id }) => id).filter((id) => !cited.has(id));
  expect(builtInRules).toEqual(uncited);
  const inCode = new Set(codeParts("ZB").flatMap(({ cites }) => cites));
  expect(builtInRules.filter((id) => !inCode.has(id))).toEqual([]);
});

test.each(packs)("the product carries out every rule of $id $edition", ({ adopted }) => {
  expect(uncarriedRules(adopted, directions)).toEqual([]);
});
