import { conduct, wakeAct } from "#duty/door/conduct.ts";
import { named } from "#duty/door/desk.ts";
import type { Command, Load, Loaded, LoadedStream, Message, Outcome, Surroundings, Touched } from "#duty/door/table.ts";
import { type StreamKey, unborn } from "#duty/grammar/entry.ts";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import type { LedgerLine, LedgerPage } from "#duty/grammar/question.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";

export interface WorldStream extends LoadedStream {
  readonly key: StreamKey;
  readonly entries: readonly Touched["entries"][number][];
  readonly obligations: Touched["obligations"];
  readonly wakeAt: Instant | undefined;
}

type Outside = Omit<Surroundings, "now">;

/**
 * The product in memory: the same road as `server/execute.ts`, walked without waiting. Cases of a regulation, simulations and the proof that
 * the database does the same run on it. The clock stands still unless it is moved.
 */
export class World {
  readonly streams = new Map<string, WorldStream>();
  readonly outbox = new Map<string, Message>();
  readonly #answers = new Map<string, Outcome>();
  readonly #outside: Outside;
  #now: Instant;

  constructor(outside: Outside, now: Instant) {
    this.#outside = outside;
    this.#now = now;
  }

  get now(): Instant {
    return this.#now;
  }

  /** A second delivery of the same command id answers what the first did and changes nothing. */
  execute(command: Command): Outcome {
    const before = this.#answers.get(command.id);
    if (before) return before;
    const outcome = this.#walk(command);
    this.#answers.set(command.id, outcome);
    return outcome;
  }

  /** Moves the clock, stopping wherever a stream wants to be woken on the way. */
  moveTo(then: Instant): void {
    for (let next = this.#nextWake(); next && next.wakeAt <= then; next = this.#nextWake()) {
      this.#now = instant(Math.max(next.wakeAt, this.#now));
      const woken = this.#walk(wakeOf(next.key, this.#now));
      if (woken.touched.length === 0)
        throw new Error(`${named(next.key)} wants to be woken and then has nothing to do`);
    }
    this.#now = then;
  }

  outstanding(page: LedgerPage): LedgerLine[] {
    const lines = [...this.streams.values()]
      .filter(({ key }) => key.site === page.site)
      .flatMap(({ key, obligations }) => obligations.map((obligation) => ({ stream: key, obligation })));
    return lines
      .filter(({ obligation }) => isOutstanding(obligation) && belongsTo(obligation, page))
      .toSorted(inLedgerOrder);
  }

  state<S>(key: StreamKey): S {
    return this.#stream(key).state as S;
  }

  #walk(command: Command): Outcome {
    const road = conduct({ ...this.#outside, now: this.#now }, command);
    let step = road.next();
    while (!step.done) step = road.next(this.#load(step.value));
    for (const touched of step.value.touched) this.#keep(touched);
    for (const message of step.value.outbox) if (!this.outbox.has(message.key)) this.outbox.set(message.key, message);
    return step.value;
  }

  #load({ streams, ledger }: Load): Loaded {
    return { streams: streams.map((key) => this.#stream(key)), ledger: ledger.map((page) => this.outstanding(page)) };
  }

  #stream(key: StreamKey): LoadedStream {
    const noun = this.#outside.table.nouns[key.noun];
    if (!noun) throw new Error(`there is no noun ${key.noun}`);
    return this.streams.get(named(key)) ?? { state: noun.begin(key.id), standings: {}, head: unborn, version: 0 };
  }

  #keep({ key, head, entries, state, standings, obligations, wakeAt }: Touched): void {
    const before = this.streams.get(named(key))?.entries ?? [];
    this.streams.set(named(key), {
      key,
      head,
      version: head.version,
      state,
      standings,
      entries: [...before, ...entries],
      obligations,
      wakeAt,
    });
  }

  #nextWake(): { key: StreamKey; wakeAt: Instant } | undefined {
    let next: { key: StreamKey; wakeAt: Instant } | undefined;
    for (const { key, wakeAt } of this.streams.values()) {
      if (wakeAt !== undefined && (next === undefined || wakeAt < next.wakeAt)) next = { key, wakeAt };
    }
    return next;
  }
}

/** The order in which a page of the ledger is read, in memory as in the database: a fact must not depend on where it was kept. */
export function inLedgerOrder(one: LedgerLine, other: LedgerLine): number {
  const a = `${named(one.stream)}#${one.obligation.key}`;
  const b = `${named(other.stream)}#${other.obligation.key}`;
  return a < b ? -1 : a > b ? 1 : 0;
}

function belongsTo(obligation: LedgerLine["obligation"], page: LedgerPage): boolean {
  return page.post === undefined ? obligation.person === page.person : obligation.post === page.post;
}

/** Ids of the clock's own commands are made of what they are for, so that two clocks make the same one. */
export function wakeOf(stream: StreamKey, at: Instant): Command {
  return {
    id: `wake:${named(stream)}@${at}`,
    site: stream.site,
    act: wakeAct,
    body: { stream },
    actor: "clock",
    proof: "none",
  };
}
