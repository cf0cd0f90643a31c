import type { ReservedSql, Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takeAccountAsItStands, trustOf, trustRows } from "#server/account/trust-rows.ts";
import {
  changeVouched,
  isVouched,
  keepCodes,
  type VouchedTable,
  vouchedBy,
  vouchedColumns,
  vouchedRow,
  vouchedRows,
} from "#server/account/vouched-rows.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { RowKey } from "#server/keys/row-key.ts";
import { unlikeRows } from "#server/verify/unlike-rows.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { account, atDesk, device, hexOf, linId, notOf, now, org, organisation } from "#test/desk-rows.ts";
import { askReach, changesRow, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* Which rows are given a code, which are asked for theirs, and which are compared: each condition, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;
let comparing: ReservedSql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
  comparing = await database.connect().reserve();
  await comparing`create temporary table photo (like public.photo including all)`;
});

afterAll(() => database.drop());

const key = new RowKey(freshMasterKey());
const opening = {
  ...{ ...atDesk, opening: "opening", device: "device", person: linId, secret: "secret", since: 0, ends_at: now + 1 },
  alone: false,
};
const rows: Readonly<Record<VouchedTable, Readonly<Record<string, unknown>>>> = {
  ...{ account, device, device_opening: opening },
};
const names = { account: linId, device: "device", device_opening: "opening" } as const;
const tables = Object.keys(rows) as VouchedTable[];

/** With a row that misses each name of its own, and, of a device, the sites of its organisation. */
function ofNames(table: VouchedTable): Pick<RowReach, "rows" | "but"> {
  const columns = { account: "person", device: "device", device_opening: "opening" } as const;
  const elsewhere = table === "device" ? notOf("device", "site") : [];
  return { rows: { organisation, [table]: rows[table] }, but: [...notOf(table, "org", columns[table]), ...elsewhere] };
}

function ofEach(says: string, reachOf: (table: VouchedTable) => RowReach): Record<string, RowReach> {
  return Object.fromEntries(tables.map((table) => [`${says}: ${table}`, reachOf(table)]));
}

const changing = (table: string, act: () => Promise<unknown>) => () => changesRow(sql, table, act);

/** Another value than one that stands in a row, in the same column. */
function another(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return `${value}2`;
  if (Array.isArray(value)) return [...value, "elsewhere"];
  return typeof value === "number" ? value + 1 : typeof value === "object" ? { kty: "EC" } : 7;
}

function codeOf(table: VouchedTable): string {
  return key.macOf(table, Object.fromEntries(vouchedColumns[table].map((each) => [each, rows[table][each] ?? null])));
}

/** Whether somebody is let in by the row that stands there. */
async function letsIn(table: VouchedTable): Promise<boolean> {
  const by = vouchedBy(sql, { key, isComplete: () => true, tell: () => {} });
  const [found] = await by<{ row: unknown; mac: string | null }[]>`
    select ${vouchedRow(by, table)} as row, mac from ${by(table)}`;
  return found !== undefined && isVouched(by, table, found);
}

const note = { version: 1, at: 5, rows: 2 };
const noted = { row_trust: { ...note, mac: key.macOf("row_trust", note) } };
const later = [{ row_trust: { version: 2 } }];
const photo = {
  org,
  site: "tower",
  hash: hexOf("a"),
  bytes: "\\x61",
  media_type: "image/webp",
  width: 1,
  height: 1,
  uploaded_at: 1,
};

/** Whether a photo stands in the one table and not in the one that was made beside it. */
async function isUnlike(): Promise<boolean> {
  const about = { schema: "public", table: "photo", own: "width = 1", place: { org, site: "tower" } };
  for await (const { how } of unlikeRows(comparing, about)) return how === "made-up";
  return false;
}

const cases: Readonly<Record<string, RowReach>> = {
  ...ofEach("what is taken as it stands", (table) => ({
    reaches: changing(table, () => trustRows(sql, key, now)),
    rows: { organisation, [table]: rows[table] },
    but: [{ [table]: { mac: "1:another:code" } }, ...(table === "device" ? notOf("device", "org", "site") : [])],
    ...(table === "device" ? { also: [{ device: { site: "office" } }] } : {}),
  })),
  "that it was taken once": {
    reaches: async () => (await trustRows(sql, key, now)) === undefined,
    ...{ rows: noted, but: later },
  },
  "when it was taken": {
    reaches: async () => (await trustOf(sql, key)) !== undefined,
    ...{ rows: noted, but: later },
  },
  "whose account the console takes": {
    reaches: changing("account", () => takeAccountAsItStands(sql, key, "LIN")),
    rows: { account },
    also: notOf("account", "org", "person"),
    but: [...notOf("account", "sign_in_name"), { account: { left_at: 1 } }],
  },
  ...ofEach("which row gets the code", (table) => ({
    reaches: changing(table, () => keepCodes(sql, key, table, [{ org, name: names[table], row: rows[table] }])),
    ...ofNames(table),
  })),
  ...ofEach("which row is vouched for when it was changed", (table) => ({
    reaches: changing(table, () => {
      const by = vouchedBy(sql, { key, isComplete: () => false, tell: () => {} });
      return changeVouched(by, { table, org, names: [names[table]] }, async () => {});
    }),
    ...ofNames(table),
  })),
  "which devices are vouched for": {
    reaches: async () => (await vouchedRows(sql, "device", sql``)).length > 0,
    rows: { organisation, device },
    also: [{ device: { site: "office" } }],
    but: notOf("device", "org", "site"),
  },
  ...ofEach("what is covered by the code", (table) => ({
    reaches: () => letsIn(table),
    rows: { [table]: { ...rows[table], mac: codeOf(table) } },
    ...(table === "account" ? { also: [{ account: { language: "en" } }] } : {}),
    ...(table === "device_opening" ? { also: [{ device_opening: { alone: true } }] } : {}),
    but: [
      ...vouchedColumns[table].map((each) => ({ [table]: { [each]: another(rows[table][each]) } })),
      ...[{ [table]: { mac: null } }, { [table]: { mac: `${codeOf(table)}0` } }],
    ],
  })),
  "which rows of a site are compared": {
    reaches: isUnlike,
    rows: { photo: { ...photo, uploaded_by: linId } },
    but: [...notOf("photo", "org", "site"), { photo: { width: 2 } }],
  },
};

test.each(Object.entries(cases))("%s", async (_, reach) => {
  const { found, wanted } = await askReach(sql, reach);
  expect(found).toEqual(wanted);
});
