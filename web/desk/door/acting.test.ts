import fc from "fast-check";
import { expect, test } from "vitest";
import type { PersonHere } from "#server/account/account-answer.ts";
import { whoActs } from "./acting.ts";

const here = (person: string, locked = false) => ({ person, locked }) as PersonHere;

const desks = fc
  .uniqueArray(fc.record({ person: fc.constantFrom("lin", "wu", "zhao", "sun"), locked: fc.boolean() }), {
    selector: ({ person }) => person,
  })
  .map((people) => people.map(({ person, locked }) => here(person, locked)));

test("where nobody at the desk is chosen, nobody who is locked acts before one who is open", () => {
  fc.assert(
    fc.property(desks, fc.constantFrom(null, "gone"), (people, chosen) => {
      const acting = whoActs(people, chosen);
      const open = people.filter(({ locked }) => !locked);
      expect(acting).toBe(open[0] ?? people[0]);
    }),
  );
});

test("who was chosen acts wherever they stand in the row, and is the one to unlock", () => {
  fc.assert(
    fc.property(desks, (people) => {
      for (const each of people) expect(whoActs(people, each.person)).toBe(each);
    }),
  );
});

test("at a desk at which nobody is, nobody acts", () => {
  expect(whoActs([], null)).toBeUndefined();
  expect(whoActs([], "lin")).toBeUndefined();
});

test("the first one who is open acts, not the first of all", () => {
  expect(whoActs([here("lin", true), here("wu"), here("zhao")], null)?.person).toBe("wu");
});
