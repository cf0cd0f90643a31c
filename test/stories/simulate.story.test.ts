import { afterAll, beforeAll, expect, test } from "vitest";
import { keyName } from "#duty/door/working-set.ts";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { isFields } from "#duty/grammar/stricter.ts";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import { World } from "#duty/world.ts";
import { readStreams } from "#server/door/read-streams.ts";
import { isUntouched } from "#server/simulation/database-stage.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import { worldStage } from "#server/simulation/stage.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { towerStage } from "../tower-stage.ts";
import { packs } from "../tower-world.ts";

const from = "2026-10-22" as BusinessDate;
const life = { editions: packs, from, until: plusMinutes(setUpAt(from), 2 * 1440 + 300), rosterDays: 4, seed: 11 };

let database: FreshDatabase;
let world: World;

beforeAll(async () => {
  database = await freshDatabase();
  world = new World({ table: dutyTable, calendar, record: plainRecorder }, setUpAt(from));
  await liveTower(worldStage(world), life);
});
afterAll(() => database.drop());

/** What must be alike wherever it was kept: commitments are salted in the journal, and its hashes are real. */
function alike(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(alike);
  if (!isFields(value)) return value;
  const heard = Object.entries(value).filter(
    ([name, each]) => name !== "hash" && name !== "sealed" && each !== undefined,
  );
  return Object.fromEntries(heard.map(([name, each]) => [name, alike(each)]));
}

test("two days of the tower in the database end as they do in memory: every stream, every call", async () => {
  const { org, stage, runtime, close } = towerStage(database, from);
  try {
    const tally = await liveTower(stage, life);
    expect(tally.accepted).toBeGreaterThan(150);
    const streams = [...world.streams.values()];
    const kept = await readStreams(
      runtime,
      { org, sites: [towerOffice, towerSite] },
      streams.map(({ key }) => key),
    );
    const states = (of: readonly { state: unknown; escalations: unknown; version: number }[]) =>
      Object.fromEntries(
        of.map(({ state, escalations, version }, index) => [
          keyName(streams[index]?.key ?? { site: "", noun: "", id: "" }),
          alike({ state, escalations, version }),
        ]),
      );
    expect(states(kept)).toEqual(states(streams));

    const owner = database.connect();
    const [{ count } = { count: 0 }] = await owner<{ count: number }[]>`select count(*)::int as count from stream`;
    expect(count).toBe(streams.length);
    const calls = await owner<{ key: string }[]>`select key from outbox`;
    expect(calls.map(({ key }) => key).toSorted()).toEqual([...world.outbox.keys()].toSorted());
    const [heard] = await owner<{ simulated: boolean }[]>`
      select bool_and(convert_from(bytes, 'UTF8')::jsonb ->> 'clock' = 'simulated') as simulated from entry`;
    expect(heard?.simulated).toBe(true);
    expect(await isUntouched(owner)).toBe(false);
  } finally {
    await close();
  }
});
