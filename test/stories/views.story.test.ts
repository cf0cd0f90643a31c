import { afterAll, beforeAll, expect, test } from "vitest";
import { columnName } from "#server/door/view-columns.ts";
import { views } from "#server/start/served-nouns.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

/** As the catalogue of the database calls what a column is written with. */
const spelled: Readonly<Record<string, string>> = { int: "integer" };

test.each(views)("the columns of the view $table are those of its table", async ({ table, columns }) => {
  const named = Object.entries({ org: { type: "text" }, site: { type: "text" }, id: { type: "text" }, ...columns });
  const stored = await database.connect()<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns where table_name = ${table}`;
  const described = named.map(([name, { type }]) => [columnName(name), spelled[type] ?? type]);
  expect(described.toSorted()).toEqual(stored.map(({ name, type }) => [name, type]).toSorted());
});
