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
