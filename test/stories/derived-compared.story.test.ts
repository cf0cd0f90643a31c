import fc from "fast-check";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute } from "#server/door/execute.ts";
import { openPool } from "#server/postgres/pool.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import { derivingRuntime } from "#server/start/deriving-runtime.ts";
import type { Verification } from "#server/verify/verification.ts";
import { verifyDatabase } from "#server/verify/verify-database.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { freshSeed } from "../fresh-seed.ts";
import { step } from "../twin-steps.ts";
import { Twins } from "../twins.ts";

const org = "lived";
let database: FreshDatabase;
let pools: { app: Sql; clock: Sql; owner: Sql };
let twins: Twins;

beforeAll(async () => {
  database = await freshDatabase();
  pools = {
    app: openPool(database.connectionOptions(), "zb_app", { max: 3 }),
    clock: openPool(database.connectionOptions(), "zb_clock", { max: 2 }),
    owner: database.connect(),
  };
  twins = new Twins(org, pools);
  await twins.establish();
  const seed = freshSeed();
  for (const [number, each] of fc.sample(step, { seed, numRuns: 200 }).entries()) await twins.take(each, number);
  await twins.advance();
  await pools.owner`insert into organisation (org, name, head_office, sites)
    values (${org}, '示范物业', ${towerOffice}, ${[towerSite]})`;
});

afterAll(async () => {
  await Promise.all([pools.app, pools.clock].map((pool) => pool.end()));
  await database.drop();
});

function verified(): Promise<Verification> {
  const runtime = derivingRuntime(pools.owner);
  return verifyDatabase(pools.owner, {
    ...{ runtime, master: undefined, isCurrent: true },
    witnesses: { receipts: [], anchors: [] },
  });
}

async function faults(): Promise<string[]> {
  const { sites } = await verified();
  return sites.flatMap(({ discrepancies }) =>
    discrepancies.map(({ code, at, detail }) => [code, at, ...Object.values(detail ?? {})].join(" ")),
  );
}

test("nothing speaks against two hundred steps that a house lived, and the tables that are derived were looked at", async () => {
  expect(await faults()).toEqual([]);
  const { outcome, unread } = await verified();
  expect(outcome).toBe("whole");
  const [{ calls } = { calls: 0 }] = await pools.owner<{ calls: number }[]>`
    select count(*)::int as calls from outbox where org = ${org}`;
  expect(calls).toBeGreaterThan(0);
  for (const table of ["obligation", "wake", "page", "outbox", "plan", "seal_mark", "organisation"])
    expect(unread).not.toContain(table);
});

/** An act of a superuser on one row, and what must be found of it. */
const offences: readonly (readonly [title: string, act: string, found: RegExp])[] = [
  [
    "an obligation is put off",
    "update obligation set due_at = due_at + 60000 where (org, site, noun, id, key) = (select org, site, noun, id, key from obligation where expected_by is null limit 1)",
    /^row\.differs obligation .* due_at$/,
  ],
  [
    "an obligation is taken away",
    "delete from obligation where (org, site, noun, id, key) = (select org, site, noun, id, key from obligation where expected_by is null limit 1)",
    /^row\.missing obligation /,
  ],
  [
    "an obligation is added",
    'insert into obligation select (o).* from (select jsonb_populate_record(o, \'{"key": "made-up"}\') as o from obligation o where expected_by is null limit 1) x',
    /^row\.made-up obligation .*\/made-up$/,
  ],
  [
    "a wake is deleted",
    "delete from wake where (org, site, noun, id) = (select org, site, noun, id from wake where birth is null limit 1)",
    /^row\.missing wake /,
  ],
  [
    "a wake is put off",
    "update wake set not_before = not_before + 86400000 where (org, site, noun, id) = (select org, site, noun, id from wake where birth is null limit 1)",
    /^row\.differs wake .* not_before$/,
  ],
  [
    "a wake is added",
    "insert into wake (org, site, noun, id, due_at, not_before) select org, site, noun, id || 'x', due_at, due_at from wake where birth is null limit 1",
    /^row\.made-up wake .*x$/,
  ],
  [
    "a page is shown as closed",
    "update page set phase = phase || 'x' where (org, site, id) = (select org, site, id from page limit 1)",
    /^row\.differs page .* phase$/,
  ],
  [
    "a call is taken away",
    "delete from outbox where (org, site, key) = (select org, site, key from outbox limit 1)",
    /^row\.missing outbox /,
  ],
  [
    "a call goes to somebody else",
    "update outbox set call = call || 'x' where (org, site, key) = (select org, site, key from outbox limit 1)",
    /^row\.differs outbox .* call$/,
  ],
  [
    "a call is made up",
    'insert into outbox select (o).* from (select jsonb_populate_record(o, \'{"key": "made-up"}\') as o from outbox o limit 1) x',
    /^row\.made-up outbox made-up$/,
  ],
  [
    "nothing is planned any more",
    "delete from plan where (org, site, noun, id) = (select org, site, noun, id from plan limit 1)",
    /^row\.missing plan /,
  ],
  [
    "a stream is marked as sealed beyond its end",
    "insert into seal_mark (org, site, noun, id, version, hash) select org, site, noun, id, 999, head_hash from stream limit 1",
    /^row\.made-up seal_mark .* 999 0$/,
  ],
  [
    "the organisation lists a site that is gone",
    "update organisation set sites = sites || array['gone']",
    /^site\.missing gone$/,
  ],
  ["the organisation no longer lists a site", "update organisation set sites = '{}'", /^site\.unlisted /],
];

describe("what a superuser does to what is derived is named, and nothing else", () => {
  test.each(offences)("%s", async (_, act, found) => {
    await undone(act, async () => {
      const named = await faults();
      expect(named.filter((each) => !found.test(each))).toEqual([]);
      expect(named.length).toBe(1);
    });
  });

  test("a whole site is deleted, though the organisation lists it", async () => {
    const tables = ["entry", "stream", "command", "obligation", "wake", "outbox", "plan", "secret_text", "photo"];
    const gone = tables.map((table) => `delete from ${table} where site = '${towerSite}'`).join("; ");
    await undone(gone, async () => expect(await faults()).toContain(`site.missing ${towerSite}`));
  });
});

/** Does something as a superuser whom no trigger holds, and puts every table back as it was. */
async function undone(act: string, work: () => Promise<void>): Promise<void> {
  const kept = ["entry", "stream", "command", "obligation", "wake", "outbox", "plan", "secret_text", "photo", "page"];
  const all = [...kept, "seal_mark", "organisation"];
  await pools.owner.unsafe(all.map((table) => `create table kept_${table} as select * from ${table}`).join("; "));
  await pools.owner.unsafe(`set session_replication_role = replica; ${act}; reset session_replication_role`).simple();
  try {
    await work();
  } finally {
    await pools.owner
      .unsafe(
        `set session_replication_role = replica; ${all
          .map(
            (table) =>
              `delete from ${table}; insert into ${table} select * from kept_${table}; drop table kept_${table}`,
          )
          .join("; ")}; reset session_replication_role`,
      )
      .simple();
  }
}

test("no false alarm while commands are being written: what is compared is of one moment", async () => {
  const person = everybody[0]?.person as string;
  const context = { org, sites: [towerOffice, towerSite] };
  const commands = Array.from({ length: 30 }, (_, index) => {
    const suffix = String(index).padStart(2, "0");
    const body = { person: `7a61b001-0000-4000-8000-0000008888${suffix}`, name: "新来的", staffNumber: `M${index}` };
    return {
      id: `meanwhile-${index}`,
      site: towerOffice,
      act: "person.join",
      body,
      actor: { person },
      proof: "pin" as const,
    };
  });
  const rounds = Array.from({ length: 3 }, () => faults());
  const [found] = await Promise.all([
    Promise.all(rounds),
    ...commands.map((each) => execute(twins.runtime, context, each)),
  ]);
  expect(found.flat()).toEqual([]);
});
