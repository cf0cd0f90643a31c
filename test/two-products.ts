import type { Sql } from "postgres";
import type { Command } from "#duty/door/table.ts";
import { planAhead } from "#server/clock/plan-ahead.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import type { Context } from "#server/door/context.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { type Done, openServices, type Services } from "#server/start/services.ts";
import { wall } from "./tower-world.ts";
import { twinCommands, twinRuntime, twinWorld } from "./twin-tower.ts";

/** The tower as two products on one database, each with remembered reads of its own, and a clock that has a third. */
export class TwoProducts {
  readonly context: Context;
  /** Tells what people would do next; what becomes of it in the products depends on who comes first. */
  readonly world: ReturnType<typeof twinWorld>;
  readonly runtimes: readonly Runtime[];
  /** All that was answered, by the id of the command. */
  readonly answers = new Map<string, Done[]>();
  readonly #products: readonly Services[];
  readonly #clock: Runtime;

  constructor(org: string, pools: { app: Sql; clock: Sql; accounts: Sql }) {
    this.context = { org, sites: [towerOffice, towerSite] };
    this.world = twinWorld(org, wall("06:00"));
    const now = () => this.world.now;
    this.runtimes = [twinRuntime(pools.app, now), twinRuntime(pools.app, now)];
    const keyring = new Keyring(pools.app, freshMasterKey());
    this.#products = this.runtimes.map((runtime) => openServices({ runtime, accounts: pools.accounts, keyring }));
    this.#clock = twinRuntime(pools.clock, now);
  }

  /** The set-up, each command at another house than the one before; then until people come to work. */
  async establish(): Promise<void> {
    for (const [number, command] of twinCommands().entries()) {
      this.world.execute(command);
      await this.send(number, command);
    }
    this.answers.clear();
    await this.moveTo(wall("07:50"));
  }

  async send(services: number, command: Command): Promise<void> {
    const done = await this.#products[services % this.#products.length]?.execute(this.context, command);
    this.answers.set(command.id, [...(this.answers.get(command.id) ?? []), done as Done]);
  }

  async moveTo(then: typeof this.world.now): Promise<void> {
    this.world.moveTo(then);
    const broke = (line: string) => {
      throw new Error(line);
    };
    while ((await wakeDue(this.#clock, 50, broke)) > 0);
    while ((await planAhead(this.#clock, 50)) > 0);
  }
}
