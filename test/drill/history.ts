import { appendFileSync } from "node:fs";

/** What a device is given when its command was recorded. */
export interface GivenReceipt {
  readonly stream: { readonly site: string; readonly noun: string; readonly id: string };
  readonly version: number;
  readonly hash: string;
}

/** One command of a caller, and what became of it as far as the caller knows. Moments are milliseconds of the drill's own clock. */
export interface Operation {
  readonly id: string;
  readonly act: string;
  readonly body: unknown;
  readonly pin?: string;
  /** Type of the one entry that it leaves when it is done. */
  readonly leaves: string;
  readonly invokedAt: number;
  /** `open`: never answered. */
  outcome: "open" | "ok" | "refused";
  /** When it was first answered. */
  answeredAt?: number;
  receipt?: GivenReceipt;
  /** Deliveries after which the caller could not know whether it had been done. */
  unknowns: number;
}

/** What all callers sent and heard, in memory and line by line in a file that stays when a drill fails. */
export class History {
  readonly operations: Operation[] = [];
  readonly #path: string;
  #acknowledged = 0;

  constructor(path: string) {
    this.#path = path;
  }

  invoked(operation: Operation): Operation {
    this.operations.push(operation);
    const { id, act, invokedAt } = operation;
    this.#note({ op: "invoke", id, act, at: invokedAt });
    return operation;
  }

  heard(operation: Operation, what: "ok" | "refused" | "unknown", about: object = {}): void {
    this.#note({ op: what, id: operation.id, at: performance.now(), ...about });
    if (what === "unknown") operation.unknowns += 1;
    else if (operation.outcome === "open") {
      operation.outcome = what;
      operation.answeredAt = performance.now();
      if (what === "ok") this.#acknowledged += 1;
    }
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  #note(line: object): void {
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`);
  }
}
