import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { LifeChance } from "#server/simulation/chance.ts";
import { Caller } from "./callers.ts";
import { prepareBuilding } from "./drill-building.ts";
import type { DrillOptions, DrillResult } from "./drill-result.ts";
import { History } from "./history.ts";
import { compare } from "./kill-check.ts";
import { foundAfterwards, saidOfOutage } from "./kill-judge.ts";
import { freePort, ProductProcess, processesIn } from "./product-process.ts";

export interface KillPlan {
  readonly seed: number;
  readonly callers: number;
  readonly kills: { readonly app: number; readonly postgres: number };
  /** Acknowledged commands that must lie between two kills. */
  readonly between: number;
  /** Another program than the product's, which breaks a promise. */
  readonly mutant?: string;
}

/**
 * The product as a user starts it, under load, is killed with signal 9 again and again, it or its PostgreSQL; whatever was acknowledged
 * must be in the journal once, and whatever nobody knows must be there once after it was sent again.
 */
export function killDrill({ short, seed }: DrillOptions): Promise<DrillResult> {
  return short
    ? killUnderLoad({ seed, callers: 8, kills: { app: 3, postgres: 2 }, between: 60 })
    : killUnderLoad({ seed, callers: 12, kills: { app: 50, postgres: 20 }, between: 80 });
}

export async function killUnderLoad(plan: KillPlan): Promise<DrillResult> {
  const { seed, mutant } = plan;
  const dataDir = mkdtempSync(join(tmpdir(), "zhiban-drill-kill-"));
  const historyPath = join(dataDir, "history.jsonl");
  const history = new History(historyPath);
  const failures: string[] = [];
  try {
    const building = await prepareBuilding(dataDir, { guards: plan.callers });
    const port = await freePort();
    const product = new ProductProcess({ dataDir, port, ...(mutant ? mutantOf(mutant) : {}) });
    const callers = building.guards.map((guard, index) => {
      const chance = new LifeChance(seed * 31 + index + 1);
      return new Caller({ guard, building, url: product.url, chance, history });
    });
    const outages = await outagesUnder(product, { plan, callers, history, failures });
    const left = processesIn(dataDir);
    failures.push(...foundAfterwards({ left }));
    failures.push(...callers.flatMap(({ errors }) => errors).slice(0, 10));
    const compared = await compare(dataDir, history);
    failures.push(...compared.failures);
    if (failures.length > 0 && !mutant) failures.push(`the history is kept: ${keep(historyPath, seed)}`);
    const again = callers.reduce((sum, caller) => sum + caller.again, 0);
    const counts = { ...outages, ...compared.counts, "delivered again, answered alike": again };
    return {
      name: "kill",
      passed: failures.length === 0,
      counts: { ...counts, "processes left": left.length },
      failures,
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function mutantOf(name: string) {
  return { program: join(import.meta.dirname, "mutants", "serve-mutant.ts"), words: [name] };
}

/** Starts load and product, does every kill of the plan, lets everything be answered, and stops both. */
async function outagesUnder(
  product: ProductProcess,
  about: {
    readonly plan: KillPlan;
    readonly callers: readonly Caller[];
    readonly history: History;
    readonly failures: string[];
  },
): Promise<Record<string, number>> {
  const { plan, callers, history, failures } = about;
  const chance = new LifeChance(plan.seed);
  const counts = { "kills of the program": 0, "kills of PostgreSQL": 0, "longest until ready, ms": 0 };
  product.start();
  await product.ready();
  const broken = new AbortController();
  const load = Promise.all(callers.map((caller) => caller.work())).catch((error: unknown) => {
    broken.abort(error);
  });
  try {
    for (const target of shuffled(plan.kills, chance)) {
      await underLoad(product, history, { more: plan.between, broken: broken.signal });
      await pause(chance.between(0, 800));
      const began = performance.now();
      if (target === "app") {
        await product.kill();
        // The next start finds whatever the last one left: a server that is still stopping, or one that is gone.
        if (chance.happens(0.5)) await pause(chance.between(0, 400));
        product.start();
        await product.ready();
        counts["kills of the program"] += 1;
      } else {
        const { pid } = product;
        product.killPostgres();
        const seen = await untilBack(product);
        failures.push(...saidOfOutage({ seen, outlived: product.pid === pid }));
        counts["kills of PostgreSQL"] += 1;
      }
      const longest = Math.max(counts["longest until ready, ms"], Math.round(performance.now() - began));
      counts["longest until ready, ms"] = longest;
    }
    await underLoad(product, history, { more: plan.between, broken: broken.signal });
  } catch (error) {
    failures.push(String(error));
  } finally {
    for (const caller of callers) product.hasFallen ? caller.abandon() : caller.stop();
    await load;
    const status = await product.stop();
    if (status !== 0) failures.push(`the program ended with status ${status}`);
  }
  broken.signal.throwIfAborted();
  return counts;
}

function shuffled({ app, postgres }: KillPlan["kills"], chance: LifeChance): ("app" | "postgres")[] {
  const left = { app, postgres };
  return Array.from({ length: app + postgres }, () => {
    const target = chance.happens(left.app / (left.app + left.postgres)) ? "app" : "postgres";
    left[target] -= 1;
    return target;
  });
}

async function underLoad(
  product: ProductProcess,
  history: History,
  { more, broken }: { more: number; broken: AbortSignal },
): Promise<void> {
  const until = history.acknowledged + more;
  while (history.acknowledged < until) {
    broken.throwIfAborted();
    if (product.hasFallen) throw new Error(`the program fell by itself: ${product.lastWords()}`);
    await pause(20);
  }
}

/** The first answers may still be from before the kill was noticed. */
async function untilBack(product: ProductProcess): Promise<number[]> {
  const seen: number[] = [];
  for (const began = Date.now(); seen.at(-1) !== 503 && Date.now() - began < 5000; await pause(30))
    seen.push(await product.readiness());
  return [...seen, ...(await product.ready())];
}

function keep(path: string, seed: number): string {
  const kept = join(tmpdir(), `zhiban-drill-history-${seed}.jsonl`);
  copyFileSync(path, kept);
  return kept;
}
