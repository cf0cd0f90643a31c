import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FeedMessage } from "#server/feed/follower.ts";
import { openFeed } from "#server/feed/open-feed.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { entriesOnPeople } from "#server/person/entries-on-people.ts";
import { holdersOf } from "#server/person/holders-of-functions.ts";
import { namesOf } from "#server/person/person-names.ts";
import { sealerWith } from "#server/secret/sealer.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { notOf, org, linId as person } from "#test/desk-rows.ts";
import { askReach, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* What is read of people for others, and what follows at open desks: each condition of each statement, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;
let keyring: Keyring;
let row: object;
let name: string;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
  keyring = new Keyring(sql, freshMasterKey());
  const text = { org, site: "office", kind: "name", text: "李伟", command: "c", index: 0 } as const;
  const { row: kept, sealed } = sealerWith(await keyring.keysOf(org)).seal(text);
  row = { ...kept, cipher: `\\x${kept.cipher.toString("hex")}`, key_id: kept.keyId };
  name = `\\x${Buffer.from(JSON.stringify({ body: { name: sealed } })).toString("hex")}`;
  await sql`select journal_open_month('2026-11-01')`;
});

afterAll(() => database.drop());

const office = { org, headOffice: "office" };
const held = { function: "chief", site: "tower" };
const holder = { org, site: "office", id: person, holding: true, holdings: [held] };
const entry = {
  ...{ org, site: "office", noun: "person", id: person, version: 1, born_month: "2026-11-01", at: 1, command: "c" },
  ...{ actor: "setup", hash: `\\x${"0f".repeat(32)}`, bytes: "\\x7b7d", type: "person.left" },
};
/** The row of the feed that comes after the one that was seen last. */
const event = { xid: "5", n: 1, org, site: "tower", noun: "log", id: "x", version: 1, types: ["y"], at: 1 };
/** A transaction that has not begun yet: it may be that one before it still runs. */
const ahead = { feed: { xid: "900000000000" } };
const sites = ["tower"];
const quiet = () => {};

/** What a follower is told until the feed has been looked at, the one that it saw last being `after`. */
async function heard(after?: string, meanwhile?: () => Promise<unknown>): Promise<readonly FeedMessage[]> {
  // Its questions are answered one after the other.
  const pool = database.connect("postgres", { max: 1 });
  const feed = await openFeed(pool, quiet);
  const follower = feed.follow({ org, sites, ...(after === undefined ? {} : { after }) });
  const told: FeedMessage[] = [];
  const following = (async () => {
    for await (const message of follower) told.push(message);
  })();
  await meanwhile?.();
  await feed.look();
  // What was missed is asked for before this is, and told before this is answered.
  await pool`select 1`;
  await feed.stop();
  await following;
  await pool.end();
  return told;
}

async function hearsMissed(): Promise<boolean> {
  await sql`
    insert into feed (xid, n, org, site, noun, id, version, types, at) values ('5', 0, 'another', 'mall', 'log', 'x', 1, '{}', 1)`;
  return (await heard("5-0")).some(({ kind }) => kind === "changed");
}

const place = async () => {
  const feed = await openFeed(database.connect(), quiet);
  const follower = feed.follow({ org, sites });
  await feed.stop();
  return follower.place;
};

const read: Readonly<Record<string, () => RowReach>> = {
  "who holds a function": () => ({
    reaches: async () => (await holdersOf(sql, { ...office, site: "tower", functions: ["chief"] })).length > 0,
    ...{ rows: { person_functions: holder }, also: [{ person_functions: { holdings: [{ ...held, post: "lobby" }] } }] },
    but: [
      ...[...notOf("person_functions", "org", "site"), { person_functions: { holding: false } }],
      { person_functions: { holdings: [{ ...held, site: "mall" }] } },
      { person_functions: { holdings: [{ ...held, function: "guard" }] } },
    ],
  }),
  "what accounts follow": () => ({
    reaches: async () => (await entriesOnPeople(sql, office, new Map([[person, 1]]))).size > 0,
    rows: { entry: { ...entry, version: 2 } },
    also: ["person.joined", "person.pin-reset", "person.password-reset"].map((type) => ({ entry: { type } })),
    but: [...notOf("entry", "org", "site", "noun", "id", "type"), { entry: { version: 1 } }],
  }),
  "what somebody is called": () => ({
    reaches: async () => (await namesOf(sql, keyring, { ...office, people: [person] })).get(person) === "李伟",
    rows: { entry: { ...entry, type: "person.joined", bytes: name }, secret_text: row as Record<string, unknown> },
    but: [...notOf("entry", "org", "site", "noun", "id", "type"), ...notOf("secret_text", "org")],
  }),
  "what a follower missed": () => ({
    ...{ reaches: hearsMissed, rows: { feed: event }, also: [{ feed: { xid: "6", n: 0 } }] },
    but: [...notOf("feed", "org", "site"), { feed: { xid: "4", n: 9 } }, ahead],
  }),
  "whether what was seen last is still kept": () => ({
    reaches: async () => !(await heard("5-1")).some(({ kind }) => kind === "anew"),
    ...{ rows: { feed: event }, but: [{ feed: { xid: "4" } }, { feed: { n: 2 } }] },
  }),
  "where the feed stands": () => ({
    reaches: async () => (await place()) === "5-1",
    ...{ rows: { feed: event }, but: [ahead] },
  }),
};

test.each(Object.entries(read))("%s", async (_, reach) => {
  const { found, wanted } = await askReach(sql, reach());
  expect(found).toEqual(wanted);
});

test("who follows is told of what comes after where the feed stood, and of nothing that may still be overtaken", async () => {
  await sql`delete from feed`;
  const comes = (xid: string, version: number) => sql`
    insert into feed (xid, n, org, site, noun, id, version, types, at)
    values (${xid}::xid8, 0, ${org}, 'tower', 'log', 'x', ${version}, '{}', 1)`;
  await comes("5", 1);
  const told = await heard(undefined, async () => {
    await comes("4", 2);
    await comes(ahead.feed.xid, 3);
    await comes("6", 4);
  });
  expect(told).toMatchObject([{ kind: "changed", version: 4 }]);
});
