import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { lookAtTry } from "#server/account/look-at-try.ts";
import type { Subject } from "#server/account/try-count.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, tellDeskStory } from "#test/desk-story.ts";
import { freshSeed } from "#test/fresh-seed.ts";

/*
 * Whoever knows their secret takes nothing from anybody: in whatever order right and wrong tries come, and however many at once, the counts are
 * those of the wrong ones alone, and only a wrong one pauses anybody.
 */

let database: FreshDatabase;
let story: DeskStory;
const address = "10.9.0.1";

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
});

beforeEach(() => story.services.accounts`delete from try_count`);

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** A browser at which nobody has signed in, behind the address of a whole building. */
function newcomer(): Browser {
  const browser = story.browser();
  browser.address = address;
  return browser;
}

type Who = "lin" | "wang" | "chief";

const signIn = async (who: Who, isRight = true) =>
  (await newcomer().signIn(story.nameOf(who), isRight ? storyPassword : "a guess")).statusCode;

async function countOf(subject: string): Promise<{ failures: number; until: number | undefined }> {
  const hash = createHash("sha256").update(subject).digest();
  const [row] = await story.services.accounts<{ failures: number; until: string | null }[]>`
    select failures, closed_until as until from try_count where subject = ${hash}`;
  return { failures: row?.failures ?? 0, until: row?.until == null ? undefined : Number(row.until) };
}

const ofAddress = () => countOf(`address:${address}`);

/** So many wrong tries have come from this address, and nothing else has been tried. */
async function standsAt(failures: number): Promise<void> {
  const sql = story.services.accounts;
  await sql`delete from try_count`;
  const hash = createHash("sha256").update(`address:${address}`).digest();
  await sql`insert into try_count (subject, failures, at) values (${hash}, ${failures}, ${story.now()})`;
}

test("where an address pauses, who was not guessed at comes in, one after the other and all at once, and who was waits", async () => {
  await standsAt(28);
  expect((await newcomer().signIn("nobody", "a guess")).statusCode).toBe(401);
  expect(await signIn("lin", false)).toBe(401);
  expect(await ofAddress()).toEqual({ failures: 30, until: plusMinutes(story.now(), 1) });
  expect(await signIn("lin")).toBe(429);
  const one = [await signIn("wang"), await signIn("chief")];
  const others = await Promise.all((["wang", "chief", "wang"] as const).map((who) => signIn(who)));
  story.pass(1);
  const all = await Promise.all((["lin", "wang", "chief", "lin"] as const).map((who) => signIn(who)));
  expect([...one, ...others, ...all]).toEqual(Array(9).fill(200));
  // What was mistyped at a name is taken back when its owner comes in, and what was guessed at others stays.
  expect(await ofAddress()).toEqual({ failures: 29, until: undefined });
});

test("where an address has begun to count anew, an owner who comes in takes back nothing that was guessed at others since", async () => {
  for (const isRight of [false, false]) await signIn("lin", isRight);
  story.pass(61);
  for (const isRight of [false, false, false]) await signIn("chief", isRight);
  expect(await ofAddress()).toMatchObject({ failures: 3 });
  expect(await signIn("lin")).toBe(200);
  expect(await ofAddress()).toMatchObject({ failures: 3 });
  expect(await signIn("chief")).toBe(200);
  expect(await ofAddress()).toMatchObject({ failures: 0 });
});

test("one name signs in from eighteen new browsers at once: all come in, and nothing is counted", async () => {
  const answers = await Promise.all(Array.from({ length: 18 }, () => signIn("lin")));
  expect(answers).toEqual(Array(18).fill(200));
  expect([await ofAddress(), await countOf(`passwordAnywhere:${story.nameOf("lin")}`)]).toEqual([
    { failures: 0, until: undefined },
    { failures: 0, until: undefined },
  ]);
});

test("a right PIN at many desks at once takes back what was mistyped there, and what others guessed stays", async () => {
  const other = await story.deskOf("lin");
  const own = await story.deskOf("lin");
  const unlock = async (desk: Browser, pin: string) =>
    (await desk.post("/api/session/unlock", { person: cast.lin, pin })).statusCode;
  for (const desk of [other, other, own]) expect(await unlock(desk, "135790")).toBe(403);
  const answers = await Promise.all(Array.from({ length: 6 }, () => unlock(own, storyPin)));
  // The first renews the cookie that the others showed; they were right for all that.
  expect(answers.toSorted()).toEqual([200, ...Array(5).fill(401)]);
  expect(await countOf(`pinAnywhere:${story.org}/${cast.lin}`)).toMatchObject({ failures: 2 });
});

const people = ["lin", "wang", "chief"] as const;
/** In one batch all tries of a name are right, or all are wrong: which of them comes first is nobody's to say. */
const someTries = fc
  .tuple(
    fc.array(fc.constantFrom(...people), { minLength: 1, maxLength: 6 }),
    fc.record({ lin: fc.boolean(), wang: fc.boolean(), chief: fc.boolean() }),
  )
  .map(([names, right]) => names.map((name) => ({ name, isRight: right[name] })));

const among: Subject = { counted: "address", text: address };

/** Tries at once, each of which turns out to be what it is when it has been looked at. */
function tryAll(tries: readonly { readonly name: string; readonly isRight: boolean }[]) {
  const { accounts, now } = story.services;
  return Promise.all(
    tries.map(async ({ name, isRight }) => {
      const own: Subject = { counted: "passwordFromAddress", text: name };
      const attempt = { own, among: [among], source: name, isRight: async () => isRight };
      return (await lookAtTry(accounts, now(), attempt)).verdict;
    }),
  );
}

test("in whatever order right and wrong tries come, an address counts the wrong ones whose owners have not come in since", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someTries, { minLength: 1, maxLength: 3 }), async (batches) => {
      await standsAt(28);
      const wrong: Record<string, number> = { others: 28 };
      for (const batch of batches) {
        // Longer than any pause, and three of them are less than what lets wrong tries be forgotten.
        story.pass(16);
        const verdicts = await tryAll(batch);
        for (const [index, { name }] of batch.entries()) {
          if (verdicts[index] === "wrong") wrong[name] = (wrong[name] ?? 0) + 1;
          if (verdicts[index] === "right") wrong[name] = 0;
        }
        expect((await ofAddress()).failures).toBe(Object.values(wrong).reduce((sum, each) => sum + each));
        if (batch.every(({ isRight }) => isRight)) expect(verdicts).toEqual(batch.map(() => "right"));
      }
    }),
    { numRuns: 25, seed: freshSeed() },
  );
});
