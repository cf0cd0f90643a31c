import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { commonTokens, declareFactoryPlugin, type Injector, PluginKind } from "@stryker-mutator/api/plugin";
import {
  type DryRunOptions,
  type DryRunResult,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestRunner,
  type TestRunnerCapabilities,
} from "@stryker-mutator/api/test-runner";
import { strykerPlugins as pluginsOfVitest } from "@stryker-mutator/vitest-runner";
import { createVitest, type Vitest } from "vitest/node";
import { type AskedMutant, type JudgedMutant, LOOP } from "./resident-words.ts";
import { byCost } from "./test-order.ts";

/** After so many kills it is asked whether they were the mutants'. */
const LOOKED_AT_EACH = 25;

/** A process that stays, with everything that tests rest on loaded. */
interface Resident {
  ask(asked: AskedMutant): Promise<JudgedMutant>;
  end(): Promise<void>;
}

/**
 * Stryker's runner for Vitest starts a process for each mutant and loads in it whatever the mutant's tests rest on, which takes far longer than
 * the tests. This one lets a process stay that has loaded all of it; what is mutated while it is loaded (a static mutant) is left to Stryker's own.
 */
class ResidentRunner implements TestRunner {
  readonly #whole: TestRunner;
  #resident: Promise<Resident> | undefined;
  #killed = 0;

  constructor(whole: TestRunner) {
    this.#whole = whole;
  }

  capabilities(): Promise<TestRunnerCapabilities> | TestRunnerCapabilities {
    return this.#whole.capabilities();
  }

  async init(): Promise<void> {
    await this.#whole.init?.();
  }

  dryRun(options: DryRunOptions): Promise<DryRunResult> {
    return this.#whole.dryRun(options);
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, mutantActivation, testFilter } = options;
    if (mutantActivation === "static" || !testFilter) return this.#whole.mutantRun(options);
    const tests = testFilter.map((id) => ({ file: id.slice(0, id.indexOf("#")), test: id.slice(id.indexOf("#") + 1) }));
    const files = byCost([...new Set(tests.map(({ file }) => file))]).map((file) => resolve(file));
    const names = `(?:${tests.map(({ test }) => test.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})\\s*$`;
    this.#resident ??= residentIn();
    const resident = await this.#resident;
    const {
      killed,
      broken,
      hitCount,
      tests: nrOfTests,
    } = await resident.ask({
      ...{ mutant: activeMutant.id, hitLimit, files, names },
    });
    const endless = determineHitLimitReached(hitCount, hitLimit);
    if (endless)
      return { status: MutantRunStatus.Timeout, ...(endless.reason === undefined ? {} : { reason: endless.reason }) };
    if (broken !== undefined) return { status: MutantRunStatus.Error, errorMessage: broken };
    if (!killed) return { status: MutantRunStatus.Survived, nrOfTests };
    const id = tests.find(({ file, test }) => resolve(file) === killed.file && test === killed.test);
    if (!id) throw new Error(`${killed.file} has no test ${killed.test} that was asked for`);
    this.#killed += 1;
    if (this.#killed % LOOKED_AT_EACH === 0) await requireUnspoilt(resident, { hitLimit, files: [killed.file], names });
    return {
      status: MutantRunStatus.Killed,
      killedBy: [`${id.file}#${id.test}`],
      failureMessage: killed.message,
      nrOfTests,
    };
  }

  async dispose(): Promise<void> {
    await (await this.#resident)?.end();
    await this.#whole.dispose?.();
  }
}

/** What one mutant leaves behind in what is loaded must not kill the next: now and then the killer is asked without a mutant. */
async function requireUnspoilt(resident: Resident, asked: Omit<AskedMutant, "mutant">): Promise<void> {
  const { killed } = await resident.ask({ ...asked, mutant: "none" });
  if (killed) throw new Error(`${killed.test} of ${killed.file} fails without a mutant: ${killed.message}`);
}

async function residentIn(): Promise<Resident> {
  const path = `\0zhiban-resident-${process.pid}`; // a name without a file, so that nothing is left where a process is ended
  const server = createServer();
  server.listen(path);
  await once(server, "listening");
  const vitest: Vitest = await createVitest("test", {
    config: "test/drill/stryker/stryker-vitest.config.ts",
    ...{ runner: LOOP, include: [LOOP], watch: false, reporters: [], coverage: { enabled: false } },
  });
  vitest.provide("residentSocket", path);
  const connected = once(server, "connection");
  const running = vitest.start();
  const [socket] = (await Promise.race([
    connected,
    running.then(() => Promise.reject(new Error("it ended at once"))),
  ])) as [Socket];
  const lines = createInterface(socket)[Symbol.asyncIterator]();
  return {
    ask: async (asked) => {
      socket.write(`${JSON.stringify(asked)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("the resident has ended");
      return JSON.parse(value) as JudgedMutant;
    },
    end: async () => {
      socket.end();
      await running;
      await vitest.close();
      server.close();
    },
  };
}

function residentRunnerFactory(injector: Injector): ResidentRunner {
  const [ofVitest] = pluginsOfVitest as unknown as [{ factory: (injector: Injector) => TestRunner }];
  return new ResidentRunner(ofVitest.factory(injector));
}
residentRunnerFactory.inject = [commonTokens.injector] as const;

export const residentPlugin = declareFactoryPlugin(PluginKind.TestRunner, "resident", residentRunnerFactory as never);
