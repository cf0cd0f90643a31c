import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { arrivalsAt } from "#server/account/command-proof.ts";
import { unseenLosses } from "#server/account/waiting-told.ts";
import { cameAt, lastLines } from "#server/overview/board-view.ts";
import { notedSince } from "#server/overview/happened-view.ts";
import { outlived } from "#server/redaction/retention.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { standingAlone } from "#test/rows-but-one.ts";
import { context, type TowerRows, towerRows } from "#test/tower-rows.ts";

/* What is read from the journal itself, or came into it by a proof, comes in the order that is promised, where only some of it is asked for. */

let database: FreshDatabase;
let rows: TowerRows;

beforeAll(async () => {
  database = await freshDatabase();
  rows = towerRows(database);
  await rows.owner`select journal_open_month('2026-11-01'::date)`;
});

afterAll(async () => {
  await rows.end();
  await database.drop();
});

const site = "tower";
/** By moment b, d, a, c, of which d and a are of one moment; written as c, b, d, a. */
const moments = { c: 300, b: 100, d: 200, a: 200 } as const;
const falling = ["c", "a", "d", "b"];
const page = {
  ...{ post: "lobby", date: "2026-11-21", shift: "day", phase: "open", ends_at: 900, lines: 0, corrections: 0 },
};
const born = { born_month: "2026-11-01" };
const bytes = { hash: `\\x${"0".repeat(64)}`, bytes: "\\x7b7d" };
const entry = { ...born, ...bytes, version: 1, command: "c", actor: "lin" };
const stream = { ...born, version: 2, head_hash: bytes.hash };

test("what should be looked at comes from the journal the last first", async () => {
  for (const [id, at] of Object.entries(moments))
    await rows.put("entry", { ...entry, noun: "violation", type: "violation.recorded", id, at });
  for (const most of [4, 2]) {
    const noted = await rows.seen((sql) => notedSince(sql, context, { site, since: 0, most }));
    expect(noted.map(({ id }) => id)).toEqual(falling.slice(0, most));
  }
});

test("of a post the last line of its two latest pages is told, of a turn the last time that somebody came", async () => {
  for (const [id, starts] of Object.entries(moments)) {
    await rows.put("page", { ...page, id, starts_at: starts });
    // The older the page the later what it holds, and the first line of each is later than its last.
    for (const [noun, type] of [
      ["log", "log.line-written"],
      ["attendance", "attendance.signed-on"],
    ]) {
      await rows.put("stream", { ...stream, noun, id });
      for (const version of [1, 2])
        await rows.put("entry", { ...entry, noun, type, id, version, at: 1000 - starts - version });
    }
  }
  const latest = await rows.seen((sql) => lastLines(sql, context, { site, posts: ["lobby"], bornSince: "2026-11-01" }));
  expect(latest).toEqual([{ post: "lobby", at: 798 }]);
  const came = await rows.seen((sql) => cameAt(sql, context, { site, turns: ["b", "c"], bornSince: "2026-11-01" }));
  expect(came).toEqual([
    { id: "b", at: 898 },
    { id: "c", at: 698 },
  ]);
});

test("of a last line that waited at its device is told when it was written", async () => {
  const post = "gate";
  const at = Date.UTC(2026, 10, 21, 8);
  await rows.put("page", { ...page, post, id: "waited", starts_at: 1 });
  await rows.put("stream", { ...stream, noun: "log", id: "waited" });
  const said = JSON.stringify({ at, deviceTime: at - 240_000 });
  const bytes = `\\x${Buffer.from(said).toString("hex")}`;
  await rows.put("entry", { ...entry, bytes, noun: "log", type: "log.line-written", id: "waited", at });
  const latest = await rows.seen((sql) => lastLines(sql, context, { site, posts: [post], bornSince: "2026-11-01" }));
  expect(latest).toEqual([{ post, at: at - 240_000 }]);
});

test("photos that were kept long enough come the oldest first", async () => {
  const photo = { media_type: "image/jpeg", width: 1, height: 1, bytes: "\\x00", uploaded_by: "lin" };
  for (const [id, at] of Object.entries(moments))
    await rows.put("photo", { ...photo, hash: id.padStart(64, "0"), uploaded_at: at });
  const kept = { ...context, site, retention: { photos: 1 }, now: instant(1e9) } as const;
  for (const most of [4, 2]) {
    const found = await rows.seen((sql) => outlived(sql, { ...kept, most } as never));
    expect(found.map((hash) => hash.slice(-1))).toEqual(["b", "a", "d", "c"].slice(0, most));
  }
});

test("what came by its proof is told from the latest on", async () => {
  const sql = database.connect("postgres", standingAlone);
  const org = "wanda";
  await sql`
    insert into device_opening (org, opening, device, desk, person, secret, since, ends_at)
    values (${org}, 'opening', 'device', 'desk', 'lin', 'secret', 0, 9)`;
  for (const [command, cameAt] of Object.entries(moments)) {
    await sql`
      insert into command_proof (org, command, opening, site, act, written_at, came_at, signature, author_left)
      values (${org}, ${command}, 'opening', ${site}, 'log.write-line', 1, ${cameAt}, 's', false)`;
  }
  for (const most of [9, 2]) {
    const told = await arrivalsAt(sql, { org, site, most });
    expect(told.map(({ command }) => command)).toEqual(falling.slice(0, most));
  }
});

test("what browsers lost comes the latest first, and of one moment the oldest first", async () => {
  const sql = database.connect("postgres", standingAlone);
  const org = "wanda";
  const noticed = [3, 9, 9, 9];
  const written = [1, 5, 2, 2];
  const ids = ["a", "b", "d", "c"];
  for (const [n, id] of ids.entries()) {
    await sql`
      insert into lost_item (org, command, browser, site, person, written_at, noticed_at)
      values (${org}, ${id}, 'browser', ${site}, 'lin', ${written[n] ?? 0}, ${noticed[n] ?? 0})`;
  }
  for (const most of [9, 2]) {
    const told = await unseenLosses(sql, { org, site }, most);
    expect(told.map(({ id }) => id)).toEqual(["c", "d", "b", "a"].slice(0, most));
  }
});
