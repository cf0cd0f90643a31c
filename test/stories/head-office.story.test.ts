import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { towerOffice } from "#server/simulation/tower.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, storySite, tellDeskStory } from "#test/desk-story.ts";

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

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { parameters?: readonly { name: string }[] }>>>>;
}

test("who works at a site reads there, and nothing of what happens at posts of the head office", async () => {
  const desk = await story.deskOf("lin");
  const { paths } = (await desk.get("/api/openapi.json")).json<Document>();
  const views = Object.entries(paths).filter(([, { get }]) => get?.parameters?.some(({ name }) => name === "site"));
  const answered: [string, number][] = [];
  for (const [path] of views) {
    if (path.includes("{") || path === "/api/feed") continue;
    const shift = "post=lobby&date=2026-11-21&shift=day&noun=log&id=lobby/2026-11-21/day";
    // What is refused at their own site too, for its shape or their functions, says nothing of the office.
    if ((await desk.get(`${path}?site=${storySite}&${shift}`)).statusCode !== 200) continue;
    answered.push([path, (await desk.get(`${path}?site=${towerOffice}&${shift}`)).statusCode]);
  }
  expect(answered.length).toBeGreaterThan(4);
  expect(answered.filter(([, status]) => status !== 404)).toEqual([]);
  expect((await desk.get(`/api/feed?site=${towerOffice}`)).statusCode).toBe(404);
});

test("nor do they keep photos there", async () => {
  const desk = await story.deskOf("lin");
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#345" } })
    .png()
    .toBuffer();
  const sent = async (site: string) => (await desk.upload(`/api/photos?site=${site}`, photo, "image/png")).statusCode;
  expect([await sent(towerOffice), await sent(storySite)]).toEqual([404, 200]);
});
