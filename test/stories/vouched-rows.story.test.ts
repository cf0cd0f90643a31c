import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { endAccount } from "#server/account/account.ts";
import { takeAccountAsItStands, trustOf, trustRows } from "#server/account/trust-rows.ts";
import { RowKey } from "#server/keys/row-key.ts";
import { checkVouched } from "#server/verify/check-vouched.ts";
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
import { openingOf, PlayedKey } from "#test/played-device.ts";
import { towerMaster } from "#test/tower-product.ts";

/* Whoever owns the database and not the master key changes rows by which people are let in, and nobody is let in by them. */

let database: FreshDatabase;
let story: DeskStory;
let owner: Sql;
const told = new Set<string>();
const key = new RowKey(towerMaster);

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  const tell = ({ table, name }: { table: string; name: string }) => told.add(`${table} ${name}`);
  story = await tellDeskStory(database, { trust: { isComplete: () => true, tell } });
  await trustRows(owner, key, story.now());
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function faults(): Promise<string[]> {
  const notebooks = await owner.begin((sql) => checkVouched(sql as unknown as Sql, towerMaster));
  return notebooks.flatMap(({ discrepancies }) => discrepancies.map(({ code, at }) => `${code} ${at}`));
}

/** Does something as a superuser whom no trigger holds. */
async function asSuperuser(text: string): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(text).simple();
  });
}

/** The same, and then puts the rows back as they were. */
async function undone(act: string, work: () => Promise<void>): Promise<void> {
  const tables = ["account", "device", "device_opening"];
  await asSuperuser(tables.map((table) => `create table kept_${table} as select * from ${table}`).join("; "));
  await asSuperuser(act);
  story.services.desks.forget();
  try {
    await work();
  } finally {
    await asSuperuser(
      tables
        .map((each) => `delete from ${each}; insert into ${each} select * from kept_${each}; drop table kept_${each}`)
        .join("; "),
    );
    await owner`delete from try_count`;
    story.services.desks.forget();
  }
}

const signsIn = async (who: keyof typeof cast) =>
  (await story.browser().signIn(story.nameOf(who), storyPassword)).statusCode;

test("whatever people rightly do to their secrets and devices, every row is vouched for", async () => {
  const browser = await story.deskOf("lin", "wang");
  const device = await (await PlayedKey.make()).enrol(browser, storySite);
  await openingOf(browser);
  await browser.post("/api/session/unlock", { person: cast.lin, pin: storyPin });
  await openingOf(browser);
  await browser.post("/api/session/pin", { person: cast.lin, password: storyPassword, pin: "730592" });
  await browser.post("/api/session/pin", { person: cast.lin, password: storyPassword, pin: storyPin });
  const chief = await story.deskOf("chief");
  await chief.post(`/api/devices/${device}/revoke`, { reason: "手机丢了" });
  await story.services.follow();
  const [rows] = await owner<{ all: number; openings: number }[]>`
    select (select count(*)::int from device_opening) as openings,
      (select count(*)::int from account where mac is not null) as all`;
  expect(rows?.all).toBe(Object.keys(cast).length);
  expect(rows?.openings).toBeGreaterThan(0);
  expect(await faults()).toEqual([]);
  expect([...told]).toEqual([]);
});

test.each([
  [
    "a password that somebody else knows",
    `password_hash = (select password_hash from account where person = '${cast.chief}') || ' '`,
  ],
  ["the password of a colleague", `password_hash = (select password_hash from account where person = '${cast.chief}')`],
  ["a password that must not be changed", "must_change_password = not must_change_password"],
  ["more sites", "sites = sites || array['elsewhere']"],
  ["an account without a code", "mac = null, must_change_password = true"],
  ["the code of a colleague", `mac = (select mac from account where person = '${cast.chief}')`],
])("nobody comes in by %s, that is told, and verify names it", async (_, set) => {
  await undone(`update account set ${set} where person = '${cast.lin}'`, async () => {
    expect(await signsIn("lin")).toBe(401);
    expect(told).toContain(`account ${cast.lin}`);
    expect(await faults()).toEqual([`row.unvouched account ${cast.lin}`]);
    expect(await signsIn("wang")).toBe(200);
  });
  expect(await signsIn("lin")).toBe(200);
});

test("a PIN that was exchanged opens nothing, and whoever sits at a desk already is gone from it", async () => {
  const browser = await story.deskOf("lin", "wang");
  await undone(
    `update account set pin_hash = (select pin_hash from account where person = '${cast.chief}') where person = '${cast.lin}'`,
    async () => {
      const answer = await browser.post("/api/session/unlock", { person: cast.lin, pin: storyPin });
      expect(answer.statusCode).not.toBe(200);
      const people = (await browser.get("/api/session")).json().people as { person: string }[];
      expect(people.map(({ person }) => person)).toEqual([cast.wang]);
    },
  );
});

test("what somebody else wrote into a row is not covered by what is rightly written beside it, and the console takes it as it stands", async () => {
  const lin = { org: story.org, person: cast.lin };
  await undone(`update account set sites = sites || array['elsewhere'] where person = '${cast.lin}'`, async () => {
    await endAccount(story.services.accounts, instant(story.now()), lin.org, lin.person);
    expect(await faults()).toEqual([`row.unvouched account ${cast.lin}`]);
  });
  await undone(`update account set sites = sites || array['elsewhere'] where person = '${cast.lin}'`, async () => {
    expect(await takeAccountAsItStands(owner, key, story.nameOf("lin"))).toMatchObject({
      sites: [storySite, "elsewhere"],
    });
    expect(await faults()).toEqual([]);
    expect(await signsIn("lin")).toBe(200);
  });
});

test("a device that was revoked and is put back, or has another key, is none, and an opening with another secret proves nothing", async () => {
  const browser = await story.deskOf("lin");
  const own = await PlayedKey.make();
  const device = await own.enrol(browser, storySite);
  const opening = await openingOf(browser);
  await browser.post("/api/commands/attendance.sign-on", ordered(morningShift));
  const wording = {
    ...{ act: "log.write-line", site: storySite, deviceTime: story.now() },
    body: { ...morningShift, text: "巡查一层", category: "routine" },
  };
  const item = await own.write({ id: device, opening }, wording);
  await undone(`update device set name = name || '2' where device = '${device}'`, async () => {
    expect((await browser.get("/api/session")).json().people).toEqual([]);
    expect((await own.prove(await story.deskOf("lin"), device)).statusCode).toBe(403);
    expect(await faults()).toEqual([`row.unvouched device ${device}`]);
  });
  await undone(`update device_opening set ends_at = ends_at + 60000 where opening = '${opening.id}'`, async () => {
    expect((await story.browser().post("/api/commands-by-proof", item)).statusCode).not.toBe(200);
    expect(await faults()).toEqual([`row.unvouched device_opening ${opening.id}`]);
  });
  expect((await story.browser().post("/api/commands-by-proof", item)).statusCode).toBe(200);
});

test("what stood there before is taken as it stands once, which is told, and not again; a note that was changed is seen", async () => {
  const trust = await trustOf(owner, key);
  expect(trust).toMatchObject({ at: story.now() });
  expect(await trustRows(owner, key, story.now())).toBeUndefined();
  const limits = await owner.begin((sql) => checkVouched(sql as unknown as Sql, towerMaster));
  expect(limits.flatMap((each) => each.limits.map(({ code }) => code))).toEqual(["rows-taken-away", "rows-trusted"]);
  await asSuperuser("update row_trust set at = at + 1");
  expect(await faults()).toContain("row.unvouched row_trust");
  await expect(trustRows(owner, key, story.now())).rejects.toThrow("was changed");
  await asSuperuser("delete from row_trust; update account set mac = null");
  expect((await trustRows(owner, key, story.now()))?.rows).toBe(Object.keys(cast).length);
  expect(await faults()).toEqual([]);
});
