import { hash, randomUUID } from "node:crypto";
import sharp from "sharp";
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
  storySite,
  takesOver,
  tellDeskStory,
} from "#test/desk-story.ts";
import { type HeldOpening, openingOf, PlayedKey } from "#test/played-device.ts";

/* A photo that was taken without the network arrives under its author, whoever sits there now, and a line names it by what was sent. */

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

let shade = 0;

/** A picture, and its name: no two are alike. */
async function picture(): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  shade += 1;
  const background = { r: shade * 20, g: 90, b: 120 };
  const bytes = await sharp({ create: { width: 32, height: 24, channels: 3, background } })
    .jpeg({ quality: 95 })
    .toBuffer();
  return { bytes, name: hash("sha256", bytes, "hex") };
}

async function frontDesk() {
  const browser = await story.deskOf("wang", "lin");
  const key = await PlayedKey.make();
  const device = await key.enrol(browser, storySite);
  /** What the page of whoever acts signs of a photo. */
  const prove = async (opening: HeldOpening, photo: string, more: { deviceTime?: number; site?: string } = {}) => {
    const { deviceTime = story.now(), site = storySite } = more;
    const item = await key.write({ id: device, opening }, { act: "photo.upload", site, deviceTime, body: { photo } });
    const { id, as, proof } = item;
    return { id, as, site, photo, deviceTime: String(deviceTime), ...proof, version: String(proof.version) };
  };
  return { browser, key, device, prove };
}

const upload = (from: Browser, query: Record<string, string>, bytes: Buffer) =>
  from.upload(`/api/photos-by-proof?${new URLSearchParams(query)}`, bytes, "image/jpeg");

const lineWith = (photos: readonly string[], text = "见照片") => ({
  ...{ ...morningShift, text, category: "routine" },
  photos,
});

async function photosOf(command: string): Promise<readonly string[]> {
  const [entry] = await database.connect()`
    select convert_from(bytes, 'UTF8')::jsonb -> 'body' -> 'photos' as photos from entry
    where convert_from(bytes, 'UTF8')::jsonb ->> 'command' = ${command}`;
  return entry?.photos as readonly string[];
}

test("a line names what was sent, the journal what is kept; the same picture twice is one, and the same command twice too", async () => {
  const desk = await story.deskOf("lin");
  const { bytes, name } = await picture();
  const first = await desk.upload("/api/photos", bytes, "image/jpeg");
  const { photo } = first.json();
  expect(photo).not.toBe(name);
  expect((await desk.upload("/api/photos", bytes, "image/jpeg")).json()).toEqual(first.json());
  const rows = await database.connect()`select hash from photo where org = ${story.org} and hash = ${photo}`;
  expect(rows).toHaveLength(1);
  const [one, two] = [randomUUID(), randomUUID()];
  const written = await desk.post("/api/commands/log.write-line", ordered(lineWith([name]), { id: one }));
  expect(written.statusCode).toBe(200);
  const again = await desk.post("/api/commands/log.write-line", ordered(lineWith([name]), { id: one }));
  expect([again.json().receipt, again.json().replayed]).toEqual([written.json().receipt, true]);
  const byBoth = await desk.post("/api/commands/log.write-line", ordered(lineWith([photo, name]), { id: two }));
  expect(byBoth.statusCode).toBe(200);
  expect(await Promise.all([one, two].map(photosOf))).toEqual([[photo], [photo]]);
  const [kept, sent] = await Promise.all([photo, name].map((each) => desk.get(`/api/photos/${storySite}/${each}`)));
  expect([sent?.statusCode, sent?.rawPayload]).toEqual([200, kept?.rawPayload]);
});

test("locked, with somebody else there, or with nobody, it goes by its proof, and its line after it", async () => {
  const { browser, key, device, prove } = await frontDesk();
  const opening = await openingOf(browser);
  const [locked, other, nobody] = await Promise.all([picture(), picture(), picture()]);
  const proofs = await Promise.all([locked, other, nobody].map(({ name }) => prove(opening, name)));
  const deviceTime = story.now();
  const body = lineWith([locked.name, other.name, nobody.name], "锁屏前拍的三张");
  const line = await key.write({ id: device, opening }, { act: "log.write-line", site: storySite, deviceTime, body });
  story.pass(3);
  await browser.post("/api/session/lock");
  expect((await browser.upload("/api/photos", locked.bytes, "image/jpeg")).statusCode).toBe(423);
  const sends = async (which: number, { bytes }: { bytes: Buffer }) => {
    const answer = await upload(browser, proofs[which] ?? {}, bytes);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json().photo as string;
  };
  const kept = [await sends(0, locked)];
  expect((await browser.post("/api/commands-by-proof", line)).json().code, "two are on their way").toBe(
    "photo.unknown",
  );
  await takesOver(browser, cast.wang);
  kept.push(await sends(1, other));
  await browser.post("/api/session/sign-out");
  kept.push(await sends(2, nobody));
  const done = await browser.post("/api/commands-by-proof", line);
  expect(done.statusCode, done.body).toBe(200);
  expect(await photosOf(line.id)).toEqual(kept);
  const takenBy = await database.connect()`select distinct uploaded_by as by from photo where hash = any (${kept})`;
  expect(takenBy.map(({ by }) => by)).toEqual([cast.lin]);
});

test("other bytes, another name, site or time, a strange opening and a withdrawn device are refused, and nothing is kept", async () => {
  const { browser, device, prove } = await frontDesk();
  const opening = await openingOf(browser);
  const { bytes, name } = await picture();
  const good = await prove(opening, name);
  const other = await picture();
  const refused = async (query: Record<string, string>, sent = bytes) => {
    const answer = await upload(browser, query, sent);
    return `${answer.statusCode} ${answer.json().code}`;
  };
  expect(await refused(good, other.bytes)).toBe("422 photo.other-bytes");
  expect(await refused({ ...good, photo: other.name }, other.bytes)).toBe("403 proof.wrong");
  expect(await refused({ ...good, as: cast.wang })).toBe("403 proof.wrong");
  expect(await refused({ ...good, opening: randomUUID() })).toBe("403 proof.unknown");
  expect(await refused({ ...good, version: "2" })).toBe("403 proof.unknown");
  expect(await refused(await prove(opening, name, { site: storyOffice }))).toBe("403 proof.other-site");
  const late = story.now() + 13 * 60 * minute;
  expect(await refused(await prove(opening, name, { deviceTime: late }))).toBe("403 proof.other-time");
  expect(await refused({ ...good, photo: "none" })).toBe("422 shape.invalid");
  const text = Buffer.from("<svg/>");
  expect(await refused(await prove(opening, hash("sha256", text, "hex")), text)).toBe("422 photo.not-a-photo");
  const page = `/api/photos-by-proof?${new URLSearchParams({ ...good, opening: randomUUID() })}`;
  const unread = await story.browser().upload(page, Buffer.alloc(13_000_000), "text/html");
  expect([unread.statusCode, unread.json().code], "asked before the body").toEqual([403, "proof.unknown"]);
  const chief = await story.deskOf("chief");
  await chief.post(`/api/devices/${device}/revoke`, { reason: "手机丢了" });
  expect(await refused(good)).toBe("403 proof.withdrawn");
  const names = await database.connect()`select from photo_sent where sent = any (${[name, other.name]})`;
  expect(names).toHaveLength(0);
});
