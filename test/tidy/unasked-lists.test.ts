import { expect, test } from "vitest";
import { plant, repository } from "./tree.ts";
import { ASKED_ELSEWHERE, unaskedLists } from "./unasked-lists.ts";

const here = repository();

test("of every list it is asked what it shows and what it leaves out", () => expect(unaskedLists(here)).toEqual([]));

test("lists that other stories ask are there", () => {
  const found = unaskedLists(here, []).map((each) => each.split(": ")[1] ?? "");
  expect(found.toSorted()).toEqual(ASKED_ELSEWHERE);
});

test("a list of which nothing is asked is caught", () => {
  const tree = plant({
    "server/log/page-view.ts":
      "export function pages(sql: Sql, about: About) {}\nexport async function books(sql: Sql) {}\nexport const row = (page: Page) => page;\nexport function named(page: Page) {}",
    "server/log/log-routes.ts": "export function read(sql: Sql) {}",
    "test/stories/conditions.story.test.ts": "const ask = () => pages(sql, about);",
  });
  expect(unaskedLists(tree)).toEqual(["server/log/page-view.ts: books"]);
});

test("a statement about people, desks or what they follow is one of them, whatever its connection is called", () => {
  const tree = plant({
    "server/account/desk.ts": "export async function ended(tx: Sql) {}\nexport function asked(accounts: Sql) {}",
    "server/feed/open-feed.ts": "export async function openFeed(pool: Sql) {}",
    "server/person/names.test.ts": "export function named(sql: Sql) {}",
    "test/stories/desk-conditions.story.test.ts": "const ask = () => asked(sql);",
    "test/stories/other.story.test.ts": "const ask = () => ended(sql);",
  });
  expect(unaskedLists(tree)).toEqual(["server/account/desk.ts: ended", "server/feed/open-feed.ts: openFeed"]);
});
