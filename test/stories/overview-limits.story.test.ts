import { afterAll, beforeAll, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import type { OverviewAnswer, SiteHappening } from "#server/overview/overview-answer.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, storySite, tellDeskStory } from "#test/desk-story.ts";

/* More than a screen can show: the database holds one row more than is told. */

let database: FreshDatabase;
let story: DeskStory;
let chief: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  chief = await story.deskOf("chief");
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const looks = async () => (await chief.get(`/api/overview?site=${storySite}`)).json() as OverviewAnswer;

/** So many things that are owed, the n-th due so many minutes from now, each a step apart. */
async function owes(
  count: number,
  { what, from, step, met }: { what: string; from: number; step: number; met?: number },
) {
  const due = story.now() + from * minute;
  await database.connect()`
    insert into obligation (org, site, noun, id, key, what, post, opens_at, due_at, met_at, rules, ladder)
    select ${story.org}, ${storySite}, ${what.split(".")[0] ?? ""}, 'lobby/' || ${what} || ${from} || '/' || n, 'k', ${what}, 'lobby', 0,
      ${due}::bigint + n * ${step * minute}::bigint, ${met === undefined ? null : story.now() + met * minute}::bigint, '{}', '[]'
    from generate_series(1, ${count}::int) n`;
}

test("sixty things to do are told, the longest overdue first, and how many there are altogether", async () => {
  const before = (await looks()).toDoTotal;
  await owes(61, { what: "notice.read", from: -100, step: 1 });
  const { toDo, toDoTotal } = await looks();
  expect([toDo.length, toDoTotal - before]).toEqual([60, 61]);
  expect(toDo.find(({ what }) => what === "notice.read")?.dueAt).toBe(story.now() - 99 * minute);
});

test("what comes within the hour is told among what is to do, what comes later is not", async () => {
  const before = (await looks()).toDoTotal;
  await owes(1, { what: "notice.read", from: 58, step: 1 });
  expect((await looks()).toDoTotal).toBe(before + 1);
  await owes(1, { what: "notice.read", from: 59, step: 1 });
  expect((await looks()).toDoTotal).toBe(before + 1);
});

test("two hundred marks are drawn of what comes", async () => {
  await owes(201, { what: "notice.later", from: 100, step: 1 });
  expect((await looks()).ahead).toHaveLength(200);
});

test("eight things are told that were put right today, the last first", async () => {
  const put = [7, 3, 9, 1, 5, 2, 8, 6, 4];
  for (const before of put) await owes(1, { what: "notice.late", from: -200 - before, step: 1, met: -before });
  const { settled } = await looks();
  expect(settled.map(({ outcome, metAt }) => [outcome, metAt])).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((before) => ["late", story.now() - before * minute]),
  );
});

test("forty of each kind of what happened are told, the latest first", async () => {
  const [starts, ends] = [story.now() - 600 * minute, story.now() - 120 * minute];
  await database.connect()`
    insert into handover (org, site, id, post, date, shift, phase, starts_at, ends_at, completed_at, late_minutes, problems, matters, faults,
      faults_open)
    select ${story.org}, ${storySite}, 'lobby/2026-11-20/' || n, 'lobby', '2026-11-20', 'day', 'completed', ${starts}::bigint, ${ends}::bigint,
      ${ends}::bigint + n * 60000, n, 0, 0, 0, 0
    from generate_series(1, 41) n`;
  const { now, happened } = (await chief.get(`/api/overview/happened?site=${storySite}`)).json() as {
    now: number;
    happened: SiteHappening[];
  };
  expect([now, happened.length, happened[0]?.minutes]).toEqual([story.now(), 40, 41]);
});
