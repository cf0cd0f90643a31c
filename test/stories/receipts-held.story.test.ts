import { afterAll, beforeAll, expect, test } from "vitest";
import type { HeldReceipt } from "#server/journal/receipts-held.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, morningShift, ordered, storySite, tellDeskStory } from "#test/desk-story.ts";

/* An older database is put in the place of a newer one, and browsers hold receipts for what is not in it. */

let database: FreshDatabase;
let story: DeskStory;
const told: HeldReceipt[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, {
    readiness: {
      missing: async () => [],
      warnings: () => (story.services.lost.sites.length > 0 ? ["lost-entries"] : []),
    },
  });
  story.services.lost.onLoss = (receipt) => void told.push(receipt);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function shows(tokens: string) {
  const headers = { "zb-receipts": tokens };
  return (await story.app.inject({ method: "GET", url: "/api/session", headers })).statusCode;
}

const ready = async () => (await story.app.inject({ method: "GET", url: "/readyz" })).json();

test("a house that holds what its receipts speak of says nothing, and one whose database went back says so to whoever asks whether it is ready", async () => {
  const browser = await story.deskOf("lin");
  const done = await browser.post("/api/commands/attendance.sign-on", ordered(morningShift));
  const early = String(done.headers["zb-receipt"]);
  const body = { ...morningShift, text: "巡查一层", category: "routine" };
  const written = await browser.post("/api/commands/log.write-line", ordered(body));
  const late = String(written.headers["zb-receipt"]);
  expect(await shows(`${early} ${late}`)).toBe(200);
  expect([told, await ready()]).toEqual([[], { status: "ready", missing: [] }]);

  const { stream } = written.json().receipt;
  await database.connect().begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    for (const table of ["entry", "stream"])
      await sql`delete from ${sql(table)} where id = ${stream.id} and noun = ${stream.noun}`;
  });
  expect(await shows(early)).toBe(200);
  expect(told).toEqual([]);
  expect(await shows(`${early} ${late}`)).toBe(200);
  expect(await shows(late)).toBe(200);
  expect(told.map(({ org, site, noun }) => [org, site, noun])).toEqual([[story.org, storySite, "log"]]);
  expect(await ready()).toEqual({ status: "ready", missing: [], warnings: ["lost-entries"] });
});

test("nobody makes a house doubt its journal with what it never gave", async () => {
  const before = told.length;
  const said = { org: story.org, site: "elsewhere", noun: "log", id: "x", version: 1, hash: "0".repeat(64) };
  const token = Buffer.from(JSON.stringify(said)).toString("base64url");
  for (const shown of [`${token}.1:0:00`, token, ".", "x".repeat(5_000), `${token}.${token}`])
    expect(await shows(shown)).toBe(200);
  expect(told.length).toBe(before);
});
