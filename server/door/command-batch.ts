import { runCommand } from "#duty/door/run-command.ts";
import type { Command, Load, Outcome } from "#duty/door/table.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { appendEntries, type Decided } from "#server/journal/append-entries.ts";
import type { Reads } from "#server/journal/locked-reads.ts";
import type { Recording } from "#server/journal/recorder.ts";
import { answerOf, answerRow, type CommandAnswer, contentHash } from "./answered-command.ts";
import type { Context } from "./context.ts";
import type { Runtime } from "./runtime.ts";
import type { Statement, Transaction } from "./transaction.ts";

interface Parts {
  readonly runtime: Runtime;
  readonly context: Context;
  readonly reads: Reads;
  readonly draftFor: () => Recording;
  /** Where what commands need is read while they are decided; undefined where they are decided before it begins. */
  readonly transaction?: Transaction;
}

/** What a command has come to, before it is kept. */
export interface Walked {
  readonly command: Command;
  readonly outcome: Outcome;
  readonly now: Instant;
  readonly recording: Recording;
}

/** Commands that are decided one after the other and written together. Each finds what those before it have done. */
export class Batch {
  readonly #parts: Parts;
  #kept: Decided[] = [];
  #written = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Drives the road that a command takes, giving it what it asks for. Nothing of it counts before it is kept. */
  async walk(command: Command): Promise<Walked> {
    const { runtime, context, reads, draftFor } = this.#parts;
    const { table, calendar } = runtime;
    const now = runtime.now();
    const recording = draftFor();
    const road = runCommand({ table, calendar, record: recording.record, now, sites: context.sites }, command);
    let step = road.next();
    while (!step.done) {
      if (reads.lacks(step.value)) await this.#fetch(step.value);
      step = road.next(reads.give(step.value));
    }
    return { command, outcome: step.value, now, recording };
  }

  keep({ command, outcome, now, recording }: Walked, bodyHash = contentHash(command, true)): CommandAnswer {
    const answer = answerOf(outcome, now);
    this.#kept.push({ command: command.id, outcome, now, recording, answer: answerRow(command, bodyHash, answer) });
    this.#parts.reads.written(outcome.touched);
    return answer;
  }

  /** Keeps the answer to a command that was not walked. */
  refuse(command: Command, bodyHash: string, answer: CommandAnswer): CommandAnswer {
    const row = answerRow(command, bodyHash, answer);
    const recording = this.#parts.draftFor();
    this.#kept.push({ command: command.id, outcome: undefined, now: answer.at, recording, answer: row });
    return answer;
  }

  /** Puts on its way what was kept since it was last called, provided that what it rests on is `confirmed`. */
  write(transaction: Transaction, confirmed?: Statement): void {
    if (this.#kept.length === 0) return;
    const { runtime, context } = this.#parts;
    this.#written += appendEntries(transaction, {
      runtime,
      context,
      decided: this.#kept,
      before: this.#written,
      confirmed,
    });
    this.#kept = [];
  }

  /** A page of the ledger is read from the database, which must know what was kept so far. */
  async #fetch(load: Load): Promise<void> {
    const { reads, transaction } = this.#parts;
    if (transaction && load.ledger.length > 0) this.write(transaction);
    await reads.fetch(load);
  }
}
