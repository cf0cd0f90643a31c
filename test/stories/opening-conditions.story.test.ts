import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrivalsAt, isWithdrawn, openingNamed } from "#server/account/command-proof.ts";
import { beginSealed, openingAt, sealedOpeningsAt } from "#server/account/device-opening.ts";
import { endAllOpenings, endOpenings, endSealedOpenings } from "#server/account/end-openings.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  account,
  desk,
  device,
  linsDesk,
  notOf,
  now,
  org,
  organisation,
  linId as person,
  seat,
} from "#test/desk-rows.ts";
import { askReach, changesRow, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* Openings of devices, and what came by their proof: each condition of each statement, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
});

afterAll(() => database.drop());

const opening = {
  ...{ org, opening: "opening", device: "device", desk: "desk", person, secret: "secret" },
  ...{ since: 0, ends_at: now + 1, alone: false },
};
const sealed = { device_opening: { ...opening, alone: true } };
const open = { device_opening: opening };
const atDevice = { ...linsDesk, device: { id: "device", name: "台机" } };
const proof = {
  ...{ org, command: "command", opening: "opening", site: "tower", act: "log.write-line" },
  ...{ written_at: 1, came_at: 2, signature: "signature", author_left: false },
};
const one = { org, desks: ["desk"] };
const ended = (of: object) => () => changesRow(sql, "device_opening", () => endOpenings(sql, now, { ...one, ...of }));

const reaches: Readonly<Record<string, RowReach>> = {
  "who begins an opening": {
    reaches: async () => {
      await openingAt(sql, now, atDevice);
      return (await sql`select from device_opening`).length > 0;
    },
    rows: { desk, desk_person: seat, device, account, organisation },
    but: [
      ...notOf("desk", "org", "desk", "device"),
      { desk: { ended_at: 1 } },
      ...notOf("device", "org", "device", "site"),
      { device: { revoked_at: 1 } },
      ...notOf("desk_person", "org", "desk", "person"),
      { desk_person: { locked_at: 1 } },
      { desk_person: { ends_at: now } },
    ],
  },
  "the opening of who acts": {
    reaches: async () => (await openingAt(sql, now, atDevice))?.id === "opening",
    rows: { ...open, device },
    but: [
      ...notOf("device_opening", "org", "desk", "person", "device"),
      { device_opening: { until: 1 } },
      { device_opening: { ends_at: now } },
      { device_opening: { alone: true } },
      ...notOf("device", "org", "site"),
    ],
  },
  "what a browser keeps sealed at a desk": {
    ...{ reaches: async () => (await sealedOpeningsAt(sql, now, atDevice)).length > 0, rows: sealed },
    also: notOf("device_opening", "person", "device"),
    but: [
      ...notOf("device_opening", "org", "desk"),
      { device_opening: { until: 1 } },
      { device_opening: { ends_at: now } },
      { device_opening: { alone: false } },
    ],
  },
  "what is told to be sealed": {
    reaches: async () => (await beginSealed(sql, now, atDevice)) !== undefined,
    rows: { desk, desk_person: seat, device, account, organisation },
    but: [
      ...notOf("desk", "org", "desk", "device"),
      { desk: { ended_at: 1 } },
      ...notOf("device", "org", "device", "site"),
      { device: { revoked_at: 1 } },
      ...notOf("desk_person", "org", "desk", "person"),
      { desk_person: { locked_at: 1 } },
      { desk_person: { ends_at: now } },
    ],
  },
  "whose sealed openings end with their PIN": {
    reaches: () => changesRow(sql, "device_opening", () => endSealedOpenings(sql, now, { org, person })),
    ...{ rows: sealed, also: notOf("device_opening", "desk") },
    but: [
      ...notOf("device_opening", "org", "person"),
      { device_opening: { until: 1 } },
      { device_opening: { alone: false } },
    ],
  },
  "whose sealed opening ends at one desk": {
    reaches: () => changesRow(sql, "device_opening", () => endSealedOpenings(sql, now, { org, person, desk: "desk" })),
    rows: sealed,
    but: [
      ...notOf("device_opening", "org", "person", "desk"),
      { device_opening: { until: 1 } },
      { device_opening: { alone: false } },
    ],
  },
  "whose openings end at a desk that they leave": {
    reaches: () => changesRow(sql, "device_opening", () => endAllOpenings(sql, now, { ...one, person })),
    ...{ rows: sealed, also: [{ device_opening: { alone: false } }] },
    but: [...notOf("device_opening", "org", "desk", "person"), { device_opening: { until: 1 } }],
  },
  "whose openings end at a desk": {
    ...{ reaches: ended({}), rows: open, also: notOf("device_opening", "person") },
    but: [
      ...notOf("device_opening", "org", "desk"),
      { device_opening: { until: 1 } },
      { device_opening: { alone: true } },
    ],
  },
  "whose opening ends where one person goes": {
    ...{ reaches: ended({ person }), rows: open },
    but: [
      ...notOf("device_opening", "org", "desk", "person"),
      { device_opening: { until: 1 } },
      { device_opening: { alone: true } },
    ],
  },
  "an opening, by what a proof names": {
    reaches: async () => (await openingNamed(sql, { device: "device", opening: "opening" })) !== undefined,
    rows: { ...open, device, account, organisation },
    also: [{ device: { revoked_at: 1 } }, { account: { left_at: 1 } }, { device_opening: { until: 1, ends_at: 1 } }],
    but: [
      ...notOf("device_opening", "opening", "device", "org", "person"),
      ...notOf("device", "org", "device", "site"),
      ...notOf("account", "org", "person"),
      ...notOf("organisation", "org"),
    ],
  },
  "a device that is not withdrawn": {
    reaches: async () => !(await isWithdrawn(sql, { org, site: "tower", device: "device" })),
    ...{ rows: { device }, but: [...notOf("device", "org", "device", "site"), { device: { revoked_at: 1 } }] },
  },
  "what came to a site by its proof": {
    reaches: async () => (await arrivalsAt(sql, { org, site: "tower", most: 5 })).length > 0,
    rows: { ...open, command_proof: proof },
    but: [...notOf("command_proof", "org", "site", "opening"), ...notOf("device_opening", "org", "opening")],
  },
};

test.each(Object.entries(reaches))("%s", async (_, reach) => {
  const { found, wanted } = await askReach(sql, reach);
  expect(found).toEqual(wanted);
});

test("an opening ends at the latest with its twelve hours, and no earlier than it began", async () => {
  const row = (changes: object) =>
    sql`insert into device_opening select * from json_populate_record(null::device_opening, ${JSON.stringify({ ...opening, ...changes })}::text::json)`;
  await sql`delete from device_opening`;
  await row({ since: Number(now) + 5 });
  await endOpenings(sql, now, one);
  const [{ until } = { until: 0 }] = await sql<{ until: number }[]>`select until::float8 as until from device_opening`;
  expect(until).toBe(now + 5);
});
