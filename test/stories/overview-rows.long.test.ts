import postgres from "postgres";
import { expect, test } from "vitest";
import { openLook } from "#bench/bench-look.ts";
import { addPast } from "#bench/overview-past.ts";
import { instantOf } from "#duty/grammar/time.ts";
import type { SiteLook } from "#server/overview/site-look.ts";
import { presentOf } from "#server/overview/site-overview.ts";
import { happenedAt, pastOf } from "#server/overview/site-past.ts";
import { openPool } from "#server/postgres/pool.ts";
import { databaseOfTest } from "#test/database.ts";
import { rowsReadBy } from "#test/rows-read.ts";

const now = instantOf("2026-11-21T10:00:00Z");
const posts = 8;

/** Rows that the overview of a site reads from tables, whatever the database remembers of its plans. */
async function rowsOf(look: SiteLook): Promise<number> {
  let rows = 0;
  const { services } = look;
  const reading: SiteLook["services"]["reading"] = (context, work) =>
    services.reading(context, async (sql) => {
      const read = await rowsReadBy(sql, () => work(sql));
      rows += read.rows;
      return read.answer;
    });
  const counted = { ...look, services: { ...services, reading } };
  await presentOf(counted);
  await pastOf(counted);
  await happenedAt(counted);
  return rows;
}

test("the overview reads as many rows with two years behind it as with a month", { timeout: 240_000 }, async () => {
  const database = await databaseOfTest();
  const place = database.connectionOptions();
  const owner = postgres({ ...place, max: 1, onnotice: () => {} });
  const [pool, accounts] = [openPool(place, "zb_app", { max: 1 }), openPool(place, "zb_signin", { max: 1 })];
  const close = async () => {
    await Promise.all([owner, pool, accounts].map((each) => each.end()));
  };
  try {
    const look = await openLook({ place, owner, pool, accounts, close }, { size: posts, now });
    const past = { org: look.context.org, posts: Object.keys(look.setup.posts), before: now, perDay: 24 };
    await addPast(owner, past, 0, 30);
    const month = await rowsOf(look);
    await addPast(owner, past, 30, 730);
    const years = await rowsOf(look);
    expect(years).toBe(month);
    // Yesterday's and today's are read, and what is owed now.
    expect(month).toBeGreaterThan(posts * 24);
  } finally {
    await close();
  }
});
