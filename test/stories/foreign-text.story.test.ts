import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuild } from "#server/journal/rebuild-sites.ts";
import { openPool } from "#server/postgres/pool.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, ordered, storySite, tellDeskStory } from "#test/desk-story.ts";
import { towerOpeningDay } from "#test/tower-product.ts";
import { adoptableWith } from "#test/tower-world.ts";

/* A text of which the product does not carry out everything, from its adoption to what staff read, and one that is taken back. */

const regulation = "guard-post-handover";
/** The guards' rules without what names the relief and what counts the kit. */
const handover = [{ key: "change", post: "any" as const, summary: { required: true, cites: ["GPH-03"] } }];
const poorer = adoptableWith(regulation, towerOpeningDay, { handover });

let database: FreshDatabase;
let story: DeskStory;
let admin: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { regulations: ["zhiban-house", regulation] });
  admin = await story.deskOf("admin");
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function rulesNow() {
  const { edition, rules } = (await admin.get(`/api/regulations/${regulation}/rules`)).json();
  const uncarried = rules.filter((each: { carried: boolean }) => !each.carried);
  return { edition, uncarried: uncarried.map(({ id }: { id: string }) => id) };
}

test("staff read under each rule whether the product carries it out, and whoever adopts a text says so first", async () => {
  expect(await rulesNow()).toEqual({ edition: "2026-01-01", uncarried: [] });
  const { uncarried, ...silent } = { ...poorer, from: towerOpeningDay };
  const refused = await admin.post("/api/commands/site.adopt-edition", ordered(silent));
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ code: "site.rules-uncarried", field: "uncarried", detail: { uncarried } });
  expect(uncarried).toEqual(["GPH-04", "GPH-05", "GPH-06", "GPH-07", "GPH-08"]);
  const done = await admin.post("/api/commands/site.adopt-edition", ordered({ ...silent, uncarried }));
  expect(done.statusCode, done.body).toBe(200);
  expect(await rulesNow()).toEqual({ edition: towerOpeningDay, uncarried });
});

test("a text that is not the one of its hash is not taken, at a desk or from a phone, and nothing comes of it", async () => {
  const before = await rulesNow();
  const forged = { ...adoptableWith(regulation, "2026-11-23"), hash: poorer.hash, from: "2026-11-23" };
  const sent = ordered(forged);
  const alone = await admin.post("/api/commands/site.adopt-edition", sent);
  const batch = await admin.post("/api/commands", { commands: [{ ...ordered(forged), act: "site.adopt-edition" }] });
  expect(alone.statusCode, alone.body).toBe(422);
  const told = { code: "site.edition-hash", rules: ["ZB-14"], field: "hash" };
  expect(alone.json()).toMatchObject(told);
  expect(batch.json().answers).toMatchObject([{ status: 422, problem: told }]);
  expect(await rulesNow()).toEqual(before);
});

test("of a text that cannot be read it is told why", async () => {
  const text = "{";
  const hash = createHash("sha256").update(text).digest("hex");
  const sent = { ...adoptableWith(regulation, "2026-11-23"), text, hash, from: "2026-11-23" };
  const refused = await admin.post("/api/commands/site.adopt-edition", ordered(sent));
  const detail = { why: expect.stringMatching(/./) };
  expect(refused.json()).toMatchObject({ code: "site.edition-unreadable", rules: ["ZB-14"], field: "text", detail });
});

test("what was adopted for a day to come is taken back until that day, and everything is derived again as it stood", async () => {
  const next = { ...adoptableWith(regulation, "2026-11-22"), from: "2026-11-22" };
  const which = { regulation, hash: next.hash, from: next.from };
  expect((await admin.post("/api/commands/site.adopt-edition", ordered(next))).statusCode).toBe(200);
  const lin = await story.deskOf("lin");
  const forbidden = await lin.post("/api/commands/site.withdraw-adoption", ordered(which));
  expect(forbidden.json()).toMatchObject({ code: "site.not-administrator", rules: ["ZB-10"] });
  const gone = await admin.post("/api/commands/site.withdraw-adoption", ordered(which));
  expect(gone.statusCode, gone.body).toBe(200);
  story.pass(24 * 60);
  admin = await story.deskOf("admin");
  expect((await rulesNow()).edition).toBe(towerOpeningDay);
  const late = await admin.post(
    "/api/commands/site.withdraw-adoption",
    ordered({ regulation, hash: poorer.hash, from: towerOpeningDay }),
  );
  expect(late.json()).toMatchObject({ code: "site.adoption-in-force", rules: ["ZB-14"] });
  const owner = openPool(database.connectionOptions(), "zb_owner", { max: 2 });
  const changed: string[] = [];
  let rebuilt = 0;
  for await (const { entries, tables } of rebuild(story.runtime, owner, { site: storySite })) {
    rebuilt += entries;
    changed.push(...tables.flatMap(({ alike, table }) => (alike ? [] : [table])));
  }
  await owner.end();
  expect(changed).toEqual([]);
  expect(rebuilt).toBeGreaterThan(0);
});
