import { afterAll, beforeAll, expect, test } from "vitest";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { runErrand } from "../run-errand.ts";
import { towerStage } from "../tower-stage.ts";
import { packs } from "../tower-world.ts";

/* The command that says of everything missed when it could have been met, on a database in which two days were lived. */

const from = "2026-10-22" as BusinessDate;
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  const { stage, close } = towerStage(database, from);
  await liveTower(stage, { editions: packs, from, until: plusMinutes(setUpAt(from), 2880), rosterDays: 5, seed: 1 });
  await close();
}, 120_000);

afterAll(() => database.drop());

function misses(...words: string[]) {
  const { host, port, database: name, username } = database.connectionOptions();
  const reached = { DATABASE_URL: `postgres:///${name}`, PGHOST: host, PGPORT: String(port), PGUSER: username };
  return runErrand("misses", words, reached);
}

interface Told {
  readonly organisations: readonly {
    readonly misses: readonly { readonly what: string; readonly could?: object }[];
    readonly calls: { readonly stopped: readonly object[] };
  }[];
}

test("every miss is told with its first moment", async () => {
  const { status, out, err } = await misses("--json");
  expect(err).toBe("");
  const [found] = (JSON.parse(out) as Told).organisations;
  expect(found?.misses.length).toBeGreaterThan(5);
  expect(found).toMatchObject({ calls: { stopped: [] } });
  expect(status).toBe(found?.misses.every(({ could }) => could !== undefined) ? 0 : 1);
}, 60_000);
