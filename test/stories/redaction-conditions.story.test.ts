import type { ReservedSql, Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Touched } from "#duty/door/table.ts";
import { dayMinutes, instant, minute } from "#duty/grammar/time.ts";
import { keepPhoto, keptNames, photoAt, photoSentAs, unknownPhotos } from "#server/photo/photo-store.ts";
import { erasuresOf, unknownToErase } from "#server/redaction/erasures.ts";
import { textsOfPerson } from "#server/redaction/person-texts.ts";
import { outlived } from "#server/redaction/retention.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { notOf, now, org, linId as person } from "#test/desk-rows.ts";
import { askReach, changesRow, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* Photos, and what is erased: each condition of each statement, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;
let reserved: ReservedSql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
  reserved = await sql.reserve();
  await sql`select journal_open_month('2026-11-01')`;
});

afterAll(async () => {
  reserved.release();
  await database.drop();
});

const [wanted, reason] = ["0a".repeat(32), "0b".repeat(32)];
const other = "0c".repeat(32);
const place = { org, site: "tower" };
const photo = {
  ...{ ...place, hash: wanted, media_type: "image/jpeg", width: 1, height: 1, bytes: "\\x01" },
  ...{ uploaded_at: now, uploaded_by: person },
};
const text = { ...place, commitment: wanted, kind: "name", cipher: "\\x01", key_id: "k" };
const gone = { erased_at: 1, reason };
const gonePhoto = { photo: { ...gone, bytes: null } };
const goneText = { secret_text: { ...gone, cipher: null, key_id: null } };

/** What an entry that orders it has erased. */
async function erases(): Promise<void> {
  const order = { type: "redaction.ordered", at: now, body: { erases: [wanted], reason: { sealed: reason } } };
  const key = { site: place.site, noun: "redaction", id: "r" };
  const touched = [{ key, entries: [order] }] as unknown as readonly Touched[];
  for (const statement of erasuresOf({ org, touched, sql: reserved })) await statement;
}

const kept = { hash: other, mediaType: "image/jpeg", width: 1, height: 1, bytes: Buffer.from("1") } as const;
const keeps = (most: Parameters<typeof keepPhoto>[2], hash = other) =>
  keepPhoto(sql, { ...place, photo: { ...kept, hash }, sent: reason, by: person, at: now }, most);
const sent = { ...place, sent: reason, hash: wanted };
const notSent = [
  ...notOf("photo_sent", "org", "site"),
  { photo_sent: { sent: other } },
  { photo_sent: { hash: other } },
];
const notThere = [...notOf("photo", "org", "site"), { photo: { hash: other } }];
const plenty = { ofPerson: 9, bytesOfSite: 9 };
const days = 3 * dayMinutes * minute;
const entry = {
  ...{ org, site: "office", noun: "person", id: person, version: 1, born_month: "2026-11-01", at: 1, command: "c" },
  ...{ actor: "setup", hash: `\\x${"0f".repeat(32)}`, type: "person.joined" },
  bytes: `\\x${Buffer.from(JSON.stringify({ body: { name: { sealed: wanted, kind: "name" } } })).toString("hex")}`,
};

const reached: Readonly<Record<string, RowReach>> = {
  "which text is erased": {
    reaches: () => changesRow(sql, "secret_text", erases),
    ...{
      rows: { secret_text: text },
      but: [...notOf("secret_text", "org", "site"), { secret_text: { commitment: other } }, goneText],
    },
  },
  "which photo is erased": {
    reaches: () => changesRow(sql, "photo", erases),
    ...{ rows: { photo }, but: [...notOf("photo", "org", "site"), { photo: { hash: other } }, gonePhoto] },
  },
  "which text may be ordered to be erased": {
    reaches: async () => (await unknownToErase(sql, { ...place, erases: [wanted] })).length === 0,
    ...{ rows: { secret_text: text }, also: [goneText] },
    but: [...notOf("secret_text", "org", "site"), { secret_text: { commitment: other } }],
  },
  "which photo may be ordered to be erased": {
    reaches: async () => (await unknownToErase(sql, { ...place, erases: [wanted] })).length === 0,
    ...{ rows: { photo }, also: [gonePhoto], but: [...notOf("photo", "org", "site"), { photo: { hash: other } }] },
  },
  "which photo outlived its days": {
    reaches: async () =>
      (await outlived(sql, { ...place, retention: { photos: 3 }, now: instant(now + days + 1), most: 1 })).length > 0,
    rows: { photo },
    but: [...notOf("photo", "org", "site"), gonePhoto, { photo: { uploaded_at: now + 1 } }],
  },
  "what somebody is called": {
    reaches: async () => (await textsOfPerson(sql, { org, headOffice: "office", person })).includes(wanted),
    ...{
      rows: { entry },
      also: [{ entry: { type: "person.left" } }],
      but: notOf("entry", "org", "site", "noun", "id"),
    },
  },
  "which photo is shown": {
    reaches: async () => (await photoAt(sql, { ...place, hash: wanted })).state === "photo",
    ...{ rows: { photo }, but: [...notOf("photo", "org", "site"), { photo: { hash: other } }, gonePhoto] },
  },
  "which photo is there": {
    reaches: async () => (await unknownPhotos(sql, { ...place, hashes: [wanted] })).length === 0,
    ...{ rows: { photo }, also: [gonePhoto], but: [...notOf("photo", "org", "site"), { photo: { hash: other } }] },
  },
  "which photo is shown by what was sent": {
    reaches: async () => (await photoAt(sql, { ...place, hash: reason })).state === "photo",
    ...{ rows: { photo, photo_sent: sent }, but: [...notSent, ...notThere, gonePhoto] },
  },
  "which photo is not drawn again": {
    reaches: async () => (await photoSentAs(sql, { ...place, sent: reason }))?.hash === wanted,
    ...{ rows: { photo, photo_sent: sent }, also: [gonePhoto], but: [...notSent, ...notThere] },
  },
  "which photo is meant by what was sent": {
    reaches: async () => (await keptNames(sql, { ...place, names: [reason] })).get(reason) === wanted,
    ...{ rows: { photo, photo_sent: sent }, also: [gonePhoto, ...notThere], but: notSent },
  },
  "which photo is kept already, however full the day": {
    reaches: async () => (await keeps({ ofPerson: 0, bytesOfSite: 0 }, wanted)) === undefined,
    ...{ rows: { photo }, also: [gonePhoto], but: [...notOf("photo", "org", "site"), { photo: { hash: other } }] },
  },
  "which photos of somebody fill their day": {
    reaches: async () => (await keeps({ ...plenty, ofPerson: 1 })) !== undefined,
    ...{ rows: { photo }, also: [gonePhoto] },
    but: [...notOf("photo", "org", "site", "uploaded_by"), { photo: { uploaded_at: now - dayMinutes * minute } }],
  },
  "which photos fill the day of a site": {
    reaches: async () => (await keeps({ ...plenty, bytesOfSite: 1 })) !== undefined,
    ...{ rows: { photo }, also: notOf("photo", "uploaded_by") },
    but: [...notOf("photo", "org", "site"), gonePhoto, { photo: { uploaded_at: now - dayMinutes * minute } }],
  },
};

test.each(Object.entries(reached))("%s", async (_, reach) => {
  const { found, wanted: expected } = await askReach(sql, reach);
  expect(found).toEqual(expected);
});
