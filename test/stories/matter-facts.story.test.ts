import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { execute } from "#server/door/execute.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import type { MattersAnswer } from "#server/matter/matter-answer.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, storySite, tellDeskStory } from "#test/desk-story.ts";
import { packs } from "#test/tower-world.ts";

/* Whoever looks at the matters of a post is told by the server what they may do about them, and is not refused it (ZB-09). */

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { regulations: ["zhiban-house"] });
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function does(who: keyof typeof cast, act: string, body: object): Promise<string | undefined> {
  const context = { org: story.org, sites: [storySite] };
  const actor = { person: cast[who] };
  const command = { id: randomUUID(), site: storySite, act, body, actor, proof: "pin" as const };
  return (await execute(story.runtime, context, command)).answer.refusal?.code;
}

async function told(who: keyof typeof cast): Promise<readonly boolean[]> {
  const answer = await (await story.deskOf(who)).get("/api/matter?post=lobby");
  return (answer.json() as MattersAnswer).matters.map(({ mayRelease }) => mayRelease);
}

test("letting an important matter pass is offered to whom it would not be refused, until it is done", async () => {
  for (const { id: regulation, hash } of packs) await does("lin", "notice.confirm", { regulation, hash });
  expect(await does("lin", "attendance.sign-on", morningShift)).toBeUndefined();
  const dueAt = story.now() + 60 * minute;
  const matter = { post: "lobby", class: "important", text: "门锁坏", dueAt };
  expect(await does("lin", "matter.open", matter)).toBeUndefined();
  expect(await does("lin", "matter.open", { ...matter, class: "ordinary", dueAt: dueAt + 1 })).toBeUndefined();
  expect([await told("lin"), await told("wang"), await told("chief")]).toEqual([
    [false, false],
    [false, false],
    [true, false],
  ]);
  const [important] = ((await (await story.deskOf("chief")).get("/api/matter?post=lobby")).json() as MattersAnswer)
    .matters;
  const form = async (who: keyof typeof cast) => {
    const { post, date, shift } = morningShift;
    const answer = await (await story.deskOf(who)).get(`/api/handover?post=${post}&date=${date}&shift=${shift}`);
    const { matters } = answer.json() as HandoverAnswer;
    return matters.filter(({ id }) => id === important?.id).map(({ mayRelease }) => mayRelease);
  };
  expect([await form("lin"), await form("chief")]).toEqual([[false], [true]]);
  const release = { post: "lobby", matter: important?.id.split("/")[1], reason: "明日来修" };
  expect(await does("wang", "matter.release", release)).toBe("matter.function-lacking");
  expect(await does("chief", "matter.release", release)).toBeUndefined();
  expect(await told("chief")).toEqual([false, false]);
  expect(await form("chief")).toEqual([false]);
});
