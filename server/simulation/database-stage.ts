import type { Sql } from "postgres";
import type { OrganisationId } from "#duty/grammar/entry.ts";
import { earliest } from "#duty/grammar/obligation.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import { planAhead } from "#server/clock/plan-ahead.ts";
import { wakeAllDue } from "#server/clock/wake-batch.ts";
import { execute } from "#server/door/execute.ts";
import type { Runtime } from "#server/door/runtime.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { assemble } from "#server/start/assemble.ts";
import { humansOnDuty } from "./humans-on-duty.ts";
import { owingAt } from "./owing-streams.ts";
import type { Stage } from "./stage.ts";
import { towerOffice, towerSite } from "./tower.ts";
import { waitingCalls } from "./waiting-calls.ts";

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
  let overtaken = true;
  const turn = async () => {
    overtaken = true;
    await wakeAllDue(clockRuntime, batch, log);
    for (let planned = batch; planned === batch; ) planned = await planAhead(clockRuntime, batch);
  };
  const calls = waitingCalls(context, clock);
  const humans = humansOnDuty(app, context);
  /** When something next falls due, as far as this life alone has made it so; a change of plan must be asked for. */
  let due: Instant | undefined | "unknown" = "unknown";
  const done: Stage["execute"] = async (command) => {
    const { answer, touched } = await execute(simulated, context, command);
    due = touched.some(({ key }) => runtime.table.planning.includes(key.noun))
      ? "unknown"
      : soonest(due, ...touched.map((each) => each.wakeAt));
    if (touched.some(({ entries }) => entries.some(({ type }) => type === "obligation.escalated")))
      await calls.look(now);
    return { touched, ...(answer.refusal ? { refusal: answer.refusal } : {}) };
  };
  const move = async (then: Instant, isEnough: () => Promise<boolean>) => {
    if (due === "unknown") due = await nextDue(clock);
    if ((due === undefined || due > now) && (await isEnough())) return;
    while (due !== undefined && due <= then) {
      now = instant(Math.max(due, now));
      await turn();
      due = await nextDue(clock);
      if ((due === undefined || due > now) && (await isEnough())) return;
    }
    now = then;
  };
  return {
    now: () => now,
    isHuman: async (person, at) => (await humans()).some((each) => each.person === person && each.from <= at),
    execute: done,
    moveTo: async (then) => move(then, async () => false),
    moveToCall: async (then) => move(then, async () => calls.look(now)),
    takeCalls: async () => calls.take(),
    owing: async (believed) => {
      // What people do is known as they do it; only the clock changes something that nobody has seen.
      if (!overtaken) return [];
      overtaken = false;
      return await owingAt(runtime, context, believed);
    },
    hear: async (message, hearers) => calls.hear(done, { message, hearers, now }),
  };
}

/** The earliest of all moments at which something is to be looked at; unknown where that was. */
function soonest(
  due: Instant | undefined | "unknown",
  ...wakes: readonly (Instant | undefined)[]
): Instant | undefined | "unknown" {
  return due === "unknown" ? due : earliest([due, ...wakes]);
}

/** When the clock has something to do next. */
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
