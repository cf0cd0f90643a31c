import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { administrator } from "./last-administrator.ts";
import { helpsSomebody, mayHelp, rankOf } from "./may-help.ts";
import type { Person } from "./person.ts";

const office = "head-office";
/** Three sites that order their functions, each in words of its own, and one that orders none. */
const orders: Readonly<Record<string, readonly string[]>> = {
  tower: ["duty-head", "floor-lead", "team-lead"],
  mall: ["store-head", "team-lead"],
  hostel: ["warden", "warden", "porter"],
  yard: [],
};
const orderAt = (site: string) => orders[site] ?? [];

type Held = readonly [held: string, site: string];

function person(...held: readonly Held[]): Person {
  return {
    phase: "employed",
    holdings: held.map(([each, site]) => ({ function: each, site, since: instant(0) })),
  };
}

const rank = (who: Person) => rankOf(who, office, orderAt);
const helps = (helper: Person, helped: Person, sites = Object.keys(rank(helper).heights)) =>
  mayHelp(rank(helper), rank(helped), sites);
const at = (site: string, held: string | undefined) => (held === undefined ? person() : person([held, site]));

describe("of one site, by the words that it has itself", () => {
  test("the same and a higher function helps, a lower one does not", () => {
    const [head, floor, team] = (orders.tower ?? []).map((held) => person([held, "tower"])) as [Person, Person, Person];
    expect([helps(head, floor), helps(floor, team), helps(team, team), helps(head, head)]).toEqual(Array(4).fill(true));
    expect([helps(floor, head), helps(team, floor), helps(team, head)]).toEqual(Array(3).fill(false));
    expect([helps(team, person()), helps(person(), person()), helps(person(), team)]).toEqual([true, false, false]);
  });

  test("words of the house that the site does not use stand in no order there", () => {
    const stranger = person(["department-manager", "tower"]);
    expect([helps(stranger, person(["team-lead", "tower"])), helps(person(["team-lead", "tower"]), stranger)]).toEqual([
      false,
      true,
    ]);
    expect([helps(stranger, person()), helps(stranger, person(["cook", "tower"]))]).toEqual([true, true]);
  });

  test("a site that has one word for two functions of the house gives it the higher place", () => {
    expect(helps(person(["warden", "hostel"]), person(["porter", "hostel"]))).toBe(true);
    expect(helps(person(["porter", "hostel"]), person(["warden", "hostel"]))).toBe(false);
  });

  test("where nothing orders the functions, whoever holds one helps the others", () => {
    expect(helps(person(["cook", "yard"]), person(["duty-head", "yard"]))).toBe(true);
    expect(helps(person(["cook", "yard"]), person([administrator, "yard"]))).toBe(false);
  });
});

describe("of two sites", () => {
  const both = person(["team-lead", "tower"], ["store-head", "mall"]);

  test("what is held at each counts there alone, in the words of each", () => {
    expect(helps(person(["floor-lead", "tower"]), both)).toBe(false);
    expect(helps(person(["duty-head", "tower"]), both)).toBe(false);
    expect(helps(person(["duty-head", "tower"], ["team-lead", "mall"]), both)).toBe(false);
    expect(helps(person(["team-lead", "tower"], ["store-head", "mall"]), both)).toBe(true);
    expect(helps(both, person(["floor-lead", "tower"]))).toBe(false);
    expect(helps(both, person(["team-lead", "mall"]))).toBe(true);
    // The word of one site is none of the other.
    expect(helps(person(["store-head", "tower"]), person(["team-lead", "tower"]))).toBe(false);
  });

  test("what somebody holds at a site that orders nothing is compared by those of that site alone", () => {
    const elsewhere = person(["cook", "yard"]);
    expect(helps(person(["duty-head", "tower"]), elsewhere)).toBe(false);
    expect(helps(person(["duty-head", "tower"], ["gardener", "yard"]), elsewhere)).toBe(true);
  });

  test("who holds something at another site alone is nobody at this one", () => {
    expect(helps(person(["store-head", "mall"]), person(), ["tower"])).toBe(false);
    expect(helps({ ...both, phase: "left" }, person())).toBe(false);
  });
});

describe("where an account covers more sites than its owner holds anything at", () => {
  const chief = person(["duty-head", "tower"]);
  const everywhere = person(["duty-head", "tower"], ["store-head", "mall"]);

  test("whoever holds nothing at one of them does not come to read it by a new first password", () => {
    for (const helped of [person(), person(["team-lead", "tower"])]) {
      expect(helps(chief, helped, ["tower"])).toBe(true);
      expect(helps(chief, helped, ["tower", "mall"])).toBe(false);
      expect(helps(everywhere, helped, ["tower", "mall"])).toBe(true);
      expect(helps(person([administrator, office]), helped, ["tower", "mall"])).toBe(true);
    }
    expect(helps(everywhere, person(), [])).toBe(false);
  });
});

test("an administrator of the head office helps everybody, and only such a one helps such a one", () => {
  const chief = person([administrator, office]);
  for (const held of [undefined, ...(orders.tower ?? []), administrator]) {
    expect(helps(chief, at("tower", held))).toBe(true);
    expect(helps(at("tower", held), chief)).toBe(false);
  }
  expect(helps(chief, chief)).toBe(true);
});

test("of two at one site at least one may help the other, unless neither holds a function", () => {
  const words = fc.option(fc.constantFrom(...(orders.tower ?? []), administrator, "cook"), { nil: undefined });
  fc.assert(
    fc.property(words, words, (one, other) => {
      const [a, b] = [at("tower", one), at("tower", other)];
      expect(helps(a, b) || helps(b, a)).toBe(one !== undefined || other !== undefined);
    }),
  );
});

test("whoever helps stands at least as high at every site at which the other holds anything, and nowhere else does it count", () => {
  const holding = fc.constantFrom<Held>(
    ...[office, ...Object.keys(orders)].flatMap((site) =>
      [...orderAt(site), "cook", administrator].map((held): Held => [held, site]),
    ),
  );
  const somebody = fc.array(holding, { maxLength: 4 }).map((held) => person(...held));
  /** At one site as if there were no other. */
  const only = (who: Person, site: string) => ({ ...who, holdings: who.holdings.filter((each) => each.site === site) });
  let across = 0;
  fc.assert(
    fc.property(somebody, somebody, (helper, helped) => {
      const sites = [...new Set(helped.holdings.map(({ site }) => site))];
      fc.pre(sites.length > 0 && !rank(helper).administers && !rank(helped).administers);
      const everywhere = sites.every((site) => helps(only(helper, site), only(helped, site)));
      expect(helps(helper, helped)).toBe(everywhere);
      across += sites.length > 1 && everywhere ? 1 : 0;
    }),
    { numRuns: 3000 },
  );
  expect(across).toBeGreaterThan(5);
});

test("whoever helps somebody at all is offered to, and nobody else", () => {
  const held: Held[] = [
    ["cook", "yard"],
    ["team-lead", "tower"],
    [administrator, "mall"],
    [administrator, office],
  ];
  for (const holdings of [[], ...held.map((each) => [each])]) {
    const helper = person(...holdings);
    const isOffered = helpsSomebody({ functions: holdings.map(([each, site]) => ({ function: each, site })) });
    expect(isOffered).toBe([person(), ...held.map((each) => person(each))].some((helped) => helps(helper, helped)));
  }
});
