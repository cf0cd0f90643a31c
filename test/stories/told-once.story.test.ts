import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { routine } from "#duty/routine.ts";
import { owedByPost, toDoOf } from "#server/overview/outstanding-view.ts";
import { toDoFrom } from "#server/overview/to-do.ts";
import { LifeChance } from "#server/simulation/chance.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";

/* What is overdue at a post is as many things on the board as it is lines of what is to be done, whatever is owed there beside it. */

let database: FreshDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect();
});

afterAll(() => database.drop());

const context = { org: "wanda", sites: ["tower"] };
const site = "tower";
const now = instant(500);
const turns = ["lin", "wu", "zhao"];
const owedOfTurns = ["attendance.sign-on", "attendance.relief", "attendance.sign-off"];
const owedOfPosts = ["handover.complete", "matter.settle", "log.countersign"];

/** Owed at two posts, some of it met, some to come, in every mixture. */
function mixture(chance: LifeChance): object[] {
  const posts = ["lobby", "gate"];
  const possible = posts.flatMap((post) => [
    ...turns.flatMap((person) => owedOfTurns.map((what) => ({ post, what, id: `${post}/day/${person}` }))),
    ...owedOfPosts.flatMap((what) => ["day", "evening"].map((shift) => ({ post, what, id: `${post}/${shift}` }))),
  ]);
  return possible
    .filter(() => chance.happens(0.5))
    .map((each) => ({
      ...{ ...each, org: context.org, site, noun: "any", key: each.what, opens_at: 0, rules: [], ladder: [], rung: 0 },
      ...{ calls: [], self_answered: false, due_at: chance.happens(0.6) ? 499 : 501 },
      met_at: chance.happens(0.2) ? 450 : null,
    }));
}

test("the board counts what the list tells", async () => {
  const chance = new LifeChance(7);
  let hidden = 0;
  let counted = 0;
  for (let round = 0; round < 40; round += 1) {
    await sql`delete from obligation`;
    for (const row of mixture(chance))
      await sql`insert into obligation select * from json_populate_record(null::obligation, ${JSON.stringify(row)}::text::json)`;
    const halfSigned = chance.happens(0.5) ? ["lobby/evening"] : [];
    const rows = await toDoOf(sql, context, { site, now, soon: 502, halfSigned, routine, most: 999 });
    const told = toDoFrom(rows, { now, site, prepared: new Map(), texts: new Map() });
    hidden += rows.length - told.length;
    const posts = await owedByPost(sql, context, { site, now });
    counted += posts.length;
    for (const { post, overdue } of posts)
      expect(overdue, `round ${round}, ${post}`).toBe(
        told.filter((each) => each.post === post && each.dueAt <= now).length,
      );
  }
  expect(hidden).toBeGreaterThan(20);
  // Both posts owe something in nearly every mixture.
  expect(counted).toBeGreaterThan(70);
});
