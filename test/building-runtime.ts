import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { instant } from "#duty/grammar/time.ts";
import { execute } from "#server/door/execute.ts";
import { openRuntime, type Runtime, type RuntimeParts } from "#server/door/runtime.ts";
import { openPool } from "#server/postgres/pool.ts";
import type { Sealer } from "#server/secret/sealer.ts";
import type { FreshDatabase } from "./database.ts";
import {
  buildingCalendar,
  buildingShapes,
  buildingTable,
  guardedOrg,
  guardedTower,
  opening,
  setUp,
} from "./guard-building.ts";

/** A commitment without a key: these stories are not about secrecy. */
export const plainSealer: Sealer = {
  seal: ({ org: of, site, kind, text, command, index }) => {
    const commitment = createHash("sha256").update(`${command}#${index}#${text}`).digest("hex");
    const row = { org: of, site, commitment, kind, cipher: Buffer.from(text), keyId: "none" };
    return { sealed: { sealed: commitment, kind }, row };
  },
};

export interface BuildingRuntime {
  readonly runtime: Runtime;
  readonly pool: Sql;
  readonly context: { org: string; sites: string[] };
  moveTo(then: number): void;
  /** Establishes a site with its posts and rosters. */
  establish(site?: string, people?: number): Promise<void>;
}

/** A door on a fresh database with a clock that stands still until it is moved. */
export function runtimeOn(database: FreshDatabase, parts: Partial<RuntimeParts> = {}): BuildingRuntime {
  let now = opening;
  const pool = parts.pool ?? openPool(database.connectionOptions(), "zb_app");
  const runtime = openRuntime({
    pool,
    table: buildingTable,
    calendar: buildingCalendar,
    shapes: buildingShapes,
    views: [],
    sealerOf: async () => plainSealer,
    now: () => now,
    ...parts,
  });
  return {
    runtime,
    pool,
    context: { org: guardedOrg, sites: [guardedTower] },
    moveTo: (then) => {
      now = instant(then);
    },
    establish: async (site = guardedTower, people = 4) => {
      for (const each of setUp(site, people)) {
        const { answer } = await execute(runtime, { org: guardedOrg, sites: [site] }, each);
        if (answer.refusal) throw new Error(`set-up refused: ${answer.refusal.code}`);
      }
    },
  };
}
