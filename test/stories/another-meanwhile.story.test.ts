import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPassword,
  storyPin,
  takesOver,
  tellDeskStory,
} from "#test/desk-story.ts";
import { holdJournal, isWaitedFor } from "#test/held-journal.ts";
import { LateBodies } from "#test/late-bodies.ts";
import { until } from "#test/until.ts";

/* What one person sent is theirs, whoever acts at the desk when its turn comes; and a cookie is worth what it was when it was given. */

let database: FreshDatabase;
let story: DeskStory;
let owner: Sql;
const lateBodies = new LateBodies();

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  story = await tellDeskStory(database, { routes: [lateBodies.routes] });
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const line = (text: string) => ordered({ ...morningShift, text, category: "routine" });

/** Two sit at a desk, and the first of them acts. */
async function sharedDesk(first: "lin" | "admin" = "lin"): Promise<Browser> {
  const desk = await story.deskOf(first, "wang");
  await takesOver(desk, cast[first]);
  return desk;
}

const byWhom = async (ids: readonly string[]) =>
  (
    await owner<{ person: string }[]>`
      select distinct convert_from(bytes, 'UTF8')::json -> 'actor' ->> 'person' as person from entry
      where command in ${owner([...ids])}`
  ).map(({ person }) => person);

type AnswerHere = { readonly status: number; readonly problem?: { readonly code: string } };

async function confirmations(desk: Browser, more: readonly object[]) {
  const { hash } = (await desk.get("/api/regulations/zhiban-house/rules")).json();
  return more.map((each) => ({ act: "notice.confirm", ...ordered({ regulation: "zhiban-house", hash }), ...each }));
}

/** Sends a batch, and lets the other take over while its first order waits for the journal. */
async function takenOverWithin(desk: Browser, commands: readonly object[]): Promise<readonly (string | number)[]> {
  const release = await holdJournal(owner);
  const batch = desk.post("/api/commands", { commands });
  await until(isWaitedFor(owner, database.name, 1));
  await takesOver(desk, cast.wang);
  await release();
  const answers = (await batch).json().answers as readonly AnswerHere[];
  return answers.map(({ status, problem }) => problem?.code ?? status);
}

test("of a batch that names nobody, nothing is done in the name of who takes over meanwhile", async () => {
  const desk = await sharedDesk();
  const commands = await confirmations(desk, [{}, {}, {}, {}]);
  expect(await takenOverWithin(desk, commands)).toEqual([200, ...Array(3).fill("account.person-locked")]);
  expect(await byWhom(commands.map(({ id }) => id))).toEqual([cast.lin]);
  // Whoever took over may send it themselves, and then it is theirs.
  const again = await desk.post("/api/commands", { commands: commands.slice(1, 2) });
  expect(again.json().answers).toMatchObject([{ status: 200 }]);
});

test("a batch belongs to who acted when it came, whomever an order in it names", async () => {
  const desk = await sharedDesk("admin");
  const commands = await confirmations(desk, [{}, { as: cast.wang }, { as: cast.admin }, { as: cast.chief }]);
  expect(await takenOverWithin(desk, commands)).toEqual([
    200,
    "account.person-locked",
    "account.person-locked",
    "account.not-at-this-desk",
  ]);
});

test("what came before its sender proved themselves once more is still theirs, and is done", async () => {
  const desk = await sharedDesk();
  const late = await lateBodies.begin(story, desk, {
    url: "/api/session/language",
    body: { person: cast.lin, language: "en" },
  });
  await takesOver(desk, cast.wang);
  await takesOver(desk, cast.lin);
  expect((await late.finish()).statusCode).toBe(200);
});

/** What somebody carried away of a desk before. */
function copyOf({ cookie }: Browser): Browser {
  const copy = story.browser();
  copy.cookie = cookie;
  return copy;
}

const proofs: Readonly<Record<string, (desk: Browser) => Promise<unknown>>> = {
  "another takes over": (desk) => takesOver(desk, cast.wang),
  "the same one unlocks it": async (desk) => {
    await desk.post("/api/session/lock");
    await takesOver(desk, cast.lin);
  },
  "it idled, and is unlocked": async (desk) => {
    story.pass(3);
    await takesOver(desk, cast.lin);
  },
  "another signs in": (desk) => desk.signIn(story.nameOf("chief"), storyPassword),
};

test.each(Object.entries(proofs))(
  "a copied cookie opens nothing any more when %s and the new one was shown; the browser itself goes on",
  async (_, proves) => {
    const desk = await sharedDesk();
    const copy = copyOf(desk);
    await proves(desk);
    await desk.get("/api/session");
    expect((await copy.get("/api/session")).json().people).toEqual([]);
    const refused = [
      await copy.get("/api/site"),
      await copy.post("/api/session/touch"),
      await copy.post("/api/commands/log.write-line", line("东门已查")),
      await copy.post("/api/session/unlock", { person: cast.lin, pin: storyPin }),
      await copy.post("/api/session/sign-out"),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual(refused.map(() => 401));
    expect((await desk.post("/api/session/touch")).statusCode).toBe(204);
  },
);

test("the browser of somebody who unlocked is known to them as before", async () => {
  const desk = await sharedDesk();
  const browserOf = async () =>
    await owner`
      select browser from desk where token_hash = sha256(convert_to(${desk.cookie.split("=")[1] ?? ""}, 'UTF8'))`;
  const before = await browserOf();
  await takesOver(desk, cast.lin);
  expect(before).toHaveLength(1);
  expect(await browserOf()).toEqual(before);
});

test("of proofs that come at once with one cookie one holds, and its cookie is the one that opens", async () => {
  const desk = await sharedDesk();
  const tabs = [copyOf(desk), copyOf(desk), copyOf(desk)];
  const answers = await Promise.all(
    tabs.map((tab) => tab.post("/api/session/unlock", { person: cast.lin, pin: storyPin })),
  );
  // One that comes when another has just been given its cookie may still open the desk by the one before, and voids the other's.
  const opened = tabs.filter((_, n) => answers[n]?.statusCode === 200);
  expect(opened).not.toEqual([]);
  expect(answers.map(({ statusCode }) => statusCode).filter((status) => status !== 200 && status !== 401)).toEqual([]);
  const touched = [];
  for (const tab of tabs) touched.push((await tab.post("/api/session/touch")).statusCode);
  expect(touched.filter((status) => status === 204)).toHaveLength(1);
  expect(touched.indexOf(204)).toSatisfy((n: number) => answers[n]?.statusCode === 200);
});

test("a refused proof renews nothing", async () => {
  const desk = await sharedDesk();
  const { cookie } = desk;
  expect((await desk.post("/api/session/unlock", { person: cast.wang, pin: "135790" })).statusCode).toBe(403);
  expect(desk.cookie).toBe(cookie);
  expect((await desk.post("/api/session/unlock", { person: randomUUID(), pin: storyPin })).statusCode).toBe(403);
  expect((await desk.post("/api/session/touch")).statusCode).toBe(204);
});
