import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { startClock } from "#server/clock/clock.ts";
import { watchClock } from "#server/clock/clock-watch.ts";
import { movedTogether } from "#server/clock/machine-clocks.ts";
import { openPool } from "#server/postgres/pool.ts";
import { databaseOfTest, type FreshDatabase } from "../database.ts";
import { morningShift, storySite, tellDeskStory } from "../desk-story.ts";

/* A disk on which PostgreSQL finds no room: what is written is refused by its own code, and what is there is read as before. */

/** From now on nothing more fits into a table; answers how to make room. */
async function fill(database: FreshDatabase, table: string): Promise<() => Promise<unknown>> {
  const owner = database.connect();
  await owner.unsafe(`
    create function no_room() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
    create trigger no_room before insert or update on ${table} for each statement execute function no_room()`);
  return () => owner.unsafe("drop function no_room cascade");
}

test("what finds no room is told to come again, nothing of it is kept, and the same command is done once there is room", async () => {
  const database = await databaseOfTest();
  const story = await tellDeskStory(database);
  onTestFinished(() => story.close());
  const browser = await story.deskOf("lin");
  const makeRoom = await fill(database, "entry");
  const command = { id: randomUUID(), site: storySite, body: morningShift };
  const full = await browser.post("/api/commands/attendance.sign-on", command);
  expect([full.statusCode, full.headers["retry-after"], full.json().code]).toEqual([507, "30", "house.no-room"]);
  const batch = await browser.post("/api/commands", { commands: [{ ...command, act: "attendance.sign-on" }] });
  expect(batch.json().answers).toMatchObject([{ id: command.id, status: 507, problem: { code: "house.no-room" } }]);
  expect((await browser.get(`/api/calls?site=${storySite}`)).statusCode).toBe(200);
  await makeRoom();
  const done = await browser.post("/api/commands/attendance.sign-on", command);
  expect([done.statusCode, done.json().replayed]).toEqual([200, false]);
});

test("a server whose clock finds no room says that it lacks room until there is some, also where nothing falls due", async () => {
  const database = await databaseOfTest();
  const story = await tellDeskStory(database);
  onTestFinished(() => story.close());
  const pool = openPool(database.connectionOptions(), "zb_clock", { max: 3 });
  onTestFinished(() => pool.end({ timeout: 1 }));
  const runtime = { ...story.runtime, pool };
  const makeRoom = await fill(database, "clock_beat");
  const said: string[] = [];
  const watch = watchClock({ runtime, clocks: movedTogether(story.now) });
  const clock = startClock({ runtime, outbox: { channels: [] }, watch, log: (line) => said.push(line) });
  onTestFinished(() => clock.stop());
  await expect.poll(() => clock.lacks()).toBe("room");
  await makeRoom();
  await expect.poll(() => clock.lacks()).toBeUndefined();
  expect(said[0]).toContain("No space left on device");
});
