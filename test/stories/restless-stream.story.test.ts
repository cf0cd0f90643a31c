import { expect, onTestFinished, test } from "vitest";
import type { AnyKind, Table } from "#duty/door/table.ts";
import type { Entry } from "#duty/grammar/entry.ts";
import { instantOf } from "#duty/grammar/time.ts";
import { startClock } from "#server/clock/clock.ts";
import { execute } from "#server/door/execute.ts";
import { openPool } from "#server/postgres/pool.ts";
import { runtimeOn } from "#test/building-runtime.ts";
import { databaseOfTest, type FreshDatabase } from "#test/database.ts";
import { buildingTable, command, date, early, guard } from "#test/guard-building.ts";

/* A rule that makes due again what it has just done must not stop the clock for everybody else, nor fill the journal. */

const evening = instantOf("2026-11-21T00:30:00Z");
const { kind } = buildingTable.acts["attendance.expect"] as { kind: AnyKind };

function expecting(person: number) {
  const body = { post: "lobby", date, shift: "day", person: guard(person) };
  return command(`expect-${person}`, "attendance.expect", body, { actor: "clock" });
}

/** The table, with one who has the same to say whenever they are asked. */
function restless(said: Entry): Table {
  const isRestless = (state: { person?: string }) => state.person === guard(2);
  const attendance: AnyKind = {
    ...kind,
    wakesAt: (state) => (isRestless(state) ? early : undefined),
    wake: (state) => (isRestless(state) ? [said] : []),
  };
  return { ...buildingTable, kinds: { ...buildingTable.kinds, attendance } };
}

async function threeAreExpected(database: FreshDatabase): Promise<Entry> {
  const building = runtimeOn(database);
  onTestFinished(() => building.pool.end({ timeout: 1 }));
  await building.establish("tower", 3);
  building.moveTo(early);
  for (const person of [1, 3]) await execute(building.runtime, building.context, expecting(person));
  const { touched } = await execute(building.runtime, building.context, expecting(2));
  return touched[0]?.entries[0] as Entry;
}

test("a stream that is due again as often as it is woken is put off and told, and the clock comes to rest", async () => {
  const database = await databaseOfTest();
  const said = await threeAreExpected(database);
  const pool = openPool(database.connectionOptions(), "zb_clock", { max: 6 });
  onTestFinished(() => pool.end({ timeout: 1 }));
  const node = runtimeOn(database, { pool, table: restless(said) });
  const lines: string[] = [];
  const clock = startClock({ runtime: node.runtime, outbox: { channels: [] }, log: (line) => lines.push(line) });
  onTestFinished(() => clock.stop());
  node.moveTo(evening);
  const broke = () => lines.filter((line) => line.includes("broke"));
  while ((await clock.turn()) > 0);
  const owner = database.connect();
  const left = await owner`select id, not_before > ${evening} as later from wake where failures > 0`;
  expect(left).toEqual([{ id: `lobby/${date}/day/${guard(2)}`, later: true }]);
  expect(broke()).toEqual([expect.stringContaining("due again as often as it is woken")]);
});
