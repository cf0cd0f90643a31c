import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, takesOver, tellDeskStory } from "#test/desk-story.ts";
import { copyOf, loseAnswer, peopleAt } from "#test/lost-answers.ts";

/*
 * Whoever sat once at a shared computer may have carried its cookie away. Once the computer has shown a later one, guesses with the copy are those
 * of a stranger: they hold up nobody there. Until then the cookie is the computer's own.
 */

let database: FreshDatabase;
let story: DeskStory;
let computers = 0;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** A computer at which two have signed in, and everybody has signed out again; what strangers guessed before is long forgotten. */
async function leftComputer(): Promise<Browser> {
  story.pass(24 * 60);
  const desk = await story.deskOf("lin", "wang");
  for (const each of [cast.lin, cast.wang]) {
    await takesOver(desk, each);
    await desk.post("/api/session/sign-out", { person: each });
  }
  story.pass(1);
  computers += 1;
  desk.address = `127.3.3.${computers}`;
  return desk;
}

async function guesses(browser: Browser, who: "lin" | "wang", times = 6): Promise<number[]> {
  const answers: number[] = [];
  for (let n = 0; n < times; n += 1) {
    answers.push((await browser.signIn(story.nameOf(who), `guessed-wrongly-${n}`)).statusCode);
  }
  return answers;
}

const signsIn = async (browser: Browser, who: "lin" | "wang") =>
  (await browser.signIn(story.nameOf(who), storyPassword)).statusCode;

test("with a copy of the cookie of a desk that has ended nobody is held up at the computer once it has shown a later one", async () => {
  const computer = await leftComputer();
  const copy = copyOf(story, computer);
  copy.address = "127.7.7.7";
  expect(await signsIn(computer, "wang")).toBe(200);
  await computer.get("/api/session");
  expect(await guesses(copy, "lin")).toEqual([401, 401, 401, 401, 401, 429]);
  expect(await signsIn(computer, "lin")).toBe(200);
});

test.each(["and shows the new one", "and its answer is lost"])(
  "who signs in as themselves with such a copy %s sits at a browser of their own: whoever is at the computer is not held up, and is not cut with it",
  async (how) => {
    const computer = await leftComputer();
    const copy = copyOf(story, computer);
    copy.address = "127.7.7.8";
    expect(await signsIn(computer, "lin")).toBe(200);
    await computer.get("/api/session");
    const away = copyOf(story, copy);
    expect(await signsIn(away, "wang")).toBe(200);
    if (how.includes("shows")) await away.get("/api/session");
    const browsers = await story.services.accounts<{ browser: string }[]>`
      select browser from desk where org = ${story.org} and ended_at is null order by opened_at desc limit 2`;
    expect(new Set(browsers.map(({ browser }) => browser)).size).toBe(2);
    for (const guessing of [copy, away]) await guesses(guessing, "lin");
    const change = { person: cast.lin, current: storyPassword, next: storyPassword };
    const changed = await computer.post("/api/session/password", change);
    expect(changed.statusCode, "asked, and not held up").not.toBe(429);
    expect(await signsIn(computer, "lin")).toBe(200);
  },
);

test("until then it is the computer's own, and the computer is known by it though the answer was lost", async () => {
  const computer = await leftComputer();
  const lost = await loseAnswer(story, computer, (each) => each.signIn(story.nameOf("wang"), storyPassword));
  expect((await peopleAt(computer)).locked).toBe(true);
  const stranger = story.browser();
  stranger.address = computer.address;
  expect((await guesses(stranger, "lin")).at(-1), "at the same address").toBe(429);
  expect(await signsIn(computer, "lin"), "known there").toBe(200);
  expect((await peopleAt(lost)).people).toEqual([]);
});

test("of two who sign in at once with the cookie of a desk that has ended both sit at one", async () => {
  const computer = await leftComputer();
  const tabs = [copyOf(story, computer), copyOf(story, computer)];
  expect(await Promise.all(tabs.map((each, n) => signsIn(each, n === 0 ? "lin" : "wang")))).toEqual([200, 200]);
  const seen = await Promise.all(tabs.map(peopleAt));
  expect(seen.every(({ people }) => people.length > 0)).toBe(true);
});

test("a new password is asked anew: what was guessed at the one before holds up nobody, at the computer where it was guessed neither", async () => {
  const computer = await leftComputer();
  expect((await guesses(computer, "lin")).at(-1)).toBe(429);
  const helper = await story.deskOf("chief");
  const reset = await helper.post(`/api/people/${cast.lin}/password-reset`, { reason: "忘了", pin: storyPin });
  const { firstPassword } = reset.json();
  expect((await computer.signIn(story.nameOf("lin"), firstPassword)).statusCode).toBe(200);
  const change = { person: cast.lin, current: firstPassword, next: "a-lantern-at-the-quay" };
  expect((await computer.post("/api/session/password", change)).statusCode).toBe(200);
});
