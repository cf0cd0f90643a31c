import { Worker } from "node:worker_threads";
import { type Compiled, compile, rosterOfCells } from "./compile.ts";
import { type Conflict, conflictOf } from "./conflict.ts";
import { type Parts, weigh } from "./evaluate.ts";
import { type BestRoster, joinFind } from "./join-finds.ts";
import { problemErrors } from "./problem-errors.ts";
import type { ProblemError, RosterProblem, RosterRows } from "./roster-problem.ts";
import type { FromWorker, ToWorker, WorkerData } from "./search-messages.ts";

export interface Solving {
  readonly seed: number;
  /** Wall-clock seconds; or … */
  readonly seconds?: number;
  /** … steps (a dive or a neighbourhood each) in one thread, which give the same roster every time. */
  readonly steps?: number;
  /** Count the seconds of processor time that each thread gets, for measuring on a machine that others use too. */
  readonly processorTime?: boolean;
  /** Threads to search with; 2 by default, 1 when steps are counted. */
  readonly threads?: number;
  /** A roster to begin from, such as the present one. */
  readonly from?: RosterRows;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

export interface Progress {
  readonly seconds: number;
  readonly cost: number;
  readonly bound: number;
}

export type SolveOutcome =
  | Solved
  | { readonly kind: "refused"; readonly errors: readonly ProblemError[] }
  | { readonly kind: "impossible"; readonly conflicts: readonly Conflict[] }
  | { readonly kind: "nothing"; readonly why: "cancelled" | "time"; readonly seconds: number }
  /** The threads died again and again, and none had found a roster. */
  | { readonly kind: "failed"; readonly error: string; readonly seconds: number };

export interface Solved {
  readonly kind: "solved";
  readonly roster: RosterRows;
  readonly cost: number;
  /** No roster costs less; rounded up where all costs are whole. */
  readonly bound: number;
  readonly proved: boolean;
  readonly cancelled: boolean;
  readonly seconds: number;
  readonly parts: Parts;
  /** Seconds after which each better roster was found. */
  readonly trace: readonly (readonly [seconds: number, cost: number])[];
  /** Threads that had to be started anew. */
  readonly restarts: number;
}

/**
 * Searches a roster in worker threads, each a search of its own that hears of the others' finds. A thread that dies or
 * falls silent is started anew from the best roster so far. Nothing is left running when the promise settles.
 */
export async function solve(problem: RosterProblem, solving: Solving): Promise<SolveOutcome> {
  const began = performance.now();
  const errors = problemErrors(problem);
  if (errors.length > 0) return { kind: "refused", errors };
  const compiled = compile(problem);
  const conflicts = conflictOf(compiled);
  if (conflicts.length > 0) return { kind: "impossible", conflicts };
  return new Crew(compiled, solving, began).run();
}

const patience = { silent: 60_000, restarts: 5, finish: 2_000 };

class Crew {
  private readonly compiled: Compiled;
  private readonly problem: RosterProblem;
  private readonly solving: Solving;
  private readonly began: number;
  private readonly flags = new Int32Array(new SharedArrayBuffer(4));
  private readonly members = new Map<number, { worker: Worker; heard: number }>();
  private readonly trace: [number, number][] = [];
  /** Everyone who was ever started; all must have ended before the outcome is told. */
  private readonly workers: Worker[] = [];
  private best: BestRoster | undefined;
  /** No cost of a problem is below 0. */
  private bound = 0;
  private prices: (FromWorker & { kind: "prices" }) | undefined;
  private restarts = 0;
  private error: string | undefined;
  private finished: () => void = () => {};

  constructor(compiled: Compiled, solving: Solving, began: number) {
    this.began = began;
    this.problem = compiled.problem;
    this.solving = solving;
    this.compiled = compiled;
  }

  private seconds(): number {
    return (performance.now() - this.began) / 1000;
  }

  async run(): Promise<SolveOutcome> {
    const { steps, signal } = this.solving;
    const total = steps === undefined ? (this.solving.seconds ?? 60) : Number.POSITIVE_INFINITY;
    const threads = steps === undefined ? Math.max(1, this.solving.threads ?? 2) : 1;
    const over = new Promise<void>((resolve) => {
      this.finished = resolve;
    });
    const stop = () => Atomics.store(this.flags, 0, 1);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    for (let member = 0; member < threads; member++) this.start(member, threads);
    const watch = setInterval(() => this.watch(total, threads), 100);
    await over;
    clearInterval(watch);
    signal?.removeEventListener("abort", stop);
    await Promise.all(this.workers.map((worker) => worker.terminate()));
    return this.outcome(signal?.aborted === true);
  }

  private start(member: number, threads: number): void {
    const steps = this.solving.steps ?? Number.POSITIVE_INFINITY;
    const total = this.solving.steps === undefined ? (this.solving.seconds ?? 60) : Number.POSITIVE_INFINITY;
    const from = this.best?.cells ?? (this.solving.from ? this.present(this.solving.from) : undefined);
    const workerData: WorkerData = {
      problem: this.problem,
      seed: this.solving.seed * 1000 + member + 10 * this.restarts,
      role: threads === 1 ? "alone" : member === 0 ? "lead" : "second",
      seconds: this.solving.processorTime ? total : total - this.seconds(),
      steps,
      processorTime: this.solving.processorTime === true,
      flags: this.flags,
      from,
    };
    const worker = new Worker(new URL("./search-worker.ts", import.meta.url), { workerData });
    const entry = { worker, heard: performance.now() };
    this.members.set(member, entry);
    this.workers.push(worker);
    worker.on("message", (message: FromWorker) => {
      entry.heard = performance.now();
      this.hear(member, message);
    });
    // Who takes over from somebody lost should not have to climb again.
    if (this.prices) worker.postMessage(this.prices satisfies ToWorker);
    worker.on("error", (error) => {
      this.error = error instanceof Error ? error.message : String(error);
      this.lost(member, entry.worker, threads);
    });
    worker.on("exit", () => this.lost(member, entry.worker, threads));
  }

  private present(roster: RosterRows): Uint8Array {
    const values = new Map(this.problem.shifts.map((shift, s) => [shift.id, s + 1]));
    return Uint8Array.from(
      this.problem.people.flatMap(({ id }) =>
        Array.from({ length: this.problem.days }, (_, day) => values.get(roster[id]?.[day] ?? "") ?? 0),
      ),
    );
  }

  private hear(member: number, message: FromWorker): void {
    if (message.kind === "found") {
      const better = joinFind(this.compiled, this.best, message);
      if (!better) return;
      this.best = better;
      this.trace.push([this.seconds(), better.cost]);
      const { cells } = better;
      for (const [other, { worker }] of this.members) {
        if (other !== member || cells !== message.cells)
          worker.postMessage({ kind: "adopt", cells } satisfies ToWorker);
      }
    } else if (message.kind === "bound") this.bound = Math.max(this.bound, Math.ceil(message.bound - 1e-6));
    else if (message.kind === "prices") {
      this.prices = message;
      for (const [other, { worker }] of this.members)
        if (other !== member) worker.postMessage(message satisfies ToWorker);
    } else if (message.kind === "done") {
      this.leave(member);
      return;
    } else return;
    const cost = this.best?.cost ?? Number.POSITIVE_INFINITY;
    this.solving.progress?.({ seconds: this.seconds(), cost, bound: this.bound });
    if (cost <= this.bound) Atomics.store(this.flags, 0, 1);
  }

  private leave(member: number): void {
    this.members.delete(member);
    if (this.members.size === 0) this.finished();
  }

  /** A thread ended without saying so. */
  private lost(member: number, worker: Worker, threads: number): void {
    if (this.members.get(member)?.worker !== worker) return;
    this.members.delete(member);
    if (Atomics.load(this.flags, 0) === 0 && this.restarts < patience.restarts && this.solving.steps === undefined) {
      this.restarts++;
      this.start(member, threads);
    } else if (this.members.size === 0) this.finished();
  }

  private watch(total: number, threads: number): void {
    if (!this.solving.processorTime && this.seconds() >= total) Atomics.store(this.flags, 0, 1);
    if (Atomics.load(this.flags, 0) === 1) {
      this.stopping ??= performance.now();
      if (performance.now() - this.stopping > patience.finish) this.finished();
      return;
    }
    for (const [member, { worker, heard }] of this.members) {
      if (performance.now() - heard < patience.silent || this.solving.steps !== undefined) continue;
      void worker.terminate();
      this.lost(member, worker, threads);
    }
  }

  private stopping: number | undefined;

  private outcome(cancelled: boolean): SolveOutcome {
    const seconds = this.seconds();
    if (!this.best && this.error !== undefined && !cancelled) return { kind: "failed", error: this.error, seconds };
    if (!this.best) return { kind: "nothing", why: cancelled ? "cancelled" : "time", seconds };
    const { cost, parts } = weigh(this.compiled, this.best.cells);
    return {
      kind: "solved",
      roster: rosterOfCells(this.compiled, this.best.cells),
      cost,
      bound: this.bound,
      proved: cost <= this.bound,
      cancelled,
      seconds,
      parts,
      trace: this.trace,
      restarts: this.restarts,
    };
  }
}
