import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "#duty/door/table.ts";
import { execute } from "#server/door/execute.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { StreamCache } from "#server/journal/stream-cache.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, ordered, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";

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
  const answer = await desk.post(`/api/commands/${act}`, { ...ordered(body, { pin: storyPin }), site: towerOffice });
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

/** Somebody on the books to whom the administration has been given, and who cannot sign in yet. */
async function appointed(desk: Browser, staffNumber: string): Promise<string> {
  const person = randomUUID();
  expect(await command(desk, "person.join", { person, name: "新来的", staffNumber })).toBe("done");
  expect(await command(desk, "person.grant-function", administration(person))).toBe("done");
  return person;
}

/** Each way in which an administrator goes who names another one that stays. */
const goings: Readonly<Record<string, (desk: Browser, stays: string) => Promise<string>>> = {
  "ends their own function": (desk, stays) =>
    command(desk, "person.end-function", { ...administration(cast.admin), reason: "调岗", stays }),
  leaves: (desk, stays) => command(desk, "person.leave", { person: cast.admin, reason: "离职", stays }),
  "leaves by the list of people": async (desk, stays) => {
    const answer = await desk.post(`/api/people/${cast.admin}/leave`, { reason: "离职", stays });
    return answer.statusCode === 204 ? "done" : (answer.json().code as string);
  },
};

test.each(Object.entries(goings))("an administrator who %s names one who can sign in", async (_, goes) => {
  const desk = await story.deskOf("admin");
  const person = await appointed(desk, `N${randomUUID().slice(0, 8)}`);
  expect(await goes(desk, person)).toBe("person.stays-without-access");
  const account = { person, signInName: `n-${person}`, sites: [storySite] };
  expect((await desk.post("/api/people", account)).statusCode).toBe(200);
  const until = story.services
    .accounts`update account set first_password_until = ${story.now()} where person = ${person}`;
  expect((await until).count).toBe(1);
  expect(await goes(desk, person)).toBe("person.stays-without-access");
  expect(await administrators()).toEqual(["admin"]);
});

test("an administrator ends their own function for one with an account that is open", async () => {
  const desk = await story.deskOf("admin");
  const person = await appointed(desk, "N1");
  expect((await desk.post("/api/people", { person, signInName: "n1", sites: [storySite] })).statusCode).toBe(200);
  expect(await goings["ends their own function"]?.(desk, person)).toBe("done");
  const giveBack = { ...ordered(administration(cast.admin)), site: towerOffice, act: "person.grant-function" };
  const asSetup = { ...giveBack, actor: { person }, proof: "pin" } as const;
  const given = await story.services.execute({ org: story.org, sites: [towerOffice] }, asSetup);
  expect(given.refusal).toBeUndefined();
});

/** One of its own with nothing remembered, as another process has it: its commands share no transaction with those of others. */
function anotherRuntime(): Runtime {
  return { ...story.runtime, cache: new StreamCache() };
}

async function through(runtime: Runtime, own: Who, body: object): Promise<string> {
  const command: Command = {
    ...{ id: randomUUID(), site: towerOffice, act: "person.end-function", proof: "pin" },
    ...{ actor: { person: cast[own] }, body: { ...administration(cast[own]), reason: "调岗", ...body } },
  };
  const { answer } = await execute(runtime, { org: story.org, sites: [towerOffice] }, command);
  return answer.refusal?.code ?? "done";
}

test.each([
  ["ends the function of the other", (other: Who) => ({ person: cast[other] }), "person.not-administrator"],
  ["ends the own one and names the other", (other: Who) => ({ stays: cast[other] }), "person.last-administrator"],
])("of two administrators at once, each of whom %s, one succeeds and one stays", async (_, ending, refused) => {
  for (let round = 0; round < 8; round += 1) {
    const [first] = await administrators();
    // Anew each time: whoever sits at more desks than a person may goes from the idlest.
    const desk = await story.deskOf(first as Who);
    for (const each of ["admin", "chief"] as const)
      expect(await command(desk, "person.grant-function", administration(cast[each]))).toBe("done");
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
