import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Absence, Leave, Stand } from "#duty/absence/absence.ts";
import type { Touched } from "#duty/door/table.ts";
import { type BusinessDate, instant } from "#duty/grammar/time.ts";
import { absenceTable } from "#server/absence/absence-view.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";

let database: FreshDatabase;
let owner: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
});

afterAll(() => database.drop());

const [org, site] = ["wanda", "tower"];
const person = "00000000-0000-4000-8000-000000000001";
const turn = { post: "lobby", date: "2026-11-21" as BusinessDate, shift: "day", person };
const { person: _, ...shift } = turn;
const occurrence = { ...shift, startsAt: instant(0), endsAt: instant(1000), under: 1 };
const leave: Leave = {
  occurrence,
  ...{
    kind: "leave",
    number: 1,
    atOnce: true,
    leftAt: instant(100),
    told: [],
    called: [],
    heard: {},
    covers: [],
    bare: [],
  },
  over: { at: instant(150), how: "returned" },
};
const later: Leave = { ...leave, number: 2, leftAt: instant(200), saidAt: instant(250) };
const stand: Stand = { kind: "stand", number: 3, occurrence, standsFor: turn, since: instant(300) };
const requested: Leave = {
  occurrence,
  ...{ kind: "leave", number: 1, atOnce: false, told: [], called: [], heard: {}, covers: [], bare: [] },
  asked: { at: instant(400), cover: turn },
};

test.each([
  ["of the one that is not explained, whatever came after it", [leave, later, stand], { open: true, since: 100 }],
  ["of the one that is asked for", [leave, { ...stand, until: instant(350) }, requested], { open: true, since: 400 }],
  ["of the time of going, once they have gone", [{ ...requested, leftAt: instant(450) }], { open: true, since: 450 }],
  ["of the last that was taken, where none is open", [later, stand], { open: false, since: 200 }],
  ["of standing elsewhere, where there was none", [stand], { open: false, since: 300 }],
] as const)("the moment of an absence is that %s", async (_, times, shown) => {
  await owner`delete from absence`;
  const state: Absence = { turn, times };
  const touched = [{ key: { site, noun: "absence", id: "a" }, state }] as unknown as readonly Touched[];
  const sql = await owner.reserve();
  await Promise.all(absenceTable.apply({ org, touched, sql }));
  sql.release();
  const [row] = await owner<{ open: boolean; since: string }[]>`select open, since from absence`;
  expect({ open: row?.open, since: Number(row?.since) }).toEqual(shown);
});
