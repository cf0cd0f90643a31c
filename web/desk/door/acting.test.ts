import fc from "fast-check";
import { expect, test } from "vitest";
import type { PersonHere } from "#server/account/account-answer.ts";
import { functionsHeldAt, overlooks, whoActs } from "./acting.ts";

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

test("of somebody's functions those count for a post that they hold at its site, for all of it or for this post", () => {
  const held = (of: string, site: string, post?: string) => ({ function: of, site, ...(post ? { post } : {}) });
  const functions = [held("a", "tower"), held("b", "tower", "lobby"), held("c", "tower", "gate"), held("d", "mall")];
  expect(functionsHeldAt({ functions }, { site: "tower", post: "lobby" })).toEqual(["a", "b"]);
});

test.each([
  ["a function at the site", [{ function: "squad-leader", site: "tower" }], true],
  ["a function at one post of it", [{ function: "squad-leader", site: "tower", post: "lobby" }], true],
  [
    "the administrator, whose function is held at the head office",
    [{ function: "administrator", site: "office" }],
    true,
  ],
  ["a function at another site", [{ function: "squad-leader", site: "mall" }], false],
  ["none", [], false],
])("who is shown the site from above: %s", (_, functions, shown) =>
  expect(overlooks({ functions }, "tower")).toBe(shown),
);
