import { describe, expect, test } from "vitest";
import type { Site } from "#duty/site/site.ts";
import { currentPost } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";

/*
 * The kit and the books that a form lists are those of the post as it is set up now: nobody signs for a list that the set-up has changed since
 * (ZB-31, GPH-04, SLH-07).
 */

const squad = shiftOn("squad", "day");

interface Lists {
  readonly kit: readonly { readonly key: string; readonly name: string; readonly expected: number }[];
  readonly books: readonly { readonly key: string; readonly name: string }[];
}

function listsOf(there: RunOfShifts): Lists {
  const post = currentPost(there.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" }), "squad");
  return { kit: post?.kit ?? [], books: post?.books ?? [] };
}

function setUp(there: RunOfShifts, change: (lists: Lists) => Partial<Lists>): void {
  const site = there.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { name, department, shifts, binds } = currentPost(site, "squad") ?? {};
  const post = { key: "squad", name, department, shifts, binds, ...listsOf(there) };
  const told = there.does("setup", "site.establish-post", { ...post, ...change(listsOf(there)) });
  expect(told).toContain("site.post-established");
}

const changes: Record<string, (lists: Lists) => Partial<Lists>> = {
  "an item more": ({ kit }) => ({ kit: [...kit, { key: "baton", name: "警棍", expected: 2 }] }),
  "an item less": ({ kit }) => ({ kit: kit.slice(1) }),
  "more of an item": ({ kit: [first, ...others] }) => ({
    kit: first ? [{ ...first, expected: first.expected + 1 }, ...others] : [],
  }),
  "a book more": ({ books }) => ({ books: [...books, { key: "visitors-two", name: "来访登记簿二" }] }),
  "a book less": ({ books }) => ({ books: books.slice(1) }),
};

/** 周敏 has prepared, 吴军 is there. */
function prepared(): RunOfShifts {
  const there = new RunOfShifts().at("07:44");
  there.does("周敏", "attendance.sign-on", squad);
  there.at("15:30");
  return there;
}

function comes(there: RunOfShifts): void {
  expect(there.prepares("周敏", squad, "吴军")).toContain("handover.prepared");
  there.at("15:45").does("吴军", "attendance.sign-on", { ...squad, shift: "evening" });
}

describe.each(Object.entries(changes))("%s by the set-up", (_, change) => {
  test("after preparing, before anything is counted", () => {
    const there = prepared();
    comes(there);
    setUp(there, change);
    there.checks("吴军", squad);
    expect(there.signs("吴军", squad)).toMatch(/handover\.(kit|books)-changed-since/);
    completes(there);
  });

  test("after counting", () => {
    const there = prepared();
    comes(there);
    there.checks("吴军", squad);
    setUp(there, change);
    expect(there.signs("周敏", squad)).toMatch(/handover\.(kit|books)-changed-since/);
    completes(there);
  });

  test("after the first signature, which is void with it", () => {
    const there = prepared();
    comes(there);
    there.checks("吴军", squad);
    expect(there.signs("吴军", squad)).toBe("handover.signed");
    setUp(there, change);
    expect(there.signs("周敏", squad)).toMatch(/handover\.(kit|books)-changed-since/);
    completes(there);
  });

  test("before preparing: the form lists what the post has now", () => {
    const there = prepared();
    setUp(there, change);
    comes(there);
    there.checks("吴军", squad);
    expect(there.signs("吴军", squad)).toBe("handover.signed");
    expect(listedIn(there)).toEqual(keysOf(there));
  });

  test("while the hand-over is open again: what was counted of another number is counted anew", () => {
    const there = prepared();
    comes(there);
    there.checks("吴军", squad);
    there.does("周敏", "handover.reopen", { ...squad, reason: "改正" });
    setUp(there, change);
    expect(there.prepares("周敏", squad, "吴军")).toContain("handover.prepared");
    there.does("吴军", "handover.read-records", squad);
    const isMore = change !== changes["an item less"] && change !== changes["a book less"];
    expect(there.signs("吴军", squad)).toMatch(
      isMore ? /handover\.(item-uncounted|book-not-taken)/ : "handover.signed",
    );
  });
});

/** The form is brought up to date, what is new is counted, and both sign it. */
function completes(there: RunOfShifts): void {
  expect(there.amends("周敏", squad)).toBe("handover.amended handover.lists-amended");
  expect(listedIn(there)).toEqual(keysOf(there));
  expect(there.handover(squad)).toMatchObject({ signatures: [] });
  there.checks("吴军", squad);
  expect(there.signs("吴军", squad)).toBe("handover.signed");
  expect(there.signs("周敏", squad)).toContain("handover.completed");
}

function listedIn(there: RunOfShifts) {
  const { kit, books } = there.form(squad) ?? {};
  return { kit, books };
}

function keysOf(there: RunOfShifts) {
  const { kit, books } = listsOf(there);
  return { kit: kit.map(({ key: item, expected }) => ({ item, expected })), books: books.map(({ key }) => key) };
}
