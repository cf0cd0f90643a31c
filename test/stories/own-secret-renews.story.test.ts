import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, takesOver, tellDeskStory } from "#test/desk-story.ts";
import { copyOf, loseAnswer, peopleAt, sharedDesk, touched } from "#test/lost-answers.ts";

/*
 * Whoever changes a secret of theirs does so because somebody may have what belongs to them, and that may be the cookie of this very desk: it is
 * renewed in the same step, and the one before opens nothing from then on, whether or not the answer arrives.
 */

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

const anotherPassword = "a-harbour-lantern-8";
const anotherPin = "358146";
const nobody = { people: [], locked: false };

const setsPassword = (desk: Browser, current: string, next: string) =>
  desk.post("/api/session/password", { person: cast.lin, current, next });
const setsPin = (desk: Browser, pin: string) =>
  desk.post("/api/session/pin", { person: cast.lin, password: storyPassword, pin });

const changes = {
  password: {
    changed: (desk: Browser) => setsPassword(desk, storyPassword, anotherPassword),
    back: (desk: Browser) => setsPassword(desk, anotherPassword, storyPassword),
  },
  PIN: {
    changed: (desk: Browser) => setsPin(desk, anotherPin),
    back: (desk: Browser) => setsPin(desk, storyPin),
  },
};

test.each(Object.entries(changes))(
  "a new %s renews the cookie, and a copy of the one before is void at once",
  async (_, each) => {
    const desk = await sharedDesk(story);
    await takesOver(desk, cast.lin);
    await desk.get("/api/session");
    const copy = copyOf(story, desk);
    const { cookie } = desk;
    expect((await each.changed(desk)).json()).toMatchObject({ locked: false, people: [{}, {}] });
    expect(desk.cookie).not.toBe(cookie);
    expect([await peopleAt(copy), await touched(copy)]).toEqual([nobody, 401]);
    const unlocking = await copy.post("/api/session/unlock", { person: cast.wang, pin: storyPin });
    expect(unlocking.statusCode).toBe(401);
    expect(await touched(desk)).toBe(204);
    expect((await each.back(desk)).statusCode).toBe(200);
  },
);

test("whose answer to a new password is lost signs in with the new one, and not with the old", async () => {
  const desk = await story.deskOf("lin");
  const lost = await loseAnswer(story, desk, changes.password.changed);
  expect(await peopleAt(desk)).toEqual(nobody);
  expect((await desk.signIn(story.nameOf("lin"), storyPassword)).statusCode).toBe(401);
  expect((await desk.signIn(story.nameOf("lin"), anotherPassword)).statusCode).toBe(200);
  expect(await touched(desk)).toBe(204);
  expect((await changes.password.back(desk)).statusCode).toBe(200);
  expect([await touched(desk), await touched(lost)]).toEqual([204, 401]);
});

test("whose answer to a new PIN is lost signs in, and acts with the new one", async () => {
  const desk = await story.deskOf("lin");
  await loseAnswer(story, desk, changes.PIN.changed);
  expect(await peopleAt(desk)).toEqual(nobody);
  expect((await desk.signIn(story.nameOf("lin"), storyPassword)).statusCode).toBe(200);
  const unlocking = (pin: string) => desk.post("/api/session/unlock", { person: cast.lin, pin });
  expect((await unlocking(storyPin)).json().code).toBe("account.pin-wrong");
  expect((await unlocking(anotherPin)).statusCode).toBe(200);
  expect((await changes.PIN.back(desk)).statusCode).toBe(200);
});

test("what is refused renews nothing", async () => {
  const desk = await story.deskOf("lin");
  const { cookie } = desk;
  expect((await setsPassword(desk, "a-wrong-lantern-9", anotherPassword)).statusCode).toBe(403);
  expect((await setsPin(desk, "111111")).statusCode).toBe(422);
  expect([desk.cookie, await touched(desk)]).toEqual([cookie, 204]);
});
