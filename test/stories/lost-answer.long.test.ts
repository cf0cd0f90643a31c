import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashOfToken } from "#server/account/desk-token.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPassword,
  storyPin,
  storySite,
  takesOver,
  tellDeskStory,
} from "#test/desk-story.ts";
import { LateBodies } from "#test/late-bodies.ts";
import { copyOf, loseAnswer, peopleAt, sharedDesk, tokenOf, touched } from "#test/lost-answers.ts";

/*
 * An answer that brings a new cookie may be lost on its way. Until the new one has been shown, the one before still says which desk it is: a
 * locked one, at which somebody must prove anew who they are, and nothing is done in anybody's name.
 */

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

const renewals: Readonly<Record<string, (desk: Browser) => Promise<unknown>>> = {
  "unlocking for who acts": (desk) => takesOver(desk, cast.lin),
  "unlocking for another": (desk) => takesOver(desk, cast.wang),
  "signing in beside them": (desk) => desk.signIn(story.nameOf("chief"), storyPassword),
  "signing in again": (desk) => desk.signIn(story.nameOf("lin"), storyPassword),
};

const nobody = { people: [], locked: false };
const locked = { people: [cast.lin, cast.wang], locked: true };

test.each(Object.entries(renewals))(
  "whose answer is lost when %s sees the desk locked, and a PIN opens it",
  async (_, renew) => {
    const desk = await sharedDesk(story);
    const lost = await loseAnswer(story, desk, renew);
    const seen = await peopleAt(desk);
    expect(seen.locked).toBe(true);
    expect(seen.people).toEqual(expect.arrayContaining([cast.lin, cast.wang]));
    await takesOver(desk, cast.lin);
    expect(await touched(desk)).toBe(204);
    expect(await peopleAt(lost)).toEqual(nobody);
    expect(await peopleAt(desk)).toEqual({ ...seen, locked: false });
  },
);

test("whose answer is lost may sign in as well, and sits at the same desk", async () => {
  const desk = await sharedDesk(story);
  const lost = await loseAnswer(story, desk, (each) => takesOver(each, cast.wang));
  expect((await desk.signIn(story.nameOf("chief"), storyPassword)).json().people).toMatchObject([
    { person: cast.lin, locked: true },
    { person: cast.wang, locked: true },
    { person: cast.chief, locked: false },
  ]);
  expect([await touched(desk), await touched(lost)]).toEqual([204, 401]);
});

test("an answer may be lost many times in a row: what was lost opens nothing, and the desk goes on", async () => {
  const desk = await sharedDesk(story);
  const lost: Browser[] = [];
  for (const who of [cast.lin, cast.wang, cast.lin]) {
    lost.push(await loseAnswer(story, desk, (each) => takesOver(each, who)));
    expect(await peopleAt(desk)).toEqual(locked);
  }
  const last = lost.pop();
  for (const each of lost) expect(await peopleAt(each)).toEqual(nobody);
  // None of those has been shown while it held the desk.
  expect(await peopleAt(desk)).toEqual(locked);
  await takesOver(desk, cast.wang);
  expect([await touched(desk), last && (await touched(last))]).toEqual([204, 401]);
});

test.each(["get /api/session", "get /api/calls/waiting", "get /api/site", "post /api/session/touch"])(
  "once the new cookie has been shown, as by %s, the one before opens nothing any more",
  async (shown) => {
    const desk = await sharedDesk(story);
    const before = copyOf(story, desk);
    await takesOver(desk, cast.lin);
    expect(await peopleAt(before)).toEqual(locked);
    const [method, path = ""] = shown.split(" ");
    await (method === "get" ? desk.get(path) : desk.post(path));
    expect(await peopleAt(before)).toEqual(nobody);
    const unlocking = await before.post("/api/session/unlock", { person: cast.lin, pin: storyPin });
    expect([unlocking.statusCode, unlocking.json().code]).toEqual([401, "account.not-signed-in"]);
    expect(await touched(desk)).toBe(204);
  },
);

const line = () => ordered({ ...morningShift, text: "东门已查", category: "routine" });

test("with the cookie before nothing is done and nothing shown in anybody's name", async () => {
  const desk = await sharedDesk(story);
  const lost = await loseAnswer(story, desk, (each) => takesOver(each, cast.lin));
  const activeAt = async () =>
    (await owner`select active_at from desk where token_hash = ${hashOfToken(tokenOf(lost))}`)[0]?.active_at;
  const before = await activeAt();
  story.pass(1);
  for (const naming of [{}, { "zb-as": cast.lin }, { "zb-as": cast.wang }]) {
    const refused = [
      await desk.get("/api/site", naming),
      await desk.get("/api/feed", naming),
      await desk.post("/api/session/touch", {}, naming),
      await desk.post("/api/session/language", { person: cast.lin, language: "en" }, naming),
      await desk.post("/api/commands/log.write-line", line(), naming),
      await desk.post("/api/commands/log.write-line", { ...line(), pin: storyPin }, naming),
      await desk.post("/api/commands", { commands: [{ act: "log.write-line", ...line() }] }, naming),
      await desk.post("/api/devices/challenge", {}, naming),
    ];
    expect(refused.map((each) => each.json().code)).toEqual(refused.map(() => "account.desk-locked"));
  }
  expect(await activeAt()).toEqual(before);
  const late = await lateBodies.begin(story, lost, { url: "/api/session/touch", body: {} });
  expect((await late.finish()).statusCode).toBe(204);
});

test("who signs out with the cookie before ends the desk for the lost one too", async () => {
  const desk = await sharedDesk(story);
  const lost = await loseAnswer(story, desk, (each) => takesOver(each, cast.lin));
  expect((await desk.post("/api/session/sign-out")).json().people).toEqual([]);
  expect([await peopleAt(desk), await peopleAt(lost)]).toEqual([nobody, nobody]);
});

test("who locks with the cookie before locks the desk", async () => {
  const desk = await sharedDesk(story);
  const lost = await loseAnswer(story, desk, (each) => takesOver(each, cast.lin));
  expect((await desk.post("/api/session/lock")).json().locked).toBe(true);
  expect(await peopleAt(lost)).toEqual(locked);
});

const endings: Readonly<Record<string, (desk: Browser, lost: Browser) => Promise<unknown>>> = {
  "it is signed out": (_, lost) => lost.post("/api/session/sign-out"),
  "its device is revoked": async (_, lost) => {
    const device = randomUUID();
    await owner`
      insert into device (org, device, site, name, public_key, enrolled_by, enrolled_at)
      values (${story.org}, ${device}, ${storySite}, '台机', '{}', ${cast.lin}, ${story.now()})`;
    await owner`update desk set device = ${device} where token_hash = ${hashOfToken(tokenOf(lost))}`;
    const admin = await story.deskOf("admin");
    return await admin.post(`/api/devices/${device}/revoke`, { reason: "手机丢了" });
  },
  "half a day is over": async () => story.pass(13 * 60),
  "the passwords of all are changed elsewhere": async () => {
    for (const who of ["lin", "wang"] as const) {
      const elsewhere = await story.deskOf(who);
      const change = (current: string, next: string) =>
        elsewhere.post("/api/session/password", { person: cast[who], current, next });
      await change(storyPassword, "a-harbour-lantern-8");
      await change("a-harbour-lantern-8", storyPassword);
    }
  },
};

test.each(Object.entries(endings))("when %s, the cookie before opens nothing either", async (_, ends) => {
  const desk = await sharedDesk(story);
  const lost = await loseAnswer(story, desk, (each) => takesOver(each, cast.lin));
  expect(await peopleAt(desk)).toEqual(locked);
  await ends(desk, lost);
  expect(await peopleAt(desk)).toEqual(nobody);
  const unlocking = await desk.post("/api/session/unlock", { person: cast.lin, pin: storyPin });
  expect(unlocking.statusCode).toBe(401);
});

test("a secret that is changed with the cookie before locks everybody there, and whoever holds the lost one has nothing", async () => {
  for (const [path, body] of [
    ["pin", { password: storyPassword, pin: storyPin }],
    ["password", { current: storyPassword, next: "a-harbour-lantern-8" }],
    ["password", { current: "a-harbour-lantern-8", next: storyPassword }],
  ] as const) {
    const desk = await story.deskOf("wang");
    if (path === "pin") await desk.signIn(story.nameOf("lin"), storyPassword);
    else await desk.signIn(story.nameOf("lin"), body.current);
    await desk.get("/api/session");
    const lost = await loseAnswer(story, desk, (each) => takesOver(each, cast.lin));
    const changed = await desk.post(`/api/session/${path}`, { person: cast.lin, ...body });
    expect([changed.statusCode, changed.json().locked, changed.json().people.length]).toEqual([200, true, 2]);
    expect(await peopleAt(lost)).toEqual(nobody);
    const seen = (await desk.get("/api/session")).json();
    expect(seen.people.map((each: { locked: boolean }) => each.locked)).toEqual([true, true]);
  }
});

test.each([false, true])(
  "of two proofs that came at once the first holds, and its cookie is the one that opens; after a lost answer: %s",
  async (isAfterLost) => {
    const desk = await sharedDesk(story);
    if (isAfterLost) await loseAnswer(story, desk, (each) => takesOver(each, cast.lin));
    const late = [];
    const body = { person: cast.lin, pin: storyPin };
    for (const tab of [copyOf(story, desk), copyOf(story, desk)])
      late.push(await lateBodies.begin(story, tab, { url: "/api/session/unlock", body }));
    const answers = [];
    for (const each of late) answers.push(await each.finish());
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 401]);
    desk.cookie = String(answers[0]?.headers["set-cookie"]).split(";", 1)[0] ?? "";
    expect(await touched(desk)).toBe(204);
  },
);

test("a password that came at once with a PIN, and after it, opens a desk of its own", async () => {
  const desk = await sharedDesk(story);
  const body = { name: story.nameOf("chief"), password: storyPassword };
  const late = await lateBodies.begin(story, copyOf(story, desk), { url: "/api/session/sign-in", body });
  await takesOver(desk, cast.wang);
  expect((await late.finish()).json().people).toMatchObject([{ person: cast.chief, locked: false }]);
  expect(await touched(desk)).toBe(204);
});
