import type { Sql } from "postgres";
import { keyName } from "#duty/door/working-set.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import type { World } from "#duty/world.ts";
import { planAhead } from "#server/clock/plan-ahead.ts";
import { type Executed, execute, executeTogether } from "#server/door/execute.ts";
import { readStreams } from "#server/door/read-streams.ts";
import { StreamCache } from "#server/journal/stream-cache.ts";
import { obligationRows } from "#server/ledger/obligation-rows.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { countLived, type LivedCounts, noLives } from "./lived-acts.ts";
import { brokenNow, brokenTruths, noPremises } from "./standing-truths.ts";
import { hearWaiting, wakeOne } from "./twin-calls.ts";
import { commandOf, waitOf } from "./twin-steps.ts";
import { beforeDayShift, firstMoment, twinCommands, twinRuntime, twinWorld } from "./twin-tower.ts";

const sites = [towerOffice, towerSite];

const mostRoundTrips = 6;

/** A command that was done in memory and not yet in the database. */
interface Sent {
  readonly command: Parameters<World["execute"]>[0];
  readonly twinOutcome: ReturnType<World["execute"]>;
}

/** The tower twice: in memory and in the database, recorded by the same hand, so that even hashes must agree. */
export class Twins {
  readonly org: string;
  readonly world: World;
  /** How often each act was tried and done, and each refusal met; what could not even be written down was not tried. */
  readonly lived: LivedCounts = noLives();
  /** How often the standing truths had something to say. */
  readonly premises = noPremises();
  done = 0;
  /** The most that one command took. */
  roundTrips = 0;
  readonly runtime: ReturnType<typeof twinRuntime>;
  readonly #clock: ReturnType<typeof twinRuntime>;
  readonly #owner: Sql;
  #now: Instant = firstMoment;
  #sent: Sent[] = [];

  constructor(org: string, pools: { app: Sql; clock: Sql; owner: Sql }) {
    this.org = org;
    this.#owner = pools.owner;
    this.world = twinWorld(org, this.#now);
    this.runtime = twinRuntime(pools.app, () => this.#now);
    this.#clock = { ...this.runtime, pool: pools.clock };
  }

  async establish(): Promise<void> {
    for (const command of twinCommands()) {
      this.world.execute(command);
      await execute(this.runtime, { org: this.org, sites }, command);
    }
    await this.moveTo(beforeDayShift);
  }

  /** Takes a step in both, in the database perhaps a little later. @throws Error where they answer differently */
  async take(step: Parameters<typeof commandOf>[1], number: number): Promise<void> {
    const wait = waitOf(step, this.world.now);
    if (wait !== undefined) {
      await this.moveTo(plusMinutes(this.world.now, wait));
      return this.#holds(`${wait} minutes`, brokenNow(this.world, this.premises));
    }
    const command = commandOf(
      this.world,
      step,
      `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
      this.lived,
    );
    if (!command) return;
    const twinOutcome = this.world.execute(command);
    this.#holds(command.act, brokenTruths(this.world, { command, outcome: twinOutcome }, this.premises));
    this.#sent.push({ command, twinOutcome });
    // Half of them wait for the next, to be done together with it; what was called about is heard at once.
    if (number % 4 > 1 && twinOutcome.outbox.length === 0) return;
    // Now and then as a process that has just started and remembers nothing.
    await this.advance(number % 3 === 0 ? { ...this.runtime, cache: new StreamCache() } : this.runtime);
  }

  #holds(after: string, broken: readonly string[]): void {
    if (broken.length > 0) throw new Error(`after ${after}: ${broken.join("; ")}`);
  }

  /** Does in the database what has so far been done in memory alone. @throws Error where they answer differently */
  async advance(runtime = this.runtime): Promise<void> {
    const sent = this.#sent.splice(0);
    if (sent.length === 0) return;
    const commands = sent.map(({ command }) => command);
    const given = await executeTogether(runtime, { org: this.org, sites }, commands);
    for (const [index, each] of given.entries()) {
      if (each.status === "rejected") throw each.reason;
      this.#hold(sent[index] as Sent, each.value);
    }
    // The budget of one command; those that come together have more to ask.
    const [{ act }, trips] = [
      commands[0] as Sent["command"],
      (given[0] as PromiseFulfilledResult<Executed>).value.roundTrips,
    ];
    if (sent.length === 1 && trips > mostRoundTrips) throw new Error(`${act} took ${trips} round trips`);
    if (sent.length === 1) this.roundTrips = Math.max(this.roundTrips, trips);
    await this.#hear();
    await this.#plan();
  }

  async #hear(): Promise<void> {
    await hearWaiting(this.#owner, this.#clock, { context: { org: this.org, sites }, world: this.world });
  }

  #hold({ command, twinOutcome }: Sent, { answer }: Executed): void {
    const { refusal, head } = twinOutcome;
    const [mine, theirs] = [
      { refusal, head },
      { refusal: answer.refusal, head: answer.head },
    ].map((each) => JSON.stringify(each));
    if (mine !== theirs) throw new Error(`${command.act}: in memory ${mine}, in the database ${theirs}`);
    countLived(this.lived, command.act, twinOutcome);
    if (!refusal) this.done += 1;
  }

  /** Lets time pass in both, one wake after the other as the world does. */
  async moveTo(then: Instant): Promise<void> {
    await this.advance();
    this.world.moveTo(then);
    for (;;) {
      await this.#plan();
      const next = await this.#nextMoment();
      if (next === undefined || next > then) break;
      this.#now = instant(Math.max(this.#now, next));
      await wakeOne(this.#clock);
      await this.#hear();
    }
    this.#now = then;
  }

  /** Every stream, obligation and call of both, as text. */
  async compare(): Promise<{ world: readonly string[]; database: readonly string[] }> {
    await this.advance();
    const streams = [...this.world.streams.values()];
    const stored = await readStreams(
      this.runtime,
      { org: this.org, sites },
      streams.map(({ key }) => key),
    );
    const inDatabase = stored.map(({ head, state, escalations }, index) =>
      plain([keyName((streams[index] as (typeof streams)[number]).key), head, state, escalations]),
    );
    const inWorld = streams.map(({ key, head, state, escalations }) => plain([keyName(key), head, state, escalations]));
    const [rows] = await this.#owner<{ streams: number; ledger: unknown[]; outbox: string[] }[]>`
      select (select count(*)::int from stream where org = ${this.org}) as streams,
        (select coalesce(json_agg(json_build_array(site, noun, id, key, due_at, met_at, ended_at, missed_at, rung, rules, ladder, detail, calls, self_answered)), '[]')
          from obligation where org = ${this.org} and expected_by is null) as ledger,
        (select coalesce(array_agg(key), '{}') from outbox where org = ${this.org}) as outbox`;
    const ledger = streams.flatMap(obligationRows).map((each) => {
      const {
        site,
        noun,
        id,
        key,
        due,
        met = null,
        ended = null,
        missed = null,
        rung,
        rules,
        ladder,
        detail = null,
        calls,
        self,
      } = each;
      return plain([site, noun, id, key, due, met, ended, missed, rung, rules, ladder, detail, calls, self]);
    });
    return {
      world: [
        `streams ${streams.length}`,
        ...inWorld.toSorted(),
        ...ledger.toSorted(),
        ...[...this.world.outbox.keys()].toSorted(),
      ],
      database: [
        `streams ${rows?.streams}`,
        ...inDatabase.toSorted(),
        ...(rows?.ledger ?? []).map(plain).toSorted(),
        ...(rows?.outbox ?? []).toSorted(),
      ],
    };
  }

  async #plan(): Promise<void> {
    while ((await planAhead(this.#clock, 50)) > 0);
  }

  async #nextMoment(): Promise<number | undefined> {
    const [row] = await this.#owner<{ next: number | null }[]>`
      select least((select min(not_before) from wake where org = ${this.org}),
        (select min(due_at) from plan where org = ${this.org}))::float8 as next`;
    return row?.next ?? undefined;
  }
}

/** Text in which the order of members does not count. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
