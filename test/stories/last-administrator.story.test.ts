import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "#duty/door/table.ts";
import { execute } from "#server/door/execute.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { StreamCache } from "#server/journal/stream-cache.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, ordered, tellDeskStory } from "#test/desk-story.ts";

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

type Who = "admin" | "chief";

const administration = (person: string) => ({ person, function: "administrator", site: towerOffice });

async function command(desk: Browser, act: string, body: object) {
  const answer = await desk.post(`/api/commands/${act}`, { ...ordered(body), site: towerOffice });
  return answer.statusCode === 200 ? "done" : (answer.json().code as string);
}

async function functionsOf(who: Who): Promise<readonly string[]> {
  const { people } = (await (await story.deskOf(who)).get("/api/session")).json();
  return people[0].functions.map((each: { function: string }) => each.function);
}

async function administrators(): Promise<readonly Who[]> {
  const both = ["admin", "chief"] as const;
  const held = await Promise.all(both.map(functionsOf));
  return both.filter((_, index) => held[index]?.includes("administrator"));
}

/** K8.5 */
test("the only administrator neither ends their own function nor leaves", async () => {
  const desk = await story.deskOf("admin");
  const ending = { ...administration(cast.admin), reason: "调岗" };
  expect(await command(desk, "person.end-function", ending)).toBe("person.last-administrator");
  expect(await command(desk, "person.end-function", { ...ending, stays: cast.lin })).toBe("person.last-administrator");
  const left = await desk.post(`/api/people/${cast.admin}/leave`, { reason: "离职", stays: cast.lin });
  expect([left.statusCode, left.json()]).toMatchObject([
    422,
    { code: "person.last-administrator", rules: ["ZB-10"], field: "stays" },
  ]);
  expect(await administrators()).toEqual(["admin"]);
});

/** One of its own with nothing remembered, as another process has it: its commands share no transaction with those of others. */
function anotherRuntime(): Runtime {
  return { ...story.runtime, cache: new StreamCache() };
}

async function through(runtime: Runtime, own: Who, body: object): Promise<string> {
  const command: Command = {
    ...{ id: randomUUID(), site: towerOffice, act: "person.end-function", proof: "session" },
    ...{ actor: { person: cast[own] }, body: { ...administration(cast[own]), reason: "调岗", ...body } },
  };
  const { answer } = await execute(runtime, { org: story.org, sites: [towerOffice] }, command);
  return answer.refusal?.code ?? "done";
}

test.each([
  ["ends the function of the other", (other: Who) => ({ person: cast[other] }), "person.not-administrator"],
  ["ends the own one and names the other", (other: Who) => ({ stays: cast[other] }), "person.last-administrator"],
])("of two administrators at once, each of whom %s, one succeeds and one stays", async (_, ending, refused) => {
  const desks = { admin: await story.deskOf("admin"), chief: await story.deskOf("chief") };
  for (let round = 0; round < 8; round += 1) {
    const [first] = await administrators();
    for (const each of ["admin", "chief"] as const)
      expect(await command(desks[first as Who], "person.grant-function", administration(cast[each]))).toBe("done");
    // Both on what one process remembers, or one of two processes that remember nothing.
    const runtimes = round % 2 === 0 ? [story.runtime, story.runtime] : [anotherRuntime(), anotherRuntime()];
    const answers = await Promise.all([
      through(runtimes[0] as Runtime, "admin", ending("chief")),
      through(runtimes[1] as Runtime, "chief", ending("admin")),
    ]);
    expect(answers.toSorted()).toEqual(["done", refused]);
    expect(await administrators()).toHaveLength(1);
  }
});
