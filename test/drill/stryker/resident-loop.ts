import { connect } from "node:net";
import { createInterface } from "node:readline";
import { inject, type RunnerTask, type RunnerTestCase, TestRunner } from "vitest";
import { startTests } from "vitest/internal/browser";
import type { AskedMutant, JudgedMutant } from "./resident-words.ts";

/** What Stryker's instrumented code looks at. */
interface Mutants {
  activeMutant?: string | undefined;
  hitCount?: number;
  hitLimit?: number | undefined;
}

const mutants: Mutants = {};
Object.assign(globalThis, { __stryker__: mutants });

/**
 * Stays, and asks the tests about one mutant after the other: what they rest on is loaded once, and only the files of tests are begun anew. The
 * one file that it is handed is never loaded.
 */
export default class ResidentLoop extends TestRunner {
  override async importFile(...[, source]: Parameters<TestRunner["importFile"]>): Promise<void> {
    if (source !== "collect") return;
    const socket = connect(inject("residentSocket"));
    for await (const line of createInterface(socket))
      socket.write(`${JSON.stringify(await this.#ask(JSON.parse(line)))}\n`);
  }

  async #ask(asked: AskedMutant): Promise<JudgedMutant> {
    const asking = new Asking(this, asked);
    Object.assign(mutants, { hitCount: 0, hitLimit: asked.hitLimit });
    let tests = 0;
    for (const filepath of asked.files) {
      const [file] = await startTests([filepath], asking);
      if (!file) throw new Error(`${filepath} was not begun`);
      const ran = testsOf(file).filter(({ result }) => result?.state === "pass" || result?.state === "fail");
      tests += ran.length;
      const [killer] = ran.filter(({ result }) => result?.state === "fail");
      const sofar = { tests, hitCount: mutants.hitCount ?? 0 };
      if (killer) return { ...sofar, killed: { file: filepath, ...wordsOf(killer) } };
      if (file.result?.state === "fail") return { ...sofar, broken: brokenIn(file) };
    }
    return { tests, hitCount: mutants.hitCount ?? 0 };
  }
}

/** Runs the tests that are asked for while the mutant is there, until the first fails. */
class Asking extends TestRunner {
  readonly #mutant: string;

  constructor(resident: TestRunner, { mutant, names }: AskedMutant) {
    const { config } = resident;
    super({ ...config, testNamePattern: new RegExp(names) });
    this.#mutant = mutant;
    // As Vitest hands them to a runner that it makes itself.
    const { moduleRunner, _otel } = resident as unknown as { moduleRunner: unknown; _otel: unknown };
    Object.assign(this, { moduleRunner, _otel });
  }

  /** Whatever happens while a file is loaded happens without the mutant. */
  onBeforeRunFiles(): void {
    mutants.activeMutant = this.#mutant;
  }

  override onAfterRunFiles(...about: Parameters<TestRunner["onAfterRunFiles"]>): void {
    mutants.activeMutant = undefined;
    super.onAfterRunFiles(...about);
  }

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test);
    if (test.result?.state === "fail") this.cancel("test-failure");
  }
}

function testsOf(task: RunnerTask): readonly RunnerTestCase[] {
  return task.type === "test" ? [task] : task.tasks.flatMap(testsOf);
}

function wordsOf(test: RunnerTestCase): { readonly test: string; readonly message: string } {
  const names: string[] = [];
  for (let each: RunnerTask | undefined = test; each && each !== test.file; each = each.suite) names.unshift(each.name);
  return { test: names.join(" > ").trim(), message: test.result?.errors?.[0]?.message ?? "failed" };
}

function brokenIn(task: RunnerTask): string {
  const [own] = task.result?.errors ?? [];
  if (own || task.type === "test") return own?.message ?? "broken";
  return task.tasks.map(brokenIn).find((each) => each !== "broken") ?? "broken";
}
