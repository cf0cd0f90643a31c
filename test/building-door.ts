import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { instant } from "#duty/grammar/time.ts";
import { type Door, type Fittings, openDoor } from "#server/door.ts";
import { execute } from "#server/execute.ts";
import { openPool } from "#server/pool.ts";
import type { Sealer } from "#server/secret/sealer.ts";
import type { FreshDatabase } from "./database.ts";
import { buildingCalendar, buildingShapes, buildingTable, opening, org, setUp, tower } from "./guard-building.ts";

/** A commitment without a key: these stories are not about secrecy. */
export const plainSealer: Sealer = {
  seal: ({ org: of, site, kind, text, command, index }) => {
    const commitment = createHash("sha256").update(`${command}#${index}#${text}`).digest("hex");
    const row = { org: of, site, commitment, kind, cipher: Buffer.from(text), keyId: "none" };
    return { sealed: { sealed: commitment, kind }, row };
  },
};

export interface BuildingDoor {
  readonly door: Door;
  readonly pool: Sql;
  readonly context: { org: string; sites: string[] };
  moveTo(then: number): void;
  /** Establishes a site with its posts and rosters. */
  establish(site?: string, people?: number): Promise<void>;
}

/** A door on a fresh database with a clock that stands still until it is moved. */
export function doorOn(database: FreshDatabase, fittings: Partial<Fittings> = {}): BuildingDoor {
  let now = opening;
  const pool = fittings.pool ?? openPool(database.connectionOptions(), "zb_app");
  const door = openDoor({
    pool,
    table: buildingTable,
    calendar: buildingCalendar,
    shapes: buildingShapes,
    views: [],
    sealerOf: async () => plainSealer,
    now: () => now,
    plans: ["roster"],
    ...fittings,
  });
  return {
    door,
    pool,
    context: { org, sites: [tower] },
    moveTo: (then) => {
      now = instant(then);
    },
    establish: async (site = tower, people = 4) => {
      for (const each of setUp(site, people)) {
        const { answer } = await execute(door, { org, sites: [site] }, each);
        if (answer.refusal) throw new Error(`set-up refused: ${answer.refusal.code}`);
      }
    },
  };
}
