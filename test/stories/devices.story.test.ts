import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mostDevices } from "#server/account/device.ts";
import { browserKnownTo } from "#server/account/known-browser.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPassword,
  storySite,
  tellDeskStory,
} from "#test/desk-story.ts";
import { isWaitedFor } from "#test/held-journal.ts";
import { until } from "#test/until.ts";

/* A lost phone is cut off by revoking its enrolment, whatever was enrolled at it meanwhile. */

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

const reason = { reason: "手机丢了" };

/** A key of a browser, which signs what the server asks. */
function browserKey() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
  const signed = async (asker: Browser) => {
    const { challenge } = (await asker.post("/api/devices/challenge")).json();
    const key = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
    return {
      challenge,
      signature: sign("sha256", Buffer.from(`zhiban-device:${challenge}`), key).toString("base64url"),
    };
  };
  const enrol = async (asker: Browser, site = storySite) =>
    asker.post("/api/devices", { site, name: "手机", publicKey: { kty, crv, x, y }, ...(await signed(asker)) });
  const prove = async (asker: Browser, device: string) =>
    asker.post("/api/devices/prove", { device, ...(await signed(asker)) });
  return { enrol, prove };
}

test("a browser is enrolled where its person works, and is one device at a time", async () => {
  const browser = await story.deskOf("lin");
  const own = browserKey();
  const elsewhere = await own.enrol(browser, towerOffice);
  expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([404, "site.unknown"]);
  const { device } = (await own.enrol(browser)).json();
  const other = browserKey();
  const second = await other.enrol(browser);
  expect([second.statusCode, second.json().code]).toEqual([409, "device.already-enrolled"]);
  expect((await browser.get("/api/session")).json().device.id).toBe(device);
  const beside = (await other.enrol(await story.deskOf("wang"))).json().device;
  const taken = await other.prove(browser, beside);
  expect([taken.statusCode, taken.json().code]).toEqual([409, "device.already-enrolled"]);
  expect((await own.prove(browser, device)).statusCode).toBe(200);
});

test("what is done at an enrolled browser tells in the journal at which", async () => {
  const browser = await story.deskOf("lin");
  const { device } = (await browserKey().enrol(browser)).json();
  const done = await browser.post("/api/commands/attendance.sign-on", ordered(morningShift));
  expect(done.statusCode, done.body).toBe(200);
  const { stream, hash } = done.json().receipt;
  const [entry] = await database.connect()`
    select convert_from(bytes, 'UTF8')::jsonb ->> 'device' as device from entry
    where id = ${stream.id} and hash = decode(${hash}, 'hex')`;
  expect(entry?.device).toBe(device);
});

test("one person enrols so many browsers of a site, all together so many more, and one that is revoked makes room", async () => {
  const owner = database.connect();
  const enrolled = (by: string, number: number) => owner`
    insert into device (org, device, site, name, public_key, enrolled_by, enrolled_at)
    select ${story.org}, gen_random_uuid(), ${storySite}, '台机', '{}', ${by}, ${story.now()}
    from generate_series(1, ${number}::int)`;
  const held = async (by?: string) =>
    (
      await owner`
        select device from device where org = ${story.org} and site = ${storySite} and revoked_at is null
          and (${by ?? null}::text is null or enrolled_by = ${by ?? null})`
    ).length;
  const tries = async (who: "lin" | "wang") => {
    const answer = await browserKey().enrol(await story.deskOf(who));
    return [answer.statusCode, answer.json().code, answer.json().detail];
  };
  expect(mostDevices.ofPerson).toBeLessThanOrEqual(50);
  expect(mostDevices.ofSite).toBeLessThanOrEqual(500);
  await enrolled(cast.lin, mostDevices.ofPerson - (await held(cast.lin)) - 1);
  expect(await tries("lin")).toEqual([200, undefined, undefined]);
  expect(await tries("lin")).toEqual([409, "device.person-has-enough", { most: mostDevices.ofPerson }]);
  expect(await tries("wang")).toEqual([200, undefined, undefined]);
  await enrolled(cast.chief, mostDevices.ofSite - (await held()));
  expect(await tries("wang")).toEqual([409, "device.site-has-enough", { most: mostDevices.ofSite }]);
  await owner`update device set revoked_at = ${story.now()} where org = ${story.org} and name = '台机'`;
  expect(await tries("wang")).toEqual([200, undefined, undefined]);
});

test("of two enrolments that come at once one is made", async () => {
  const browser = await story.deskOf("lin");
  const answers = await Promise.all([browserKey().enrol(browser), browserKey().enrol(browser)]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
});

test("whichever enrolment of a browser is revoked, its desk ends", async () => {
  const chief = await story.deskOf("chief");
  const browser = await story.deskOf("lin");
  const { device: first } = (await browserKey().enrol(browser)).json();
  await browser.post("/api/session/sign-out");
  await browser.signIn(story.nameOf("lin"), storyPassword);
  const { device: next } = (await browserKey().enrol(browser)).json();
  expect(next).not.toBe(first);
  expect((await chief.post(`/api/devices/${first}/revoke`, reason)).json()).toEqual({ revoked: true });
  expect((await browser.get("/api/site")).statusCode).toBe(401);
});

test("whoever enrolled a browser that others use ends nobody's session there but their own", async () => {
  const shared = await story.deskOf("lin");
  const { device } = (await browserKey().enrol(shared)).json();
  await shared.signIn(story.nameOf("wang"), storyPassword);
  const elsewhere = await story.deskOf("lin");
  const answer = await elsewhere.post(`/api/devices/${device}/revoke`, reason);
  expect([answer.statusCode, answer.json()]).toEqual([200, { revoked: false }]);
  const { people } = (await shared.get("/api/session")).json();
  expect(people.map(({ person }: { person: string }) => person)).toEqual([cast.wang]);
  expect((await elsewhere.get("/api/site")).statusCode).toBe(200);
  const chief = await story.deskOf("chief");
  expect((await chief.post(`/api/devices/${device}/revoke`, reason)).json()).toEqual({ revoked: true });
  expect((await shared.get("/api/site")).statusCode).toBe(401);
});

test("what is revoked already ends nothing, however often it is asked and whoever has signed in since", async () => {
  const browser = await story.deskOf("lin");
  const { device } = (await browserKey().enrol(browser)).json();
  const elsewhere = await story.deskOf("lin");
  const chief = await story.deskOf("chief");
  expect((await elsewhere.post(`/api/devices/${device}/revoke`, reason)).json()).toEqual({ revoked: true });
  expect((await browser.get("/api/site")).statusCode).toBe(401);
  for (const asker of [elsewhere, chief]) {
    await browser.signIn(story.nameOf("wang"), storyPassword);
    expect((await asker.post(`/api/devices/${device}/revoke`, reason)).json()).toEqual({ revoked: true });
    expect((await browser.get("/api/site")).statusCode).toBe(200);
  }
});

test("whoever neither enrolled a browser nor holds a function at its site does not revoke it", async () => {
  const browser = await story.deskOf("lin");
  const { device } = (await browserKey().enrol(browser)).json();
  const answer = await (await story.deskOf("wang")).post(`/api/devices/${device}/revoke`, reason);
  expect([answer.statusCode, answer.json().code]).toEqual([403, "account.not-a-supervisor"]);
  expect((await browser.get("/api/site")).statusCode).toBe(200);
});

test("the browser of a lost phone is known to none of those who have signed in at it, and every other still is", async () => {
  const phone = await story.deskOf("lin", "wang");
  const other = await story.deskOf("lin");
  const { device } = (await browserKey().enrol(phone)).json();
  const knownTo = async (browser: Browser) => {
    const token = browser.cookie.slice(browser.cookie.indexOf("=") + 1);
    const names = [story.nameOf("lin"), story.nameOf("wang")];
    const found = await Promise.all(names.map((name) => browserKnownTo(story.services.accounts, name, token)));
    return names.filter((_, index) => found[index] !== undefined);
  };
  expect(await knownTo(phone)).toEqual([story.nameOf("lin"), story.nameOf("wang")]);
  const chief = await story.deskOf("chief");
  expect((await chief.post(`/api/devices/${device}/revoke`, reason)).json()).toEqual({ revoked: true });
  expect([await knownTo(phone), await knownTo(other)]).toEqual([[], [story.nameOf("lin")]]);
});

test("whoever revokes their browser while another sits down there ends nobody's session but their own", async () => {
  const shared = await story.deskOf("lin");
  const { device } = (await browserKey().enrol(shared)).json();
  const elsewhere = await story.deskOf("lin");
  const owner = database.connect();
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`lock table desk_person in share mode`;
  const comes = shared.signIn(story.nameOf("wang"), storyPassword);
  await until(isWaitedFor(owner, database.name, 1));
  const revokes = elsewhere.post(`/api/devices/${device}/revoke`, reason);
  await until(isWaitedFor(owner, database.name, 2));
  await holder`rollback`;
  holder.release();
  expect([(await comes).statusCode, (await revokes).json()]).toEqual([200, { revoked: false }]);
  const { people } = (await shared.get("/api/session")).json();
  expect(people.map(({ person }: { person: string }) => person)).toEqual([cast.wang]);
});
