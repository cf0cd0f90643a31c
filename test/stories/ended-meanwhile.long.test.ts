import { randomUUID } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import type { Sql } from "postgres";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountFor } from "#server/account/account.ts";
import { deskWith } from "#server/account/desk-session.ts";
import { leaveDesk } from "#server/account/leave-desk.ts";
import { joinDesk } from "#server/account/take-desk.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  ordered,
  storyPassword,
  storyPin,
  storySite,
  takesOver,
  tellDeskStory,
} from "#test/desk-story.ts";
import { holdJournal, isWaitedFor } from "#test/held-journal.ts";
import { LateBodies, type LateRequest } from "#test/late-bodies.ts";
import { until } from "#test/until.ts";

/*
 * Between the head of a request and its body, and between its body and its turn, a session may end. What is decided then is decided for nobody:
 * who sits at a desk is what it is when their act is decided. The operations are those of the interface's own document.
 */

let database: FreshDatabase;
let story: DeskStory;
let owner: Sql;
const lateBodies = new LateBodies();
let posts: readonly { readonly url: string; readonly operationId: string }[];

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  story = await tellDeskStory(database, { routes: [lateBodies.routes] });
  const { paths } = (await story.browser().get("/api/openapi.json")).json() as {
    paths: Record<string, { post?: { operationId: string } }>;
  };
  posts = Object.entries(paths).flatMap(([path, { post }]) =>
    post ? [{ url: path.replaceAll(/\{\w+\}/g, randomUUID()), operationId: post.operationId }] : [],
  );
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** What anybody may ask, what by a proof of its own, and what may be asked of a locked desk. */
const ofAnyone = [
  ...["session.sign-in", "session.replace-forgotten-pin"],
  ...["commands.send-by-proof", "photo.upload-by-proof"],
];
const ofLocked = [
  "session.sign-out",
  "session.lock",
  "session.unlock",
  "session.change-password",
  "session.choose-pin",
];
const nextPassword = "lantern-harbour-8";

interface Ending {
  /** Who sits there, in the order in which they come; each request is in the name of the first. */
  readonly at?: readonly ["lin", "wang"] | readonly ["lin"];
  /** It is the desk that is locked: some things may still be done there. */
  readonly locks?: boolean;
  readonly ends: (desk: Browser) => Promise<unknown>;
}

const reason = "手机丢了";
const signedReason = { reason, pin: storyPin };
const byOffice = async (url: string, body: object) => (await story.deskOf("admin")).post(url, body);

const endings: Readonly<Record<string, Ending>> = {
  "the desk is locked": { locks: true, ends: (desk) => desk.post("/api/session/lock") },
  "nobody touches the desk": { locks: true, ends: async () => story.pass(3) },
  "another takes over": { locks: true, at: ["lin", "wang"], ends: (desk) => takesOver(desk, cast.wang) },
  "they sign out": { ends: (desk) => desk.post("/api/session/sign-out") },
  "they alone sign out": {
    locks: true,
    at: ["lin", "wang"],
    ends: (desk) => desk.post("/api/session/sign-out", { person: cast.lin }),
  },
  "half a day is over": { ends: async () => story.pass(13 * 60) },
  "their device is revoked": {
    ends: async (desk) => {
      const device = randomUUID();
      await owner`
        insert into device (org, device, site, name, public_key, enrolled_by, enrolled_at)
        values (${story.org}, ${device}, ${storySite}, '台机', '{}', ${cast.lin}, ${story.now()})`;
      const { cookie } = desk;
      await owner`
        update desk set device = ${device} where token_hash = sha256(convert_to(${cookie.split("=")[1] ?? ""}, 'UTF8'))`;
      return await byOffice(`/api/devices/${device}/revoke`, { reason });
    },
  },
  "they change their password elsewhere": {
    ends: async () => {
      const elsewhere = await story.deskOf("lin");
      const change = (current: string, next: string) =>
        elsewhere.post("/api/session/password", { person: cast.lin, current, next });
      await change(storyPassword, nextPassword);
      return await change(nextPassword, storyPassword);
    },
  },
  "their password is reset": { ends: () => byOffice(`/api/people/${cast.lin}/password-reset`, signedReason) },
  "they leave the company": { ends: () => byOffice(`/api/people/${cast.lin}/leave`, { reason }) },
};

/** Some say in whose name they are sent, and others leave it to the desk. */
const namings = [{ "zb-as": cast.lin }, {}] as const;

function sentTo({ url, operationId }: (typeof posts)[number], naming: (typeof namings)[number]) {
  const type = operationId === "photo.upload" ? { "content-type": "image/jpeg" } : {};
  return { url, body: {}, headers: { ...naming, ...type } };
}

/** As it was before somebody gave up their secrets. */
async function restoreAccount(): Promise<() => Promise<unknown>> {
  const [row] = await owner<{ password: string; pin: string }[]>`
    select password_hash as password, pin_hash as pin from account where org = ${story.org} and person = ${cast.lin}`;
  return () => owner`
    update account set password_hash = ${row?.password ?? ""}, pin_hash = ${row?.pin ?? ""}, must_change_password = false
    where org = ${story.org} and person = ${cast.lin}`;
}

/** What is asked for here would be done, were its turn to come at once: nothing else would tell who is asked once more from who is not. */
async function turnsOf(desk: Browser, naming: Readonly<Record<string, string>>) {
  const { hash } = (await desk.get("/api/regulations/zhiban-house/rules")).json();
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "#336699" } });
  return [
    { url: "/api/commands/notice.confirm", body: ordered({ regulation: "zhiban-house", hash }), headers: naming },
    {
      url: "/api/photos",
      body: await picture.jpeg().toBuffer(),
      headers: { ...naming, "content-type": "image/jpeg" },
    },
    // Nobody is there to leave, which is found out when all else was asked.
    { url: `/api/people/${randomUUID()}/leave`, body: { reason }, headers: naming },
  ];
}

test.each(Object.entries(endings))(
  "while requests are in flight or wait for their turn, %s: none of them is done",
  async (_, ending) => {
    const { at = ["lin"], locks = false, ends } = ending;
    const restore = await restoreAccount();
    const desk = await story.deskOf(...at);
    if (at.length > 1) await takesOver(desk, cast.lin);
    const turns: LateRequest[] = [];
    for (const naming of namings)
      for (const each of await turnsOf(desk, naming)) turns.push(await lateBodies.beginTurn(story, desk, each));
    const bound = posts.filter(({ operationId }) => ![...ofAnyone, ...(locks ? ofLocked : [])].includes(operationId));
    const asked = bound.flatMap((each) => namings.map((naming) => ({ ...each, naming })));
    const begun = await Promise.all(asked.map((each) => lateBodies.begin(story, desk, sentTo(each, each.naming))));
    await ends(desk);
    const answers: string[] = [];
    for (const [n, late] of begun.entries()) {
      const { statusCode, body } = await late.finish();
      if (![401, 423].includes(statusCode)) answers.push(`${asked[n]?.operationId} ${statusCode} ${body.slice(0, 80)}`);
    }
    for (const late of turns) {
      const { statusCode, body } = await late.finish();
      if (![401, 403, 423].includes(statusCode)) answers.push(`in its turn ${statusCode} ${body.slice(0, 80)}`);
    }
    expect(answers).toEqual([]);
    expect(await owner`select hash from photo where org = ${story.org}`).toHaveLength(0);
    expect(begun.length).toBeGreaterThan(120);
    await restore();
  },
);

const said = ({ statusCode }: LightMyRequestResponse) => statusCode;

const waiting = (sessions: number) => isWaitedFor(owner, database.name, sessions);

test("what waits for its turn is not done for who has been locked meanwhile, and the rest is", async () => {
  const first = await story.deskOf("wang");
  const second = await story.deskOf("wang");
  const confirm = async () => {
    const { hash } = (await first.get("/api/regulations/zhiban-house/rules")).json();
    return { act: "notice.confirm", ...ordered({ regulation: "zhiban-house", hash }) };
  };
  const held = await confirm();
  const late = await confirm();
  const release = await holdJournal(owner);
  const batch = first.post("/api/commands", { commands: [held, late] });
  await until(waiting(1));
  // Two pieces of work are done beside each other; what comes now waits for one of them.
  const { act: _, ...beside } = await confirm();
  const other = second.post("/api/commands/notice.confirm", beside);
  await until(waiting(2));
  await first.post("/api/session/lock");
  await release();
  const { answers } = (await batch).json();
  expect(answers.map((each: { status: number }) => each.status)).toEqual([200, 423]);
  expect(said(await other)).toBe(200);
});

test("what waited for its turn while nothing ended is done", async () => {
  const desk = await story.deskOf("wang");
  const late: LateRequest[] = [];
  for (const each of await turnsOf(desk, { "zb-as": cast.wang }))
    late.push(await lateBodies.beginTurn(story, desk, each));
  expect((await Promise.all(late.map((each) => each.finish()))).map(said)).toEqual([200, 200, 403]);
});

test("a request that was in flight while nothing ended is done", async () => {
  const desk = await story.deskOf("wang");
  const body = { person: cast.wang, language: "en" };
  const late = await lateBodies.begin(story, desk, { url: "/api/session/language", body });
  expect(said(await late.finish())).toBe(200);
  const unlocked = await lateBodies.begin(story, desk, {
    url: "/api/session/unlock",
    body: { person: cast.wang, pin: storyPin },
  });
  await desk.post("/api/session/lock");
  expect(said(await unlocked.finish())).toBe(200);
});

test("who signs in while the last one signs out sits at a desk", async () => {
  const desk = await story.deskOf("chief");
  const body = { name: story.nameOf("wang"), password: storyPassword };
  const late = await lateBodies.begin(story, desk, { url: "/api/session/sign-in", body });
  await desk.post("/api/session/sign-out");
  const answer = await late.finish();
  expect([said(answer), answer.json().people.map((each: { person: string }) => each.person)]).toEqual([
    200,
    [cast.wang],
  ]);
});

/** Somebody sits at a desk that another is about to join, both as the server sees them at that moment. */
async function sittingDown() {
  const sql = story.services.accounts;
  const token = (await story.deskOf("chief")).cookie.split("=")[1] ?? "";
  const desk = await deskWith(sql, story.now(), token);
  const account = await accountFor(sql, story.org, cast.wang);
  if (!desk || !account) throw new Error("nobody sits there");
  const peopleWith = async (joined: string | undefined) =>
    (await deskWith(sql, story.now(), joined ?? ""))?.people.map(({ person }) => person);
  const join = () => joinDesk(sql, story.now(), account, { token, desk });
  return { desk, join, peopleWith, leave: () => leaveDesk(sql, story.now(), desk, cast.chief) };
}

test("a desk that ended while a password was looked at is not joined: a new one begins at the same browser", async () => {
  const { desk, join, leave, peopleWith } = await sittingDown();
  await leave();
  const token = await join();
  expect(await peopleWith(token)).toEqual([cast.wang]);
  const next = await deskWith(story.services.accounts, story.now(), token ?? "");
  expect([next?.desk === desk.desk, next?.browser]).toEqual([false, desk.browser]);
});

test("a desk does not end behind who leaves while another sits down at it", async () => {
  const { desk, join, leave, peopleWith } = await sittingDown();
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`select from desk where desk = ${desk.desk} for update`;
  const joined = join();
  await until(waiting(1));
  const left = leave();
  await until(waiting(2));
  await holder`rollback`;
  holder.release();
  await left;
  expect(await peopleWith(await joined)).toEqual([cast.wang]);
});
