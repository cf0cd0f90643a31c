import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { noteWaiting, seeLosses, unseenLosses, type WaitingTold } from "#server/account/waiting-told.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { account, device, notOf, now, org, linId as person } from "#test/desk-rows.ts";
import { askReach, changesRow, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* What browsers tell and what is missed of it: each condition of each statement, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
});

afterAll(() => database.drop());

const command = "command";
const item = { id: command, site: "tower", as: person, deviceTime: instant(3) };
const last = { org, browser: "browser", store: 1, round: 4, items: [item], told_at: 0 };
const known = { org, browser: "browser", person };
const lost = {
  ...{ org, command, browser: "browser", device: "device", site: "tower", person, written_at: 3 },
  noticed_at: 5,
};
const told: WaitingTold = { store: 1, round: 5, waiting: [], former: null, letGo: [] };
const remembered = [item];

const missedWhere =
  (more: Partial<WaitingTold>, answered: readonly string[] = []) =>
  async () => {
    const browser = { org, browser: "browser", device: null };
    const missed = await noteWaiting(sql, now, {
      browser,
      told: { ...told, ...more },
      answered: async () => new Set(answered),
    });
    return missed.length > 0;
  };
const toldOf = { waiting_told: last };

const reaches: Readonly<Record<string, RowReach>> = {
  "what is missed of a browser": {
    ...{ reaches: missedWhere({}), rows: toldOf },
    also: [{ waiting_told: { round: 1 } }, { waiting_told: { store: 2 } }],
    but: [...notOf("waiting_told", "org", "browser"), { waiting_told: { items: [] } }],
  },
  "a telling that comes after its like, or a later one": {
    ...{ reaches: missedWhere({ round: 4 }), rows: { ...toldOf, waiting_told: { ...last, round: 3 } } },
    also: [{ waiting_told: { store: 2, round: 9 } }],
    but: [{ waiting_told: { round: 4 } }, { waiting_told: { round: 5 } }],
  },
  "what is missed once": {
    ...{ reaches: missedWhere({}), rows: { ...toldOf, lost_item: { ...lost, command: "another" } } },
    also: [{ lost_item: { org: "another", command } }],
    but: [{ lost_item: { command } }],
  },
  "of whom and where a browser may tell": {
    reaches: missedWhere({ store: 2, former: remembered }),
    rows: { browser_known: known, account },
    but: [
      ...notOf("browser_known", "org", "browser", "person"),
      ...notOf("account", "org", "person"),
      { account: { sites: ["another"] } },
    ],
  },
  "what was lost at a site and nobody has seen": {
    reaches: async () => (await unseenLosses(sql, { org, site: "tower" }, 5)).length > 0,
    rows: { lost_item: lost },
    but: [...notOf("lost_item", "org", "site"), { lost_item: { seen_at: 1 } }],
  },
  "the device at which it was lost": {
    reaches: async () => (await unseenLosses(sql, { org, site: "tower" }, 5))[0]?.device !== null,
    rows: { lost_item: lost, device },
    but: [...notOf("device", "org", "site", "device"), { lost_item: { device: null } }],
  },
  "what is marked as seen": {
    reaches: () =>
      changesRow(sql, "lost_item", () => seeLosses(sql, now, { org, site: "tower", person, losses: [command] })),
    rows: { lost_item: lost },
    but: [...notOf("lost_item", "org", "site", "command"), { lost_item: { seen_at: 1 } }],
  },
};

test.each(Object.entries(reaches))("%s", async (_, reach) => {
  const { found, wanted } = await askReach(sql, reach);
  expect(found).toEqual(wanted);
});

test("what waits still, what people put away and what was answered is not missed; what a browser remembers of a store that is gone stands for it", async () => {
  const ways: Readonly<Record<string, readonly [boolean, () => Promise<boolean>]>> = {
    "nothing of it": [true, missedWhere({})],
    "it waits": [false, missedWhere({ waiting: remembered })],
    "it was put away": [false, missedWhere({ letGo: [command] })],
    "it was answered": [false, missedWhere({}, [command])],
    "another store, nothing remembered": [true, missedWhere({ store: 2 })],
    "another store, remembered without it": [false, missedWhere({ store: 2, former: [] })],
    "the same store, whatever is remembered": [true, missedWhere({ former: [] })],
  };
  const found: Record<string, boolean> = {};
  for (const [name, [, ask]] of Object.entries(ways)) {
    for (const table of ["lost_item", "waiting_told"]) await sql`delete from ${sql(table)}`;
    await sql`insert into waiting_told ${sql({ ...last, items: sql.json([item]) })}`;
    found[name] = await ask();
  }
  expect(found).toEqual(Object.fromEntries(Object.entries(ways).map(([name, [isMissed]]) => [name, isMissed])));
});
