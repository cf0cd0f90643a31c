import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allowances } from "#server/account/try-count.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { runErrand } from "#test/run-errand.ts";
import { towerMaster } from "#test/tower-product.ts";

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

function resetAccess(...words: string[]) {
  const { host, port, database: name, username } = database.connectionOptions();
  const reached = { DATABASE_URL: `postgres:///${name}`, PGHOST: host, PGPORT: String(port), PGUSER: username };
  return runErrand("reset-access", words, { ...reached, ZHIBAN_MASTER_KEY: towerMaster.bytes.toString("hex") });
}

test("who alone may help anybody and has forgotten everything comes in again by the console", async () => {
  const desk = await story.deskOf("admin");
  for (let tries = 0; tries < allowances.passwordFromAddress.free; tries += 1)
    await story.browser().signIn(story.nameOf("admin"), "guessed-by-others");
  const closed = await story.browser().signIn(story.nameOf("admin"), storyPassword);
  expect(closed.json().code).toBe("account.too-many-tries");

  const { status, out, err } = await resetAccess("--person", story.nameOf("admin").toUpperCase());
  expect([status, err]).toEqual([0, ""]);
  const [firstPassword = "", ...more] = out.trimEnd().split("\n");
  expect(firstPassword).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
  expect(more).toEqual([]);

  // Whoever sat at a desk in this name is gone, and the old password is nobody's.
  expect((await desk.get("/api/site")).statusCode).toBe(401);
  expect((await story.browser().signIn(story.nameOf("admin"), storyPassword)).statusCode).toBe(401);
  const own = story.browser();
  const session = (await own.signIn(story.nameOf("admin"), firstPassword)).json();
  expect(session.people).toMatchObject([{ person: cast.admin, mustChangePassword: true, mustSetPin: true }]);
  const next = "雨过天青-云破处-晴";
  await own.post("/api/session/password", { person: cast.admin, current: firstPassword, next });
  const done = await own.post("/api/session/pin", { person: cast.admin, password: next, pin: storyPin });
  expect(done.json().people).toMatchObject([{ mustChangePassword: false, mustSetPin: false }]);
  const kept = await database.connect()`
    select what, actor, reason from account_event where person = ${cast.admin} and what = 'access-renewed'`;
  expect(kept).toMatchObject([{ what: "access-renewed", actor: null, reason: null }]);
});

const staffOf = (name: string) => everybody.find((each) => each.name === name)?.staffNumber ?? "";

/** Somebody on the books who has no account. */
async function joined(staffNumber: string): Promise<string> {
  const person = randomUUID();
  const body = { person, name: "新来的", staffNumber };
  const command = {
    id: randomUUID(),
    site: towerOffice,
    act: "person.join",
    body,
    actor: { person: cast.admin },
  } as const;
  const { refusal } = await story.services.execute(
    { org: story.org, sites: [towerOffice] },
    { ...command, proof: "session" },
  );
  expect(refusal).toBeUndefined();
  return person;
}

test("who administers and never had an account gets one by the console, by their staff number", async () => {
  const person = await joined("N7");
  const { status, out, err } = await resetAccess("--person", "New-Administrator", "--staff", "N7");
  expect([status, err]).toEqual([0, ""]);
  const session = await story.browser().signIn("new-administrator", out.trim());
  expect(session.json().people).toMatchObject([{ person, mustChangePassword: true, mustSetPin: true }]);
  expect(session.json().sites).toMatchObject([{ site: storySite }]);
  const kept = await database.connect()`
    select what, actor from account_event where person = ${person} and what = 'account-made'`;
  expect(kept).toEqual([{ what: "account-made", actor: null }]);
});

test("the console makes no account for who has one, has left, is not known, or by a name that somebody has", async () => {
  const taken = story.nameOf("wang");
  await joined("N8");
  const gone = await joined("N9");
  const leaving = { id: randomUUID(), site: towerOffice, act: "person.leave", body: { person: gone, reason: "离职" } };
  const left = { ...leaving, actor: { person: cast.admin }, proof: "session" } as const;
  const { refusal } = await story.services.execute({ org: story.org, sites: [towerOffice] }, left);
  expect(refusal).toBeUndefined();
  const lines: string[] = [];
  for (const [name, staff] of [
    ["somebody", staffOf("张磊")],
    ["somebody", "N9"],
    ["somebody", "N0"],
    [taken, "N8"],
  ] as const) {
    const { status, out, err } = await resetAccess("--person", name, "--staff", staff);
    expect([status, out]).toEqual([2, ""]);
    lines.push(err.trimEnd());
  }
  expect(lines).toEqual([
    `The person with staff number ${staffOf("张磊")} signs in as ${taken}: say --person ${taken} alone.`,
    "Nobody on the books has the staff number N9.",
    "Nobody on the books has the staff number N0.",
    `${taken} is the sign-in name of somebody else: choose another one.`,
  ]);
});

test("the console makes no account by a staff number that two people on the books have: nobody gets what was meant for another", async () => {
  for (const _ of ["one", "the other"]) await joined("N12");
  const { status, out, err } = await resetAccess("--person", "namesake", "--staff", "N12");
  expect([status, out]).toEqual([2, ""]);
  expect(err.trimEnd()).toBe("More than one person on the books has the staff number N12.");
});

test.each([" spaced", "spaced ", "a", "two words", "x".repeat(61), "../up", ""])(
  "the console makes no account by a name that nobody could sign in by: %j",
  async (name) => {
    const staff = `S${name.length}${name.charCodeAt(0)}`;
    await joined(staff);
    const { status, out, err } = await resetAccess("--person", name, "--staff", staff);
    expect([status, out]).toEqual([2, ""]);
    expect(err.trimEnd().split("\n")).toEqual([
      `"${name}" is no sign-in name: two to sixty letters a to z, digits, Chinese characters, or . _ @ -, with none of these four first.`,
    ]);
  },
);

test("of two at the console who give one person an account at once the second is told so in one line", async () => {
  await joined("N10");
  const both = await Promise.all(["first", "second"].map((name) => resetAccess("--person", name, "--staff", "N10")));
  expect(both.map(({ status }) => status).toSorted()).toEqual([0, 2]);
  const won = both[0]?.status === 0 ? "first" : "second";
  expect(both.find(({ status }) => status === 2)?.err.trimEnd()).toBe(
    `The person with staff number N10 signs in as ${won}: say --person ${won} alone.`,
  );
});

test.each([
  [["--person", "nobody-at-all"], "Nobody who is still here signs in as nobody-at-all."],
  [[], "reset-access: --person is missing"],
])("reset-access %j says in one line what is wrong, with status 2", async (words, line) => {
  const { status, out, err } = await resetAccess(...words);
  expect([status, out]).toEqual([2, ""]);
  expect(err.trimEnd().split("\n")).toEqual([expect.stringContaining(line)]);
});
