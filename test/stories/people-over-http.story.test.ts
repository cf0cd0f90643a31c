import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { isPassword } from "#server/account/password.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPassword,
  storyPin,
  storySite,
  tellDeskStory,
} from "#test/desk-story.ts";
import { establishOther, otherSite, stranger } from "#test/other-building.ts";

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

const reason = { reason: "换了手机" };

test("five wrong PINs pause the desk at which they were given until a colleague who may ends the pause", async () => {
  const browser = await story.deskOf("wang");
  await browser.post("/api/session/lock");
  const unlock = (pin: string) => browser.post("/api/session/unlock", { person: cast.wang, pin });
  const tries: unknown[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const answer = await unlock("135790");
    tries.push([answer.statusCode, answer.json().detail.triesLeft]);
  }
  expect(tries).toEqual([
    [403, 4],
    [403, 3],
    [403, 2],
    [403, 1],
  ]);
  const paused = { code: "account.pin-paused", rules: ["ZB-02"], detail: { retryAt: plusMinutes(story.now(), 1) } };
  const fifth = await unlock("135790");
  expect([fifth.statusCode, fifth.json()]).toMatchObject([429, paused]);
  expect(fifth.headers["retry-after"]).toBe("60");
  expect((await unlock(storyPin)).json()).toMatchObject(paused);

  const guard = await story.deskOf("lin");
  const refused = await guard.post(`/api/people/${cast.wang}/unlock`, { ...reason, pin: storyPin });
  expect([refused.statusCode, refused.json().code]).toEqual([403, "person.may-not-help"]);
  const chief = await story.deskOf("chief");
  const unproved = await chief.post(`/api/people/${cast.wang}/unlock`, reason);
  expect([unproved.json().code, unproved.json().field]).toEqual(["account.pin-required", "pin"]);
  expect((await chief.post(`/api/people/${cast.wang}/unlock`, { ...reason, pin: storyPin })).statusCode).toBe(204);
  expect((await unlock(storyPin)).statusCode).toBe(200);
  const kept = await database.connect()`
    select what, count(*)::int as count from account_event where org = ${story.org} and person = ${cast.wang} and what like 'pin-%'
    group by what order by what`;
  expect(kept).toMatchObject([
    { what: "pin-paused", count: 1 },
    { what: "pin-unlocked", count: 1 },
    { what: "pin-wrong", count: 5 },
  ]);
});

/** K8.3: whoever unlocks may go on guessing. */
test("a squad leader ends no pause of who stands above them, and does of who does not", async () => {
  const chief = await story.deskOf("chief");
  const unlock = (person: string) => chief.post(`/api/people/${person}/unlock`, { ...reason, pin: storyPin });
  const refused = await unlock(cast.admin);
  expect([refused.statusCode, refused.json()]).toMatchObject([403, { code: "person.may-not-help", rules: ["ZB-32"] }]);
  expect((await unlock(cast.lin)).statusCode).toBe(204);
});

test("a supervisor gives up a PIN with the own one and cannot choose another; the owner does, with the password", async () => {
  const admin = await story.deskOf("admin");
  const reset = (sent: object, asker = admin) =>
    asker.post(`/api/people/${cast.lin}/pin-reset`, { ...reason, ...sent });
  expect((await reset({})).json()).toMatchObject({ code: "account.pin-required", field: "pin", rules: ["ZB-02"] });
  expect((await reset({ pin: "135790" })).json()).toMatchObject({ code: "account.pin-wrong", field: "pin" });
  expect((await reset({ pin: storyPin }, await story.deskOf("wang"))).json().code).toBe("person.may-not-help");
  const own = await story.deskOf("lin");
  expect((await own.get("/api/session")).json().people[0].mustSetPin).toBe(false);

  const done = await reset({ pin: storyPin });
  expect([done.statusCode, done.body]).toEqual([204, ""]);
  expect((await own.get("/api/session")).json().people[0].mustSetPin).toBe(true);
  // What the void PIN opened is locked; who comes in by the password does nothing before they have chosen one.
  const signOn = async () => (await own.post("/api/commands/attendance.sign-on", ordered(morningShift))).json().code;
  expect(await signOn()).toBe("account.desk-locked");
  await own.signIn(story.nameOf("lin"), storyPassword);
  expect(await signOn()).toBe("account.first-pin");
  const set = (sent: object) =>
    own.post("/api/session/pin", { person: cast.lin, password: storyPassword, pin: "480215", ...sent });
  expect((await set({ password: "guess" })).json()).toMatchObject({
    code: "account.password-wrong",
    field: "password",
  });
  expect((await set({ pin: "123456" })).json()).toMatchObject({ code: "account.pin-weak", field: "pin" });
  expect((await set({})).json().people[0].mustSetPin).toBe(false);
});

test("whoever has forgotten the PIN, or locked it by guessing, sets a new one with the password, at a locked desk too", async () => {
  const own = await story.deskOf("lin", "wang");
  await own.post("/api/session/lock");
  const unlock = (with_: string) => own.post("/api/session/unlock", { person: cast.lin, pin: with_ });
  for (let turn = 0; turn < 5; turn += 1) await unlock("135790");
  expect((await unlock("480215")).json().code).toBe("account.pin-paused");

  const set = await own.post("/api/session/pin", { person: cast.lin, password: storyPassword, pin: "660215" });
  expect([set.statusCode, set.json().locked]).toEqual([200, true]);
  expect((await unlock("480215")).json()).toMatchObject({ code: "account.pin-wrong", field: "pin" });
  expect((await unlock("660215")).json().locked).toBe(false);

  const runtime = story.browser();
  const byName = (sent: object) =>
    runtime.post("/api/pin-reset", { name: story.nameOf("lin"), password: storyPassword, pin: storyPin, ...sent });
  const guessed = await byName({ password: "guess" });
  expect([guessed.statusCode, guessed.json().code, guessed.json().field]).toEqual([
    401,
    "account.sign-in-failed",
    "password",
  ]);
  expect((await byName({ pin: "111111" })).json()).toMatchObject({ code: "account.pin-weak", field: "pin" });
  expect((await byName({})).statusCode).toBe(204);
  await own.post("/api/session/lock");
  expect((await unlock(storyPin)).statusCode).toBe(200);
});

test("a new account must choose password and PIN before anything is done in its name", async () => {
  const person = personNamed("马超");
  const signInName = `ma-${story.org.slice(0, 8)}`;
  const guard = await story.deskOf("lin");
  const wanted = { person, signInName, sites: [storySite] };
  expect((await guard.post("/api/people", wanted)).json().code).toBe("person.not-administrator");
  const admin = await story.deskOf("admin");
  expect((await admin.post("/api/people", { ...wanted, sites: ["another-tower"] })).statusCode).toBe(404);
  expect((await admin.post("/api/people", { ...wanted, person: randomUUID() })).statusCode).toBe(404);
  const { firstPassword } = (await admin.post("/api/people", wanted)).json();
  expect((await admin.post("/api/people", wanted)).json()).toMatchObject({
    code: "account.name-taken",
    field: "signInName",
  });

  const own = story.browser();
  const session = (await own.signIn(signInName, firstPassword)).json();
  expect(session.people[0]).toMatchObject({ person, name: "马超", mustChangePassword: true, mustSetPin: true });
  const first = await own.post("/api/commands/attendance.sign-on", ordered(morningShift));
  expect([first.statusCode, first.json().code]).toEqual([403, "account.first-password"]);
  const weak = await own.post("/api/session/password", { person, current: firstPassword, next: "0123456789" });
  expect(weak.json()).toMatchObject({ code: "account.password-weak", detail: { why: "too-plain" } });
  const short = await own.post("/api/session/password", { person, current: firstPassword, next: "lantern-9" });
  expect(short.json()).toMatchObject({ code: "account.password-weak", detail: { why: "too-short" } });
  const same = await own.post("/api/session/password", { person, current: firstPassword, next: firstPassword });
  expect(same.json()).toMatchObject({ code: "account.password-weak", detail: { why: "same" } });
  const early = await story
    .browser()
    .post("/api/pin-reset", { name: signInName, password: firstPassword, pin: storyPin });
  expect([early.statusCode, early.json().code]).toEqual([403, "account.first-password"]);
  const next = "雨过天青-云破处-晴";
  await own.post("/api/session/password", { person, current: firstPassword, next });
  const done = await own.post("/api/session/pin", { person, password: next, pin: storyPin });
  expect(done.json().people[0]).toMatchObject({ mustChangePassword: false, mustSetPin: false });
});

test("who leaves the company is gone from every desk at once and cannot come back", async () => {
  const person = personNamed("高翔");
  const signInName = `gao-${story.org.slice(0, 8)}`;
  const admin = await story.deskOf("admin");
  const { firstPassword } = (await admin.post("/api/people", { person, signInName, sites: [storySite] })).json();
  const own = story.browser();
  await own.signIn(signInName, firstPassword);
  const guard = await story.deskOf("lin");
  expect((await guard.post(`/api/people/${person}/leave`, reason)).json().code).toBe("person.not-administrator");
  expect((await admin.post(`/api/people/${person}/leave`, reason)).statusCode).toBe(204);
  expect((await own.get("/api/session")).json().people).toEqual([]);
  expect((await own.get("/api/site")).statusCode).toBe(401);
  expect((await own.signIn(signInName, firstPassword)).statusCode).toBe(401);
});

test("a browser enrols with a key that it alone holds, and a lost one is shut out", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
  const browser = await story.deskOf("lin");
  const prove = async (asker = browser) => {
    const { challenge } = (await asker.post("/api/devices/challenge")).json();
    const key = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
    const signature = sign("sha256", Buffer.from(`zhiban-device:${challenge}`), key).toString("base64url");
    return { challenge, signature };
  };
  const proof = await prove();
  const wanted = { site: storySite, name: "大堂岗台机", publicKey: { kty, crv, x, y } };
  const { device } = (await browser.post("/api/devices", { ...wanted, ...proof })).json();
  expect((await browser.get("/api/session")).json().device).toEqual({ id: device, name: "大堂岗台机" });
  const replayed = await browser.post("/api/devices", { ...wanted, ...proof });
  expect(replayed.json().code).toBe("device.not-proved");

  const later = await story.deskOf("lin");
  const stolen = { challenge: (await prove(later)).challenge, signature: (await prove(later)).signature };
  expect((await later.post("/api/devices/prove", { device, ...stolen })).statusCode).toBe(403);
  expect((await later.post("/api/devices/prove", { device, ...(await prove(later)) })).json().device.id).toBe(device);

  const wang = await story.deskOf("wang");
  expect((await wang.post(`/api/devices/${device}/revoke`, reason)).statusCode).toBe(403);
  const chief = await story.deskOf("chief");
  expect((await chief.post(`/api/devices/${device}/revoke`, reason)).json()).toEqual({ revoked: true });
  for (const each of [browser, later]) expect((await each.get("/api/site")).statusCode).toBe(401);
  const again = await story.deskOf("lin");
  expect((await again.post("/api/devices/prove", { device, ...(await prove(again)) })).statusCode).toBe(403);
  const { devices } = (await chief.get("/api/devices")).json();
  const moments = { enrolledAt: story.now(), revokedAt: story.now() };
  expect(devices).toMatchObject([{ id: device, site: storySite, enrolledBy: cast.lin, ...moments }]);
});

test("no password and no PIN stands anywhere in the database", async () => {
  const rows = await database.connect()`
    select a::text as everything, pin_hash, password_hash from account a where org = ${story.org} and pin_hash is not null`;
  expect(rows.length).toBeGreaterThan(3);
  for (const { everything, pin_hash, password_hash } of rows) {
    expect(everything).not.toContain(storyPassword);
    expect(everything).not.toContain(storyPin);
    expect(pin_hash).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
    expect(await isPassword(storyPin, password_hash)).toBe(false);
  }
});

test("what happened around accounts cannot be rewritten by the role that writes it", async () => {
  const { accounts } = story.services;
  await expect(accounts`update account_event set what = 'signed-in'`).rejects.toMatchObject({ code: "42501" });
  await expect(accounts`delete from account_event`).rejects.toMatchObject({ code: "42501" });
  await expect(accounts`select from entry`).rejects.toMatchObject({ code: "42501" });
  await expect(story.runtime.pool`select from account`).rejects.toMatchObject({ code: "42501" });
});

/** An administrator of one site could give up the PIN of a manager of another who is also here: heights of two sites were compared. */
test("who holds a function at another site is helped by nobody who does not stand as high there, by none of the acts of help", async () => {
  await establishOther(story, stranger);
  const admin = await story.deskOf("admin");
  const chief = await story.deskOf("chief");
  const help = async (act: string) =>
    (await chief.post(`/api/people/${cast.wang}/${act}`, { ...reason, pin: storyPin })).json().code;
  const grant = async (who: keyof typeof cast, held: string, site: string) => {
    const body = { person: cast[who], function: held, site };
    const order = ordered(body, { site: towerOffice, pin: storyPin });
    const granted = await admin.post("/api/commands/person.grant-function", order);
    expect(granted.statusCode, granted.body).toBe(200);
  };
  const acts = ["unlock", "pin-reset", "password-reset"];
  const asked = async () => {
    const said: unknown[] = [];
    for (const act of acts) said.push(await help(act));
    return said;
  };
  const refused = acts.map(() => "person.may-not-help");
  expect((await chief.post(`/api/people/${cast.wang}/unlock`, { ...reason, pin: storyPin })).statusCode).toBe(204);
  await grant("wang", "squad-leader", otherSite);
  expect(await asked()).toEqual(refused);
  await grant("chief", "administrator", storySite);
  expect(await asked()).toEqual(refused);
  await grant("wang", "department-supervisor", otherSite);
  await grant("chief", "squad-leader", otherSite);
  expect(await asked()).toEqual(refused);
  await grant("chief", "department-supervisor", otherSite);
  expect((await chief.post(`/api/people/${cast.wang}/unlock`, { ...reason, pin: storyPin })).statusCode).toBe(204);
});
