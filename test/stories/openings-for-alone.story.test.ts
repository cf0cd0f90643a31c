import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import type { Session } from "#server/account/account-answer.ts";
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
import { type HeldOpening, PlayedKey } from "#test/played-device.ts";

/* The openings that a browser keeps sealed under a PIN, for the time without the network: who is given one, what ends it, and what was tried in vain. */

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  await (await story.deskOf("lin")).post("/api/commands/attendance.sign-on", ordered(morningShift));
});

beforeEach(() => story.services.accounts`delete from try_count`);

afterAll(async () => {
  await story.close();
  await database.drop();
});

const unlock = (browser: Browser, who: keyof typeof cast, more: object = {}) =>
  browser.post("/api/session/unlock", { person: cast[who], pin: storyPin, ...more });
const sessionAt = async (browser: Browser) => (await browser.get("/api/session")).json() as Session;

/** A device at which these sit, and the guard has given their PIN: with what is to be sealed for them. */
async function sealedFor(...others: (keyof typeof cast)[]) {
  const browser = await story.deskOf(...others, "lin");
  const key = await PlayedKey.make();
  const device = await key.enrol(browser, storySite);
  await browser.post("/api/session/lock");
  const opened = (await unlock(browser, "lin")).json() as Session;
  if (!opened.toSeal || !opened.opening) throw new Error("nothing was to be sealed");
  const opening: HeldOpening = { ...opened.toSeal, acts: opened.opening.acts };
  const writes = async (text: string, deviceTime: number = story.now()) => {
    const body = { ...morningShift, text, category: "routine" };
    const item = await key.write({ id: device, opening }, { act: "log.write-line", site: storySite, body, deviceTime });
    const answer = await story.browser().post("/api/commands-by-proof", item);
    return answer.statusCode === 200 ? "received" : (answer.json().code as string);
  };
  return { browser, device, opened, opening, writes };
}

test("with the right PIN at a device, and by no other answer, its owner is given what is to be sealed", async () => {
  const { browser, opened } = await sealedFor("wang");
  expect(opened.toSeal).toMatchObject({ person: cast.lin, site: storySite, until: opened.endsAt });
  expect(opened.toSeal?.secret).not.toBe(opened.opening?.secret);
  const later = await sessionAt(browser);
  expect([later.toSeal, later.sealed]).toEqual([
    null,
    [{ id: opened.toSeal?.id, person: cast.lin, until: opened.endsAt }],
  ]);
  expect(JSON.stringify(later)).not.toContain(opened.toSeal?.secret);
  const plain = await story.deskOf("lin");
  await plain.post("/api/session/lock");
  expect((await unlock(plain, "lin")).json()).toMatchObject({ toSeal: null, sealed: [] });
});

test("what is written by it after the lock, and while another acts, arrives under its author at its time", async () => {
  const { browser, writes } = await sealedFor("wang");
  await browser.post("/api/session/lock");
  story.pass(30);
  expect(await writes("锁了以后断网时写的")).toBe("received");
  await takesOver(browser, cast.wang);
  expect(await writes("别人在用时", story.now() - 10 * minute)).toBe("received");
  story.pass(-30);
});

const ends: Readonly<Record<string, (at: Browser, device: string) => Promise<unknown>>> = {
  "its owner leaves the desk": (at) => at.post("/api/session/sign-out", { person: cast.lin }),
  "all leave": (at) => at.post("/api/session/sign-out"),
  "its owner has another PIN": () =>
    story.browser().post("/api/pin-reset", { name: story.nameOf("lin"), password: storyPassword, pin: storyPin }),
  "its owner has given the PIN anew": (at) => unlock(at, "lin"),
};

test.each(Object.entries(ends))("%s: it is named no more, and what is written by it waits", async (_, end) => {
  const { browser, device, opening, writes } = await sealedFor("wang");
  story.pass(1);
  await end(browser, device);
  expect((await sessionAt(browser)).sealed.map(({ id }) => id)).not.toContain(opening.id);
  expect(await writes("还在里面", story.now() - minute)).toBe("received");
  expect(await writes("已经结束", story.now() + 6 * minute)).toBe("proof.other-time");
});

test("withdrawn with its device nothing by it arrives, and the desk has ended", async () => {
  const { browser, device, writes } = await sealedFor();
  const chief = await story.deskOf("chief");
  expect((await chief.post(`/api/devices/${device}/revoke`, { reason: "手机丢了" })).statusCode).toBe(200);
  expect((await sessionAt(browser)).sealed).toEqual([]);
  expect(await writes("太晚了")).toBe("proof.withdrawn");
});

test("two at one device have one each, and a lock or the other's PIN ends neither", async () => {
  const { browser, opening } = await sealedFor("wang");
  const other = (await unlock(browser, "wang")).json() as Session;
  await browser.post("/api/session/lock");
  const ids = (await sessionAt(browser)).sealed.map(({ id, person }) => [person, id]);
  expect(ids.toSorted()).toEqual(
    [
      [cast.lin, opening.id],
      [cast.wang, other.toSeal?.id],
    ].toSorted(),
  );
});

test("what was tried in vain without the network is counted before the next PIN is looked at, and kept", async () => {
  const { browser } = await sealedFor("wang");
  await browser.post("/api/session/lock");
  const [before] = await kept();
  const stranger = { person: cast.admin, wrong: 5 };
  const own = { person: cast.lin, wrong: 5 };
  // Said twice it counts once: whoever sits before a lock makes nobody's pause longer than five tries do.
  const told = { triedAlone: [own, own, stranger] };
  expect((await unlock(browser, "wang", told)).statusCode).toBe(200);
  const [after] = await kept();
  expect([(after?.lin ?? 0) - (before?.lin ?? 0), after?.others]).toEqual([5, before?.others]);
  expect((await unlock(browser, "lin")).json().code).toBe("account.pin-paused");
  story.pass(1);
  expect((await unlock(browser, "lin")).statusCode).toBe(200);
  expect((await unlock(browser, "lin", { triedAlone: [{ person: cast.lin, wrong: 6 }] })).statusCode).toBe(422);
});

test("a browser that is no device has kept nothing that anybody could try", async () => {
  const browser = await story.deskOf("lin");
  await browser.post("/api/session/lock");
  const [before] = await kept();
  expect((await unlock(browser, "lin", { triedAlone: [{ person: cast.lin, wrong: 5 }] })).statusCode).toBe(200);
  expect(await kept()).toEqual([before]);
});

/** How many tries in vain without the network stand among the events. */
const kept = () => database.connect()<{ lin: number; others: number }[]>`
  select count(*) filter (where person = ${cast.lin})::int as lin, count(*) filter (where person <> ${cast.lin})::int as others
  from account_event where what = 'pin-wrong-alone'`;
