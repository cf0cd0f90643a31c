import { afterAll, beforeAll, expect, test } from "vitest";
import { instantOf, minute } from "#duty/grammar/time.ts";
import { dueOutcomeOf, dueOutcomes } from "#duty/ledger/outcome.ts";
import type { OutcomeEvidence } from "#server/overview/overview-answer.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, storySite, tellDeskStory } from "#test/desk-story.ts";

/* The database sums what `dueOutcomeOf` tells of one: every way in which moments can lie, held against it. */

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const day = "2026-11-21";
const around = [-1, 0, 1];

/** Due before, at and after now; met and ended before, at and after that, or not at all. */
function everyWay(now: number) {
  return around.flatMap((due) => {
    const dueAt = now + due * 10 * minute;
    const moments = [null, ...around.map((each) => dueAt + each * minute)];
    return moments.flatMap((metAt) => moments.map((endedAt) => ({ dueAt, metAt, endedAt })));
  });
}

test("what the database counts as in time, late, missed, void or open is what the rule says of each", async () => {
  const now = story.now();
  const ways = everyWay(now).map((each, index) => ({ ...each, id: `lobby/${index}` }));
  await database.connect()`
    insert into obligation (org, site, noun, id, key, what, post, opens_at, due_at, met_at, ended_at, rules, ladder)
    select ${story.org}, ${storySite}, 'notice', id, 'k', 'notice.read', 'gate', 0, "dueAt", "metAt", "endedAt", '{ZB-01}', '[]'
    from json_to_recordset(${JSON.stringify(ways)}::text::json) as x(id text, "dueAt" bigint, "metAt" bigint, "endedAt" bigint)`;
  const byRule = new Map(
    ways.map(({ id, dueAt, metAt, endedAt }) => {
      const moments = { ...(metAt === null ? {} : { metAt }), ...(endedAt === null ? {} : { endedAt }) };
      return [id, dueOutcomeOf({ dueAt, ...moments } as Parameters<typeof dueOutcomeOf>[0], now)];
    }),
  );
  const chief = await story.deskOf("chief");
  const behind = async (more: Record<string, string>): Promise<OutcomeEvidence[]> => {
    const asked = new URLSearchParams({ site: storySite, day, post: "gate", ...more });
    return (await chief.get(`/api/overview/outcomes?${asked}`)).json().obligations;
  };
  const counted: string[] = [];
  for (const outcome of dueOutcomes) {
    const found = await behind({ outcome });
    expect(found.length, outcome).toBeGreaterThan(0);
    expect(found.map(({ stream }) => byRule.get(stream.id))).toEqual(found.map(() => outcome));
    expect(found.every(({ stream }) => stream.site === storySite && stream.noun === "notice")).toBe(true);
    counted.push(...found.map(({ stream }) => stream.id));
  }
  expect(counted.toSorted()).toEqual([...byRule.keys()].toSorted());
  const due = [...byRule.values()].filter((each) => each !== "void" && each !== "open").length;
  expect(await behind({})).toHaveLength(due);
  const { days } = (await chief.get(`/api/overview/days?site=${storySite}&days=1`)).json();
  const of = (outcome: string) => [...byRule.values()].filter((each) => each === outcome).length;
  expect(days).toEqual([{ date: day, due, inTime: of("in-time"), late: of("late"), missed: of("missed") }]);
  expect(instantOf(`${day}T07:30:00+08:00`)).toBe(now);
});
