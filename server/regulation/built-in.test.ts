import { expect, test } from "vitest";
import { builtInMechanisms } from "./built-in.ts";
import { readPacks } from "./published.ts";

const house = readPacks("regulations").published.find(({ id }) => id === "zhiban-house");

test("every rule that the code cites is a rule of the house", () => {
  const known = house?.adopted.rules.map(({ id }) => id);
  expect([...builtInMechanisms().keys()].filter((id) => !known?.includes(id))).toEqual([]);
});

test("what is built in is found where it stands", () => {
  expect(builtInMechanisms().get("ZB-03")).toContain("duty/handover/sign-handover.ts#ZB-03");
});
