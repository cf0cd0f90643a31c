import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decrypt } from "#server/keys/aes-gcm.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";

/* What people write stands apart, encrypted, and nowhere else: no column of any table holds it in clear, whoever asks for it and why. */

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

const words = "heron-over-the-paddy";

/** Every column of every table in which a text can be read as it was written. */
async function columnsWith(text: string): Promise<string[]> {
  const sql = database.connect();
  const columns = await sql<{ table: string; column: string; type: string }[]>`
    select c.table_name as "table", c.column_name as "column", c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1, 2`;
  expect(columns.length).toBeGreaterThan(200);
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const shown = type === "bytea" ? sql`encode(${sql(column)}, 'escape')` : sql`${sql(column)}::text`;
    const rows = await sql`select from ${sql(table)} where position(${text} in ${shown}) > 0 limit 1`;
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  await sql.end();
  return found;
}

async function revokeDevice(reason: string): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
  const browser = await story.deskOf("admin");
  const { challenge } = (await browser.post("/api/devices/challenge")).json();
  const key = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
  const signature = sign("sha256", Buffer.from(`zhiban-device:${challenge}`), key).toString("base64url");
  const wanted = { site: storySite, name: "大堂岗台机", publicKey: { kty, crv, x, y }, challenge, signature };
  const { device } = (await browser.post("/api/devices", wanted)).json();
  expect((await browser.post(`/api/devices/${device}/revoke`, { reason })).json()).toEqual({ revoked: true });
}

test("reasons and lines are in no column in clear", async () => {
  const admin = await story.deskOf("admin");
  const done = async (path: string, body: object) => {
    const answer = await admin.post(path, body);
    expect(answer.statusCode, answer.body).toBeLessThan(300);
  };
  const signed = { reason: words, pin: storyPin };
  const gao = personNamed("高翔");
  const held = { person: cast.chief, function: "fire-warden", site: storySite };
  await done("/api/people", { person: gao, signInName: `gao-${story.org.slice(0, 8)}`, sites: [storySite] });
  await done(`/api/people/${cast.wang}/unlock`, signed);
  await done(`/api/people/${cast.wang}/pin-reset`, signed);
  await done(`/api/people/${cast.wang}/password-reset`, signed);
  await done("/api/commands/person.grant-function", ordered(held, { site: towerOffice, pin: storyPin }));
  await done(
    "/api/commands/person.end-function",
    ordered({ ...held, reason: words }, { site: towerOffice, pin: storyPin }),
  );
  await done(`/api/people/${gao}/leave`, { reason: words });
  await revokeDevice(words);
  const lin = await story.deskOf("lin");
  expect((await lin.post("/api/commands/attendance.sign-on", ordered(morningShift))).statusCode).toBe(200);
  const line = { ...morningShift, category: "routine", text: words };
  expect((await lin.post("/api/commands/log.write-line", ordered(line))).statusCode).toBe(200);
  expect(await columnsWith(words)).toEqual([]);
});

test("what no entry tells is kept closed, and opens with the organisation's key", async () => {
  const { accounts, keyring } = story.services;
  const keys = await keyring.keysOf(story.org);
  const kept = await accounts<{ reason: string }[]>`
    select reason from account_event where org = ${story.org} and reason is not null
    union all select revoked_reason from device where org = ${story.org} and revoked_reason is not null`;
  expect(kept).toHaveLength(2);
  for (const { reason } of kept) {
    const [id = "", cipher = ""] = reason.split(".");
    const opened = decrypt(keys.dataKey(id) as KeyObject, Buffer.from(cipher, "base64url"), [
      "zhiban/account-reason/1",
      story.org,
    ]);
    expect(opened?.toString("utf8")).toBe(words);
  }
});
