import { expect, test } from "vitest";
import { rowsIn, strangeRows } from "./row-names.ts";
import { plant, repository } from "./tree.ts";

test("what a row is said to hold is what its statement gives", () => {
  const here = repository();
  expect(strangeRows(here)).toEqual([]);
  expect(rowsIn(here).length).toBeGreaterThan(80);
});

const stated = `
  interface Waiting {
    readonly id: string;
    dueAt: number;
  }
  interface Place { readonly org: string }
  type Both = Place & { readonly site: string };
  const waiting = (sql) => sql<Waiting[]>\`
    select m.id, (select min(due_at) as least from wake)::float8 as "dueAt" from matter m where post = 'a, b' limit \${most}\`;
  const kept = (sql) => sql<readonly Both[]>\`insert into site (org, site) values (\${org}, \${site}) returning org, site\`;
  const last = (sql) => sql<{ person: string; at: number }[]>\`
    with latest as (select person, at from account_event) select distinct on (person) person, at::float8 as at from latest\`;`;
const path = "server/matter/matter-view.ts";
const strange = (text: string) => strangeRows(plant({ [path]: text }));

test("rows are read whose type can be, and whose columns all stand in the statement", () => {
  expect(strange(stated)).toEqual([]);
  expect(rowsIn(plant({ [path]: stated })).map(({ said }) => said)).toEqual([
    ["id", "dueAt"],
    ["org", "site"],
    ["person", "at"],
  ]);
  const unread = `
    const all = (sql) => sql<Elsewhere[]>\`select id from matter\`, whole = (sql) => sql<{ id: string }[]>\`select * from matter\`;
    const put = (sql) => sql<{ id: string }[]>\`select \${columns} from matter\`, none = (sql) => sql<{ id: string }[]>\`delete from matter\`;`;
  expect(rowsIn(plant({ [path]: unread }))).toEqual([]);
});

test.each([
  [`as "dueAt"`, `as "dueAd"`, ["8 gives no dueAt", "8 says nothing of dueAd"]],
  [`m.id, `, "", ["8 gives no id"]],
  ["readonly id: string;", "", ["8 says nothing of id"]],
  ["returning org, site", "returning org", ["10 gives no site"]],
  ["readonly site: string }", "readonly place: string }", ["10 gives no place", "10 says nothing of site"]],
  ["as at from", "as moment from", ["11 gives no at", "11 says nothing of moment"]],
  ["person: string; ", "", ["11 says nothing of person"]],
])("%s turned into %j is caught", (before, after, caught) => {
  expect(stated).toContain(before);
  expect(strange(stated.replace(before, after))).toEqual(caught.map((each) => `${path}:${each}`));
});
