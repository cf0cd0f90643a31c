import { expect, test } from "vitest";
import { needlessExemptions, STORIES, unaskedOrders } from "./ordered-lists.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("every list that is cut is asked in the story of orders", () => expect(unaskedOrders(here)).toEqual([]));
test("no list is let off that is not there", () => expect(needlessExemptions(here)).toEqual([]));

const path = "server/log/line-view.ts";
const list =
  "export function latest(sql) {\n  return sql`select id from line order by at desc, id limit $" + "{most}`;\n}";

test.each([
  ["", [`${path} latest`]],
  ['import { latest } from "#server/log/line-view.ts";', []],
  ['import { latest } from "#server/log/page-view.ts";', [`${path} latest`]],
  ['import { other } from "#server/log/line-view.ts";', [`${path} latest`]],
])("a list that is cut, and the story imports %j", (story, found) => {
  expect(unaskedOrders(plant({ [path]: list, [STORIES[0]]: story }))).toEqual(found);
});

test("a list within a list is found, and one that is shown whole is not", () => {
  const within =
    "export const of = (sql) => sql`select * from post cross join lateral (select id from line order by at limit 2) as l`;";
  const whole = "export const all = (sql) => sql`select id from line order by at`;";
  expect(unaskedOrders(plant({ [path]: `${within}\n${whole}` }))).toEqual([`${path} of`]);
});
