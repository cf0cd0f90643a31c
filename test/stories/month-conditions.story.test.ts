import { expect, onTestFinished, test } from "vitest";
import { publishedMonths } from "#server/overview/published-months.ts";
import { freshDatabase } from "#test/database.ts";

const site = "tower";
const context = { org: "wanda", sites: [site, "mall"] };
const month = { noun: "roster", version: 1, born_month: "2026-11-01", head_hash: "\\x00" };

test("months that are published are those of this site and organisation that were asked for, and rosters", async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const sql = database.connect();
  const others = [{ noun: "log" }, { org: "another" }, { site: "mall" }];
  const named = others.map((each) => ({ ...each, id: `hidden ${JSON.stringify(each)}` }));
  for (const each of [{ id: "shown" }, { id: "not asked for" }, ...named]) {
    const written = JSON.stringify({ org: context.org, site, ...month, ...each });
    await sql`insert into stream select * from json_populate_record(null::stream, ${written}::text::json)`;
  }
  const found = await publishedMonths(sql, context, { site, ids: ["shown", ...named.map(({ id }) => id)] });
  expect(found.map(({ id }) => id)).toEqual(["shown"]);
});
