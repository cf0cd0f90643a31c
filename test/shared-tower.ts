import type { Sql } from "postgres";
import { afterAll, beforeAll, expect } from "vitest";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { readStreams } from "#server/door/read-streams.ts";
import { rebuild } from "#server/journal/rebuild-sites.ts";
import { openPool } from "#server/postgres/pool.ts";
import { type FreshDatabase, freshDatabase } from "./database.ts";
import { noLives } from "./lived-acts.ts";
import { commandOf, waitOf } from "./twin-steps.ts";
import { twinRuntime } from "./twin-tower.ts";
import { TwoProducts } from "./two-products.ts";
import { verifyRows } from "./verify-rows.ts";

type Step = Parameters<typeof commandOf>[1];

/** As many press a button at the same moment. */
const atOnce = 10;

let database: FreshDatabase;
let pools: { app: Sql; clock: Sql; accounts: Sql; rebuilding: Sql };
let both: TwoProducts;

/** Sets up two products on one database for the tests of a file. */
export function setUpBoth(): void {
  beforeAll(async () => {
    database = await freshDatabase();
    const place = database.connectionOptions();
    pools = {
      app: openPool(place, "zb_app", { max: 8 }),
      clock: openPool(place, "zb_clock", { max: 2 }),
      accounts: openPool(place, "zb_signin", { max: 2 }),
      rebuilding: openPool(place, "zb_owner", { max: 2 }),
    };
    both = new TwoProducts("shared", pools);
    await both.establish();
  });

  afterAll(async () => {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
    await database.drop();
  });
}

/** Whatever many people ask two products at once, each is answered once, and alike where it asked twice. How often something was done. */
export async function askBoth(steps: readonly Step[]): Promise<number> {
  const { world } = both;
  const lives = noLives();
  let sent: Promise<void>[] = [];
  for (const [number, each] of steps.entries()) {
    const wait = waitOf(each, world.now);
    if (wait !== undefined || sent.length >= atOnce) {
      await Promise.all(sent);
      sent = [];
      await both.moveTo(plusMinutes(world.now, wait ?? 0));
    }
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    const command = wait === undefined ? commandOf(world, each, id, lives) : undefined;
    if (!command) continue;
    world.execute(command);
    sent.push(both.send(number, command));
    // Some press twice, and the second time the other house hears of it.
    if (number % 5 === 0) sent.push(both.send(number + 1, command));
  }
  await Promise.all(sent);
  const all = [...both.answers.values()];
  for (const given of all) {
    expect(new Set(given.map(({ head, refusal }) => JSON.stringify([head, refusal]))).size).toBe(1);
    expect(given.filter(({ replayed }) => !replayed)).toHaveLength(1);
  }
  return all.filter(([first]) => !first?.refusal).length;
}

/** Each house remembers what stands. */
export async function rememberAlike(): Promise<void> {
  const keys = await database.connect()<StreamKey[]>`select site, noun, id from stream`;
  const runtimes = [twinRuntime(pools.app, () => both.world.now), ...both.runtimes];
  const [stands, ...remembered] = await Promise.all(
    runtimes.map((runtime) => readStreams(runtime, both.context, keys)),
  );
  for (const each of remembered) expect(each).toEqual(stands);
}

/** The journal is whole, and ledger, wakes and lists come out of it as they stood. */
export async function comesOutAsItStood(): Promise<void> {
  const { outcome, sites } = await verifyRows(database.connect());
  expect(sites.flatMap(({ discrepancies }) => discrepancies)).toEqual([]);
  expect(outcome).toBe("whole");
  const tables = [];
  for await (const site of rebuild(both.runtimes[0] as TwoProducts["runtimes"][0], pools.rebuilding))
    tables.push(...site.tables);
  expect(tables.filter(({ alike }) => !alike)).toEqual([]);
  expect(tables.filter(({ rows }) => rows > 0).length).toBeGreaterThan(4);
}
