import type { Sql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import { earliest } from "#duty/grammar/obligation.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import { planAhead } from "#server/clock/plan-ahead.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import type { Context } from "#server/door/context.ts";
import { execute } from "#server/door/execute.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { arrayLiteral } from "#server/journal/locked-reads.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { assemble } from "#server/start/assemble.ts";
import type { Stage } from "./stage.ts";
import { towerOffice, towerSite } from "./tower.ts";

const batch = 50;

/** Where a life in the database takes place: pools in their roles, and the moment at which the virtual clock stands. */
export interface StageParts {
  readonly org: OrganisationId;
  readonly app: Sql;
  readonly clock: Sql;
  readonly accounts: Sql;
  readonly keyring: Keyring;
  readonly start: Instant;
  readonly log: (line: string) => void;
}

/**
 * A life in the database, by its one door and the clock's own wakes. Entries say that their clock is simulated. The database must hold
 * nothing else that lives: every wake that falls due is done at the virtual time.
 */
export function databaseStage({ org, app, clock, accounts, keyring, start, log }: StageParts): Stage {
  let now = start;
  const { runtime } = assemble({ app, accounts, keyring, now: () => now });
  const simulated: Runtime = { ...runtime, simulated: true };
  const clockRuntime: Runtime = { ...simulated, pool: clock };
  const context = { org, sites: [towerOffice, towerSite] };
  const turn = async () => {
    for (let taken = batch; taken > 0; ) taken = await wakeDue(clockRuntime, batch, log);
    for (let planned = batch; planned === batch; ) planned = await planAhead(clockRuntime, batch);
  };
  const humans = humansOnDuty(app, context);
  /** When something next falls due, as far as this life alone has made it so; a change of plan must be asked for. */
  let due: Instant | undefined | "unknown" = "unknown";
  return {
    now: () => now,
    isHuman: async (person, at) => (await humans()).some((each) => each.person === person && each.from <= at),
    execute: async (command) => {
      const { answer, touched } = await execute(simulated, context, command);
      due = touched.some(({ key }) => runtime.table.planning.includes(key.noun))
        ? "unknown"
        : soonest(due, ...touched.map((each) => each.wakeAt));
      return { touched, ...(answer.refusal ? { refusal: answer.refusal } : {}) };
    },
    moveTo: async (then) => {
      if (due === "unknown") due = await nextDue(clock);
      while (due !== undefined && due <= then) {
        now = instant(Math.max(due, now));
        await turn();
        due = await nextDue(clock);
      }
      now = then;
    },
  };
}

interface OnDuty {
  readonly person: PersonId;
  readonly from: Instant;
}

/** People come early; from then on the shift is theirs. */
const earliestMinutes = 90;
const lookedAgainAfter = 1_000;

/** People whom humans have signed on: their entries lack the mark of the simulated clock. Looked up once a second of the world's time. */
function humansOnDuty(app: Sql, { org, sites }: Context): () => Promise<readonly OnDuty[]> {
  let known: readonly OnDuty[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - lookedAt < lookedAgainAfter) return known;
    const rows = await app.begin("read only", async (sql) => {
      await sql`select set_config('zb.org', ${org}, true), set_config('zb.sites', ${arrayLiteral(sites)}, true)`;
      return await sql<{ person: PersonId; starts_at: number }[]>`
        select actor as person, (envelope -> 'body' -> 'occurrence' ->> 'startsAt')::bigint as starts_at
        from entry, lateral (select convert_from(bytes, 'UTF8')::jsonb as envelope) as read
        where type = 'attendance.signed-on' and envelope ->> 'clock' is null`;
    });
    known = rows.map(({ person, starts_at }) => ({ person, from: plusMinutes(instant(starts_at), -earliestMinutes) }));
    lookedAt = performance.now();
    return known;
  };
}

function soonest(
  due: Instant | undefined | "unknown",
  ...wakes: readonly (Instant | undefined)[]
): Instant | undefined | "unknown" {
  return due === "unknown" ? due : earliest([due, ...wakes]);
}

async function nextDue(clock: Sql): Promise<Instant | undefined> {
  const [row] = await clock<{ next: number | null }[]>`
    select least((select min(not_before) from wake), (select min(due_at) from plan)) as next`;
  return row?.next === null || row === undefined ? undefined : instant(row.next);
}

/** Whether nothing has ever been recorded here. `journal` is a pool that may read every stream. */
export async function isUntouched(journal: Sql): Promise<boolean> {
  const rows = await journal`select 1 from stream limit 1`;
  return rows.length === 0;
}
