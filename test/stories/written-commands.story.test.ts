import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyOffice,
  storyPassword,
  storySite,
  takesOver,
  tellDeskStory,
} from "#test/desk-story.ts";
import { type HeldOpening, openingOf, PlayedKey, type WrittenItem } from "#test/played-device.ts";

/* What waited at an enrolled browser arrives under its author and with their time, whoever sits there now, or nobody. */

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  await (await story.deskOf("lin")).post("/api/commands/attendance.sign-on", ordered(morningShift));
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** The front desk: enrolled by whoever sits there first. */
async function frontDesk(...who: (keyof typeof cast)[]) {
  const browser = await story.deskOf(...who);
  const key = await PlayedKey.make();
  const device = await key.enrol(browser, storySite);
  const write = (opening: HeldOpening, text: string, more: object = {}) =>
    key.write(
      { id: device, opening },
      {
        ...{ act: "log.write-line", site: storySite, deviceTime: story.now() },
        ...{ body: { ...morningShift, text, category: "routine" }, ...more },
      },
    );
  return { browser, key, device, write };
}

const send = async (from: Browser, item: WrittenItem) => {
  const answer = await from.post("/api/commands-by-proof", item);
  return { status: answer.statusCode, code: answer.json().code, ...answer.json() };
};

async function entryOf(command: string) {
  const [entry] = await database.connect()`
    select convert_from(bytes, 'UTF8')::jsonb as envelope from entry
    where convert_from(bytes, 'UTF8')::jsonb ->> 'command' = ${command}`;
  return entry?.envelope as { actor: { person: string }; device: string; deviceTime: number; at: number } | undefined;
}

const marks = (command: string) => database.connect()`
  select author_left as left, written_at::float8 as at from command_proof where command = ${command}`;

test("after a lock, another person, and nobody at all, it arrives under its author and at their time", async () => {
  const { browser, device, write } = await frontDesk("wang", "lin");
  const opening = await openingOf(browser);
  const [one, two, three] = await Promise.all(
    ["锁前写的", "换人前写的", "退出前写的"].map((text) => write(opening, text)),
  );
  if (!one || !two || !three) throw new Error("three were written");
  const writtenAt = story.now();
  story.pass(1);
  await browser.post("/api/session/lock");
  expect((await browser.post("/api/commands/log.write-line", ordered(one.body, { id: one.id }))).statusCode).toBe(423);
  expect((await send(browser, one)).status).toBe(200);
  await takesOver(browser, cast.wang);
  expect((await send(browser, two)).status).toBe(200);
  await browser.post("/api/session/sign-out");
  expect((await send(browser, three)).status).toBe(200);
  for (const { id } of [one, two, three])
    expect(await entryOf(id)).toMatchObject({
      ...{ actor: { person: cast.lin }, device, deviceTime: writtenAt, at: writtenAt + minute },
    });
});

test("sent again it has the same receipt, by either road, and its id stands for nothing else", async () => {
  const { browser, write } = await frontDesk("lin");
  const item = await write(await openingOf(browser), "只收一次");
  const first = await send(browser, item);
  const again = await send(story.browser(), item);
  expect([again.status, again.receipt, again.replayed]).toEqual([200, first.receipt, true]);
  const { stream, version, hash } = first.receipt;
  expect([stream.noun, stream.site, version > 0]).toEqual(["log", storySite, true]);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const byDesk = await browser.post("/api/commands/log.write-line", ordered(item.body, { id: item.id }));
  expect([byDesk.json().receipt, byDesk.json().replayed]).toEqual([first.receipt, true]);
  const other = await write(await openingOf(browser), "另一条", { id: item.id });
  expect(await send(browser, other)).toMatchObject({ status: 409, code: "command.other-body" });
});

test("once twelve hours are over it still arrives", async () => {
  const { browser, write } = await frontDesk("lin");
  const item = await write(await openingOf(browser), "过夜才送到");
  story.pass(13 * 60);
  try {
    expect((await browser.get("/api/session")).json().people).toEqual([]);
    expect((await send(browser, item)).status).toBe(200);
  } finally {
    story.pass(-13 * 60);
  }
});

test("what is altered, of another site, of a withdrawn device or unknown is refused, and nothing is entered", async () => {
  const { browser, write, device } = await frontDesk("lin");
  const opening = await openingOf(browser);
  const item = await write(opening, "原话");
  const altered = { ...item, body: { ...(item.body as object), text: "改过的话" } };
  expect(await send(browser, altered)).toMatchObject({ status: 403, code: "proof.wrong" });
  expect(await send(browser, { ...item, as: cast.wang })).toMatchObject({ status: 403, code: "proof.wrong" });
  const ofOffice = await write(opening, "别处", { site: storyOffice });
  expect(await send(browser, ofOffice)).toMatchObject({ status: 403, code: "proof.other-site" });
  const unknown = { ...item, proof: { ...item.proof, opening: randomUUID() } };
  expect(await send(browser, unknown)).toMatchObject({ status: 403, code: "proof.unknown" });
  const late = await write(opening, "时间不对", { deviceTime: story.now() - 6 * minute });
  expect(await send(browser, late)).toMatchObject({ status: 403, code: "proof.other-time" });
  expect(await entryOf(item.id)).toBeUndefined();
  const chief = await story.deskOf("chief");
  await chief.post(`/api/devices/${device}/revoke`, { reason: "手机丢了" });
  expect(await send(browser, item)).toMatchObject({ status: 403, code: "proof.withdrawn" });
  expect(await entryOf(item.id)).toBeUndefined();
  // Nothing is lost by the refusal: its author sends the same themselves.
  const own = await (await story.deskOf("lin")).post(
    "/api/commands/log.write-line",
    ordered(item.body, { id: item.id }),
  );
  expect(own.statusCode, own.body).toBe(200);
});

test("acts that decide for the moment at which they arrive want their author, and a signature never comes so", async () => {
  const { browser, write } = await frontDesk("lin");
  const opening = await openingOf(browser);
  for (const act of ["attendance.sign-off", "handover.sign", "person.grant-function", "roster.publish"]) {
    const item = await write(opening, "", { act, body: morningShift });
    expect(await send(browser, item), act).toMatchObject({ status: 403, code: "proof.needs-author" });
  }
  expect(await send(browser, await write(opening, "", { act: "choir.sing" }))).toMatchObject({
    ...{ status: 404, code: "command.no-such-act" },
  });
});

test("an opening is of whoever acts, and ends when they are locked, go, or another comes", async () => {
  const { browser, key, device } = await frontDesk("wang", "lin");
  const own = await openingOf(browser);
  expect([own.person, own.site]).toEqual([cast.lin, storySite]);
  expect(own.acts).toContain("log.write-line");
  expect(own.acts).not.toContain("handover.sign");
  const opened = async () => {
    const rows = await database.connect()`
      select person, until is null as open from device_opening where device = ${device} and not alone order by since, opening`;
    return rows.map(({ person, open }) => `${person === cast.lin ? "lin" : "wang"}${open ? " open" : ""}`);
  };
  await browser.post("/api/session/lock");
  expect((await browser.get("/api/session")).json().opening).toBeNull();
  expect(await opened()).toEqual(["lin"]);
  story.pass(1);
  await takesOver(browser, cast.wang);
  expect((await openingOf(browser)).person).toBe(cast.wang);
  story.pass(1);
  await takesOver(browser, cast.lin);
  const again = await openingOf(browser);
  expect([again.id === own.id, again.secret === own.secret]).toEqual([false, false]);
  expect(await opened()).toEqual(["lin", "wang", "lin open"]);
  await browser.post("/api/session/sign-out", { person: cast.lin });
  expect(await opened()).toEqual(["lin", "wang", "lin"]);
  await browser.post("/api/session/sign-out");
  await browser.signIn(story.nameOf("lin"), storyPassword);
  expect((await browser.get("/api/session")).json().opening, "the key has not been proved at this desk").toBeNull();
  expect((await key.prove(browser, device)).json().opening.person).toBe(cast.lin);
});

test("a browser that is not enrolled has no opening, and nobody has one of another's device", async () => {
  const plain = await story.deskOf("lin");
  expect((await plain.get("/api/session")).json().opening).toBeNull();
  const { browser, key, device } = await frontDesk("lin");
  const opening = await openingOf(browser);
  const beside = await frontDesk("lin");
  // The opening of one device, signed by another's key, or said to be of another.
  const body = { ...morningShift, text: "冒充", category: "routine" };
  const wording = { act: "log.write-line", site: storySite, deviceTime: story.now(), body };
  const byOther = await beside.key.write({ id: device, opening }, wording);
  expect(await send(browser, byOther)).toMatchObject({ code: "proof.wrong" });
  const ofOther = await key.write({ id: beside.device, opening }, wording);
  expect(await send(browser, ofOther)).toMatchObject({ code: "proof.unknown" });
});

test("who supervises the site sees what came so; nobody else does", async () => {
  const { browser, write, device } = await frontDesk("lin");
  const item = await write(await openingOf(browser), "给主管看");
  const writtenAt = story.now();
  story.pass(1);
  await send(browser, item);
  const chief = await story.deskOf("chief");
  const elsewhere = randomUUID();
  await database.connect()`
    insert into command_proof (org, command, opening, site, act, written_at, came_at, signature, author_left)
    select org, ${elsewhere}, opening, 'another-tower', act, written_at, came_at, signature, author_left
    from command_proof where command = ${item.id}`;
  const { arrivals } = (await chief.get("/api/devices/arrivals")).json();
  expect(arrivals.map(({ command }: { command: string }) => command)).not.toContain(elsewhere);
  expect(arrivals.find(({ command }: { command: string }) => command === item.id)).toEqual({
    ...{ command: item.id, act: "log.write-line", device, person: cast.lin },
    ...{ writtenAt, cameAt: writtenAt + minute, authorLeft: false },
  });
  const answer = await (await story.deskOf("wang")).get("/api/devices/arrivals");
  expect([answer.statusCode, answer.json().code]).toEqual([403, "account.not-a-supervisor"]);
});

test("of what came so the latest hundred are told, and of one item no more is read than one person writes at once", async () => {
  const { browser, write } = await frontDesk("lin");
  const opening = await openingOf(browser);
  const long = await write(opening, "长".repeat(6_000));
  expect(await send(browser, long)).toMatchObject({ status: 413, code: "request.too-large" });
  const whole = await write(opening, "长".repeat(2_000));
  expect((await send(browser, whole)).status).toBe(200);
  const rows = await database.connect()`
    insert into command_proof (org, command, opening, site, act, written_at, came_at, signature, author_left)
    select org, gen_random_uuid(), opening, site, act, written_at, came_at - n, signature, author_left
    from command_proof, generate_series(1, 120) n where command = ${whole.id} returning command`;
  expect(rows).toHaveLength(120);
  const { arrivals } = (await (await story.deskOf("chief")).get("/api/devices/arrivals")).json();
  expect(arrivals).toHaveLength(100);
});

test("what somebody wrote before they left the company is accepted after it, and marked", async () => {
  const { browser, write } = await frontDesk("lin");
  const opening = await openingOf(browser);
  const [item, late] = [
    await write(opening, "走之前写的"),
    await write(opening, "走之后写的", { deviceTime: story.now() + 30 * minute }),
  ];
  const refused = await write(opening, "时间不对", { deviceTime: story.now() - 60 * minute });
  story.pass(10);
  const admin = await story.deskOf("admin");
  const left = await admin.post(`/api/people/${cast.lin}/leave`, { reason: "辞职" });
  expect(left.statusCode, left.body).toBe(204);
  story.pass(30);
  expect((await send(story.browser(), item)).status).toBe(200);
  expect(await entryOf(item.id)).toMatchObject({ actor: { person: cast.lin } });
  expect(await marks(item.id)).toEqual([{ left: true, at: item.deviceTime }]);
  for (const each of [late, refused])
    expect(await send(story.browser(), each)).toMatchObject({ status: 403, code: "proof.author-left" });
});
