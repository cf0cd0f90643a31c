import { hash } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMinutes, instant, minute } from "#duty/grammar/time.ts";
import { type DayOfPhotos, dayOfPhotos, keepPhoto } from "#server/photo/photo-store.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storySite, tellDeskStory } from "#test/desk-story.ts";

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

const named = (name: string, length = 10) => {
  const bytes = Buffer.alloc(length, name);
  return { hash: hash("sha256", bytes, "hex"), mediaType: "image/jpeg", width: 1, height: 1, bytes } as const;
};
const day: DayOfPhotos = { ofPerson: 2, bytesOfSite: 100 };
const begin = instant(0);

const keeps = (sent: { photo: ReturnType<typeof named>; by?: string; at?: number; site?: string }, most = day) => {
  const { photo, by = cast.lin, at = 0, site = storySite } = sent;
  const kept = { org: story.org, site, photo, sent: photo.hash, by, at: instant(begin + at * minute) };
  return story.services.writing({ org: story.org, sites: [storySite, "annex"] }, (sql) => keepPhoto(sql, kept, most));
};

test("within a day a person keeps so many photos at a site, and takes none from others, other sites or the next day", async () => {
  for (const name of ["a", "b"]) expect(await keeps({ photo: named(name) })).toBeUndefined();
  const enough = { code: "photo.person-sent-enough", most: 2 };
  expect(await keeps({ photo: named("c"), at: dayMinutes - 1 })).toEqual(enough);
  expect(await keeps({ photo: named("a"), at: 1 })).toBeUndefined();
  expect(await keeps({ photo: named("c"), by: cast.wang })).toBeUndefined();
  expect(await keeps({ photo: named("d"), site: "annex" })).toBeUndefined();
  expect(await keeps({ photo: named("e"), at: dayMinutes })).toBeUndefined();
});

test("within a day a site keeps so many bytes, and what was refused once is kept the next day", async () => {
  const at = 3 * dayMinutes;
  const full = { code: "photo.site-full-today", megabytes: 0 };
  expect(await keeps({ photo: named("f", 60), at })).toBeUndefined();
  expect(await keeps({ photo: named("g", 41), by: cast.wang, at })).toEqual(full);
  expect(await keeps({ photo: named("h", 40), by: cast.wang, at })).toBeUndefined();
  expect(await keeps({ photo: named("i", 1), by: cast.wang, at })).toEqual(full);
  expect(await keeps({ photo: named("i", 1), by: cast.wang, at: at + dayMinutes })).toBeUndefined();
});

test("whoever has sent enough is told so with the number, and sees again what is there", async () => {
  const owner = database.connect();
  const drawn = (colour: string) =>
    sharp({ create: { width: 8, height: 8, channels: 3, background: colour } })
      .png()
      .toBuffer();
  const desk = await story.deskOf("lin");
  const first = await desk.upload("/api/photos", await drawn("#102030"), "image/png");
  expect(first.statusCode).toBe(200);
  expect(dayOfPhotos.ofPerson).toBeLessThanOrEqual(200);
  expect(dayOfPhotos.bytesOfSite).toBeLessThanOrEqual(512 * 1024 * 1024);
  await owner`
    insert into photo (org, site, hash, media_type, width, height, bytes, uploaded_at, uploaded_by)
    select ${story.org}, ${storySite}, encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), 'image/jpeg', 1, 1, 'x', ${story.now()}, ${cast.lin}
    from generate_series(2, ${dayOfPhotos.ofPerson}::int) as n`;
  const refused = await desk.upload("/api/photos", await drawn("#405060"), "image/png");
  expect([refused.statusCode, refused.json().code, refused.json().detail]).toEqual([
    409,
    "photo.person-sent-enough",
    { most: dayOfPhotos.ofPerson },
  ]);
  const again = await desk.upload("/api/photos", await drawn("#102030"), "image/png");
  expect(again.json()).toEqual(first.json());
});
