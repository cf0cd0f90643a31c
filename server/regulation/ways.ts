import type { Placed } from "./case-errors.ts";
import type { Variant } from "./case-ground.ts";
import type { ReadyCase } from "./read-cases.ts";
import type { Read } from "./readings.ts";
import { type CaseRun, comingIn, type Verdict } from "./run-case.ts";

/** Where a case stood for a while, and what it read when it went on. */
export interface Footing {
  readonly run: CaseRun;
  readonly read: Read;
}

/** A stretch of a way: where the case stood on it, where it stands after it, and what was seen. */
export interface Stretch {
  readonly stands: readonly Footing[];
  readonly run: CaseRun;
  readonly verdicts: readonly Verdict[];
}

/** How a stretch is gone from where a case stands, which stays as it is. */
export type Gait = (before: CaseRun, placed: Placed) => Stretch;

interface Node extends Stretch {
  readonly on: Map<string, Node>;
}

/** The ways that cases go on one site. Those that begin alike go together until they wait for another time, or do something else. */
export class CaseWays {
  readonly #begun = new Map<string, Node>();
  readonly #resumed = new Map<CaseRun, Node>();
  readonly #steps = new Map<Placed["step"], number>();

  /** From before the first step. */
  begun(each: ReadyCase, variant: Variant, begin: () => Stretch): CaseWay {
    const { date, clock, post, shift, parameters, unconfirmed } = each.situation.given;
    const name = JSON.stringify([
      date,
      clock,
      post,
      shift,
      parameters,
      unconfirmed,
      variant,
      each.posts,
      [...comingIn(each)],
    ]);
    return new CaseWay(this, onward(this.#begun, name, begin));
  }

  /** From where a case stands. */
  resumed(run: CaseRun): CaseWay {
    return new CaseWay(
      this,
      onward(this.#resumed, run, () => ({ run, stands: [], verdicts: [] })),
    );
  }

  /** Two steps of one name are the same. One at which something is expected has a name of its own wherever it is written. */
  nameOf({ step }: Placed): string {
    if (!step.expect) return JSON.stringify(step);
    const number = this.#steps.get(step) ?? this.#steps.size;
    this.#steps.set(step, number);
    return String(number);
  }
}

/** A case on its way. */
export class CaseWay {
  readonly #ways: CaseWays;
  #at: Node;

  constructor(ways: CaseWays, at: Node) {
    this.#ways = ways;
    this.#at = at;
  }

  /** The stretch that it has come. */
  get come(): Stretch {
    return this.#at;
  }

  /** Waits for a step: until each moment at which something falls due before it, unless another case came there from here. */
  *wait(placed: Placed, gait: Gait): Generator<Stretch> {
    const { then, by } = this.#at.run.waitTo(placed);
    for (;;) {
      const { run, on } = this.#at;
      const next = on.get(by);
      if (next ? next.run.world.now > then : run.isReadyFor(placed)) return;
      this.#at = onward(on, by, () => gait(run, placed));
      yield this.#at;
    }
  }

  /** Takes a step, unless another case took it from here. */
  take(placed: Placed, gait: Gait): Stretch {
    const { run, on } = this.#at;
    const next = onward(on, this.#ways.nameOf(placed), () => gait(run, placed));
    // What goes wrong without having been expected is told at the place of the case itself.
    const isAnothers = next.verdicts.length > 0 && !placed.step.expect;
    this.#at = isAnothers ? { ...gait(run, placed), on: new Map() } : next;
    return this.#at;
  }
}

/** What a map holds under a name, gone where it holds nothing yet. */
function onward<K>(nodes: Map<K, Node>, name: K, go: () => Stretch): Node {
  const node = nodes.get(name) ?? { ...go(), on: new Map() };
  nodes.set(name, node);
  return node;
}

/** Waits until the next moment, and keeps no stands. */
export const waitPlainly: Gait = (before, placed) => {
  const run = before.copy();
  run.waitFor(placed);
  return { run, stands: [], verdicts: [] };
};

export const takePlainly: Gait = (before, placed) => {
  const run = before.copy();
  return { verdicts: run.take(placed), run, stands: [] };
};
