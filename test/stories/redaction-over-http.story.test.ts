import type { Sql } from "postgres";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { textsOfPerson } from "#server/redaction/person-texts.ts";
import { outlived } from "#server/redaction/retention.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { verifyRows } from "#test/verify-rows.ts";

let database: FreshDatabase;
let story: DeskStory;
let guard: Browser;
let admin: Browser;
let owner: Sql;
let photo = "";
let commitment = "";
const context = () => ({ org: story.org, sites: [storySite, towerOffice] });

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  story = await tellDeskStory(database);
  guard = await story.deskOf("lin");
  admin = await story.deskOf("admin");
  const upload = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#333" } })
    .jpeg()
    .toBuffer();
  photo = (await guard.upload("/api/photos", upload, "image/jpeg")).json().photo;
  await guard.post("/api/commands/attendance.sign-on", ordered(morningShift));
  const line = { ...morningShift, text: "访客王秀英 13812345678", category: "routine", photos: [photo] };
  expect((await guard.post("/api/commands/log.write-line", ordered(line))).statusCode).toBe(200);
  const [row] = await owner<{ commitment: string }[]>`
    select convert_from(bytes, 'UTF8')::json #>> '{body,text,sealed}' as commitment from entry
    where org = ${story.org} and type = 'log.line-written'`;
  commitment = row?.commitment ?? "";
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const verify = () => verifyRows(owner, { org: story.org });

const order = () => ({ erases: [commitment, photo], reason: "访客要求删除" });

test("a guard may not have anything erased, and nothing is", async () => {
  const answer = await guard.post("/api/commands/redaction.order", ordered(order(), { pin: storyPin }));
  expect([answer.statusCode, answer.json().code]).toEqual([403, "redaction.not-entitled"]);
  expect((await story.services.texts(context(), [commitment])).get(commitment)?.state).toBe("text");
});

test("what outlived its days is found by the days that a site was given, and kept where it was given none", async () => {
  const about = { org: story.org, site: storySite, now: plusMinutes(story.now(), 91 * 24 * 60), most: 10 };
  expect(await outlived(owner, { ...about, retention: { photos: 90 } })).toEqual([photo]);
  expect(await outlived(owner, { ...about, retention: { photos: 92 } })).toEqual([]);
  expect(await outlived(owner, { ...about, retention: {} })).toEqual([]);
});

test("an order that names a text or photo of another site, or none, is refused whole and erases nothing", async () => {
  const [name] = await textsOfPerson(owner, { org: story.org, headOffice: towerOffice, person: cast.wang });
  if (name === undefined) throw new Error("nobody is called anything");
  const elsewhere = [
    { ...ordered(order(), { pin: storyPin }), site: towerOffice },
    ordered({ erases: [name], reason: "另一项目的文字" }, { pin: storyPin }),
    ordered({ erases: [commitment, "e".repeat(64)], reason: "没有的文字" }, { pin: storyPin }),
  ];
  for (const each of elsewhere) {
    const answer = await admin.post("/api/commands/redaction.order", each);
    expect([answer.statusCode, answer.json().code]).toEqual([422, "redaction.nothing-there"]);
    expect(answer.json()).toMatchObject({ field: "erases", rules: ["ZB-04"] });
  }
  const shown = await story.services.texts(context(), [commitment, name]);
  expect([commitment, name].map((each) => shown.get(each)?.state)).toEqual(["text", "text"]);
  expect((await guard.get(`/api/photos/${storySite}/${photo}`)).statusCode).toBe(200);
  expect((await verify()).sites.flatMap(({ discrepancies }) => discrepancies)).toEqual([]);
});

test("a browser asks each time whether a photo is still there, and is not sent again what it has", async () => {
  const path = `/api/photos/${storySite}/${photo}`;
  const { headers } = await guard.get(path);
  expect(headers["cache-control"]).toBe("private, no-cache");
  const again = await guard.get(path, { "if-none-match": String(headers.etag) });
  expect([again.statusCode, again.body, again.headers["cache-control"]]).toEqual([304, "", "private, no-cache"]);
});

test("an ordered erasure takes the bytes and leaves commitment, reason and a journal that verifies", async () => {
  const answer = await admin.post("/api/commands/redaction.order", ordered(order(), { pin: storyPin }));
  expect(answer, answer.body).toMatchObject({ statusCode: 200 });
  const shown = (await story.services.texts(context(), [commitment])).get(commitment);
  if (shown?.state !== "erased" || !shown.reason) throw new Error(`the text is ${shown?.state}`);
  const reason = (await story.services.texts(context(), [shown.reason])).get(shown.reason);
  expect(reason).toMatchObject({ state: "text", text: "访客要求删除" });
  const gone = await guard.get(`/api/photos/${storySite}/${photo}`, { "if-none-match": `"${photo}"` });
  expect([gone.statusCode, gone.json().code]).toEqual([410, "photo.erased"]);
  const left = await owner`
    select 1 from secret_text where org = ${story.org} and commitment = ${commitment} and cipher is not null
    union all select 1 from photo where org = ${story.org} and bytes is not null`;
  expect(left).toHaveLength(0);
  expect((await verify()).sites.flatMap(({ discrepancies }) => discrepancies)).toEqual([]);
});

test("what is erased is ordered once more, and keeps the time and the reason of its erasure", async () => {
  const erased = () => owner`
    select erased_at, reason from secret_text where org = ${story.org} and site = ${storySite} and commitment = ${commitment}
    union all select erased_at, reason from photo where org = ${story.org} and site = ${storySite} and hash = ${photo}`;
  const before = await erased();
  story.pass(1);
  const again = ordered({ ...order(), reason: "又一次要求" }, { pin: storyPin });
  const answer = await admin.post("/api/commands/redaction.order", again);
  expect(answer, answer.body).toMatchObject({ statusCode: 200 });
  expect(before).toHaveLength(2);
  expect(await erased()).toEqual(before);
  expect((await verify()).sites.flatMap(({ discrepancies }) => discrepancies)).toEqual([]);
});

test("a person who is forgotten has no name left, and their entries still stand", async () => {
  const erases = await textsOfPerson(owner, { org: story.org, headOffice: towerOffice, person: cast.wang });
  expect(erases.length).toBeGreaterThan(0);
  const answer = await admin.post("/api/commands/redaction.order", {
    ...ordered({ erases, reason: "离职满三年" }, { pin: storyPin }),
    site: towerOffice,
  });
  expect(answer, answer.body).toMatchObject({ statusCode: 200 });
  expect((await story.services.names(context(), towerOffice, [cast.wang, cast.lin])).has(cast.wang)).toBe(false);
  expect((await story.services.names(context(), towerOffice, [cast.lin])).has(cast.lin)).toBe(true);
  expect((await verify()).sites.flatMap(({ discrepancies }) => discrepancies)).toEqual([]);
});

test("what a superuser erases without an order is a hole that verify names", async () => {
  const [row] = await owner<{ commitment: string }[]>`
    update secret_text set cipher = null, key_id = null, erased_at = 1 where (org, site, commitment) = (
      select org, site, commitment from secret_text where org = ${story.org} and cipher is not null limit 1)
    returning commitment`;
  const discrepancies = (await verify()).sites.flatMap((each) => each.discrepancies);
  expect(discrepancies.map(({ code, at }) => `${code} ${at}`)).toEqual([
    `secret.erased-without-order ${row?.commitment}`,
  ]);
});
