import type { Sql } from "postgres";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planAhead } from "#server/clock/plan-ahead.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import { openRuntime } from "#server/door/runtime.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { openPool } from "#server/postgres/pool.ts";
import { sealEverySite } from "#server/seal/seal-every-site.ts";
import type { StoredReceipt } from "#server/verify/evidence.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, morningShift, ordered, storySite, tellDeskStory } from "#test/desk-story.ts";
import { verifyRows } from "#test/verify-rows.ts";

let database: FreshDatabase;
let story: DeskStory;
let browser: Browser;
let owner: Sql;
let upload: Buffer;
const receipts: StoredReceipt[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  story = await tellDeskStory(database);
  browser = await story.deskOf("lin");
  upload = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#336699" } })
    .withExif({ IFD3: { GPSLatitude: "31/1 14/1 0/1" } })
    .jpeg()
    .toBuffer();
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function send(act: string, body: unknown): Promise<void> {
  const answer = await browser.post(`/api/commands/${act}`, ordered(body));
  expect(answer, answer.body).toMatchObject({ statusCode: 200 });
  const { stream, version, hash } = answer.json().receipt;
  receipts.push({ site: stream.site, stream: `${stream.noun}/${stream.id}`, version, hash });
}

test("a photo goes up, is named by a line, and is seen again as a picture and nothing else", async () => {
  const answer = await browser.upload("/api/photos", upload, "image/jpeg");
  expect(answer.json()).toMatchObject({ width: 64, height: 48 });
  const { photo } = answer.json();
  await send("attendance.sign-on", morningShift);
  await send("log.write-line", { ...morningShift, text: "西侧玻璃门有裂纹", category: "equipment", photos: [photo] });
  const shown = await browser.get(`/api/photos/${storySite}/${photo}`);
  expect(shown.statusCode).toBe(200);
  expect(shown.headers).toMatchObject({
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  expect((await sharp(shown.rawPayload).metadata()).exif).toBeUndefined();
});

test("a line cannot name a photo that the site never had", async () => {
  const body = { ...morningShift, text: "见照片", category: "equipment", photos: ["0".repeat(64)] };
  const answer = await browser.post("/api/commands/log.write-line", ordered(body));
  expect([answer.statusCode, answer.json().code]).toEqual([422, "photo.unknown"]);
});

test("what is no photo is refused, and nobody sees one without a desk or of another site", async () => {
  const text = await browser.upload("/api/photos", Buffer.from("<svg/>"), "image/jpeg");
  expect([text.statusCode, text.json().code]).toEqual([422, "photo.not-a-photo"]);
  const { photo } = (await browser.upload("/api/photos", upload, "application/octet-stream")).json();
  expect((await story.browser().get(`/api/photos/${storySite}/${photo}`)).statusCode).toBe(401);
  expect((await story.browser().upload("/api/photos", upload, "image/jpeg")).statusCode).toBe(401);
  expect((await browser.get(`/api/photos/other-tower/${photo}`)).statusCode).toBe(404);
  const stranger = await tellDeskStory(database);
  const elsewhere = await stranger.deskOf("lin");
  expect((await elsewhere.get(`/api/photos/${storySite}/${photo}`)).statusCode).toBe(404);
  await stranger.close();
});

test("a journal that people, reactions and the clock have written verifies, with every receipt", async () => {
  story.pass(26 * 60);
  const clock = openPool(database.connectionOptions(), "zb_clock");
  const runtime = openRuntime({ ...story.runtime, pool: clock });
  await planAhead(runtime, 100);
  // One call wakes for one organisation, and the stranger's may be the first.
  while ((await wakeDue(runtime, 100, () => {})) > 0);
  await clock.end();
  const sealing = database.connect("postgres", { connection: { role: "zb_seal" } });
  const keyring = new Keyring(sealing, freshMasterKey());
  const problems: unknown[] = [];
  await sealEverySite(sealing, { keyring, now: story.now, onProblem: (_, problem) => problems.push(problem) });
  expect(problems).toEqual([]);
  const { outcome, sites, strangers } = await verifyRows(sealing, { org: story.org, receipts });
  expect(strangers).toEqual([]);
  expect(sites.flatMap(({ discrepancies }) => discrepancies)).toEqual([]);
  expect(outcome).toBe("whole");
  const clocked = await owner`select 1 from entry where org = ${story.org} and actor = 'clock'`;
  expect(clocked.length).toBeGreaterThan(0);
  const tower = sites.find((each) => each.site === storySite);
  expect(tower?.limits.find(({ code }) => code === "tail-unsealed")?.detail).toMatchObject({ entries: 0, commands: 0 });
});
