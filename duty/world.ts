import { derive, runCommand } from "#duty/door/run-command.ts";
import type {
  Command,
  Environment,
  Load,
  Loaded,
  LoadedStream,
  Message,
  Outcome,
  Setup,
  Touched,
} from "#duty/door/table.ts";
import { evolved, keyName } from "#duty/door/working-set.ts";
import { type SiteId, type StreamKey, unborn } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import type { LedgerLine, LedgerPage } from "#duty/grammar/question.ts";
import { dayMinutes, type Instant, instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import { birthOf, comesFirst, type Unborn, unbornOf, type Wake, wakeOf } from "#duty/wakes.ts";

export interface WorldStream extends LoadedStream {
  readonly key: StreamKey;
  readonly entries: readonly Touched["entries"][number][];
  readonly obligations: Touched["obligations"];
  readonly wakeAt: Instant | undefined;
}

interface Outside extends Omit<Environment, "now" | "sites"> {
  /** What is done at once with a call that leaves; in a world without it, calls have no names and nobody looks whether they are heard. */
  readonly called?: (message: Message, world: World) => Command;
}

/** How far ahead the ledger tells what schedules will make people owe. */
export const horizonMinutes = 2 * dayMinutes;

/**
 * How often one stream may be woken at one moment. It is born, and does all that is due; more is a rule that makes due again what it has just
 * done, or two that do so to each other, and would go on for ever.
 */
export const mostWakesAtOnce = 10;

/**
 * The product in memory: the same road as `server/door/execute.ts`, walked without waiting. Cases of a regulation, simulations and the proof that
 * the database does the same run on it. The clock stands still unless it is moved.
 */
export class World {
  readonly streams = new Map<string, WorldStream>();
  readonly outbox = new Map<string, Message>();
  readonly #answers = new Map<string, Outcome>();
  /** By the stream that plans: what it makes streams owe that are not born yet. Computed anew with the plan, the set-up, and as time passes. */
  readonly #unborn = new Map<string, Unborn>();
  /** By the stream that plans: when it must be asked further ahead. */
  readonly #renewals = new Map<string, Instant>();
  /** Streams with something outstanding or a moment to wake at; the others are at rest. */
  readonly #live = new Map<string, WorldStream>();
  /** Every site that has been set up. */
  readonly #setUps = new Set<SiteId>();
  readonly #outside: Outside;
  #now: Instant;

  constructor(outside: Outside, now: Instant) {
    this.#outside = outside;
    this.#now = now;
  }

  get now(): Instant {
    return this.#now;
  }

  /** The same world again, to be led another way: nothing that happens in one is seen in the other. `now`: its clock stands there at once. */
  copy(now = this.#now): World {
    const world = new World(this.#outside, now);
    for (const [name, stream] of this.streams) world.streams.set(name, stream);
    for (const [name, message] of this.outbox) world.outbox.set(name, message);
    for (const [id, outcome] of this.#answers) world.#answers.set(id, outcome);
    for (const [name, unborn] of this.#unborn) world.#unborn.set(name, unborn);
    for (const [name, at] of this.#renewals) world.#renewals.set(name, at);
    for (const [name, stream] of this.#live) world.#live.set(name, stream);
    for (const site of this.#setUps) world.#setUps.add(site);
    return world;
  }

  /** Entries of a stream that were written elsewhere: the world stands as they say, and its clock at the last of them. Nothing follows from them. */
  follow(key: StreamKey, entries: readonly Touched["entries"][number][]): void {
    const { table } = this.#outside;
    const noun = heldUnder(table.kinds, key.noun);
    if (!noun) throw new Error(`there is no noun ${key.noun}`);
    const before = this.#stream(key);
    const stream = entries.reduce<LoadedStream>((known, each) => evolved(noun, known, each), before);
    const setupKey = table.setupOf(key.site);
    const setup: Setup = keyName(key) === keyName(setupKey) ? stream.state : this.#stream(setupKey).state;
    this.#now = instant(Math.max(this.#now, ...entries.map(({ at }) => at)));
    const derived = derive(table, setup, key, stream);
    this.#keep({ ...stream, ...derived, key, before: before.head, entries, owesAnew: true });
  }

  /** A second delivery of the same command id answers what the first did and changes nothing. */
  execute(command: Command): Outcome {
    const before = this.#answers.get(command.id);
    if (before) return before;
    const outcome = this.#walk(command);
    this.#answers.set(command.id, outcome);
    this.#call(outcome);
    return outcome;
  }

  /**
   * Moves the clock, stopping wherever a stream wants to be woken on the way, and wherever one that was only planned must come to life. Where
   * `isEnough` says so, it stays at the moment that it has come to, once all that falls due at that moment is done.
   */
  moveTo(then: Instant, isEnough: () => boolean = () => false): void {
    const times = new Map<string, number>();
    for (let next = this.#nextWake(then); next && next.wakeAt <= then; next = this.#nextWake(then)) {
      if (next.wakeAt > this.#now) {
        if (isEnough()) return;
        times.clear();
      }
      this.#now = instant(Math.max(next.wakeAt, this.#now));
      const name = keyName(next.key);
      times.set(name, (times.get(name) ?? 0) + 1);
      if ((times.get(name) ?? 0) > mostWakesAtOnce) throw new Error(`${name} is woken at one moment again and again`);
      const woken = this.#walk(next.birth ? birthOf(next.birth) : wakeOf(next.key, this.#now));
      this.#call(woken);
      if (woken.touched.length > 0) continue;
      if (!next.birth) throw new Error(`${name} wants to be woken and then has nothing to do`);
      this.#bear(name);
    }
    if (isEnough()) return;
    this.#now = then;
  }

  /** Whether nothing falls due until then. */
  isQuietUntil(then: Instant): boolean {
    const next = this.#nextWake(then);
    return !next || next.wakeAt > then;
  }

  /** Asks plans so far ahead that nothing which comes to life until then, or is told of it then, is missing. */
  #renewUntil(then: Instant): void {
    for (const [name, at] of this.#renewals) {
      const plan = this.streams.get(name);
      if (plan && at <= then) this.#expect(name, plan, then);
    }
  }

  /** What is outstanding on a page, with what schedules will make owed within the horizon. */
  outstanding(page: LedgerPage): LedgerLine[] {
    const lines = this.#recorded(page);
    const until = instant(this.#now + horizonMinutes * minute);
    for (const { streams } of this.#unborn.values()) {
      for (const { stream, obligations, wakeAt } of streams.values()) {
        if (wakeAt < until) collect(lines, stream, obligations, page);
      }
    }
    return inLedgerOrder(lines);
  }

  /** What entries alone make outstanding. Facts rest on this: an expectation is computed ahead, and how far ahead proves nothing. */
  #recorded(page: LedgerPage): LedgerLine[] {
    const lines: LedgerLine[] = [];
    for (const { key, obligations } of this.#live.values()) collect(lines, key, obligations, page);
    return inLedgerOrder(lines);
  }

  state<S>(key: StreamKey): S {
    return this.#stream(key).state as S;
  }

  /** Calls lead to calls: of those that wait the first by its key, so that the order never depends on who called. */
  #call({ outbox }: Outcome): void {
    const waiting = [...outbox];
    const { called } = this.#outside;
    while (called && waiting.length > 0) {
      waiting.sort((one, other) => (one.key < other.key ? -1 : 1));
      const [next] = waiting.splice(0, 1);
      if (next) waiting.push(...this.#walk(called(next, this)).outbox);
    }
  }

  /** What a command would come to now, wherever it was sent before; nothing of it is kept. */
  foresee(command: Command): Outcome {
    const road = runCommand({ ...this.#outside, now: this.#now, sites: [...this.#setUps] }, command);
    let step = road.next();
    while (!step.done) step = road.next(this.#load(step.value));
    return step.value;
  }

  #walk(command: Command): Outcome {
    const outcome = this.foresee(command);
    for (const touched of outcome.touched) this.#keep(touched);
    for (const message of outcome.outbox) if (!this.outbox.has(message.key)) this.outbox.set(message.key, message);
    return outcome;
  }

  #load({ streams, ledger }: Load): Loaded {
    return { streams: streams.map((key) => this.#stream(key)), ledger: ledger.map((page) => this.#recorded(page)) };
  }

  #stream(key: StreamKey): LoadedStream {
    const noun = heldUnder(this.#outside.table.kinds, key.noun);
    if (!noun) throw new Error(`there is no noun ${key.noun}`);
    return this.streams.get(keyName(key)) ?? { state: noun.begin(key.id), escalations: {}, head: unborn, version: 0 };
  }

  #keep({ key, head, entries, state, escalations, obligations, wakeAt }: Touched): void {
    const name = keyName(key);
    const before = this.streams.get(name)?.entries ?? [];
    const its = { key, head, version: head.version, state, escalations, obligations, wakeAt };
    const stream: WorldStream = { ...its, entries: [...before, ...entries] };
    this.streams.set(name, stream);
    if (wakeAt !== undefined || obligations.some(isOutstanding)) this.#live.set(name, stream);
    else this.#live.delete(name);
    this.#bear(name);
    this.#plan(stream);
  }

  #bear(stream: string): void {
    for (const [name, { streams }] of this.#unborn) {
      if (streams.has(stream)) this.#unborn.set(name, unbornOf([...streams].filter(([each]) => each !== stream)));
    }
  }

  #plan(changed: WorldStream): void {
    const isSetup = keyName(changed.key) === keyName(this.#outside.table.setupOf(changed.key.site));
    if (isSetup) this.#setUps.add(changed.key.site);
    for (const [name, plan] of isSetup ? this.streams : [[keyName(changed.key), changed] as const]) {
      if (plan.key.site === changed.key.site) this.#expect(name, plan, this.#now);
    }
  }

  /** Computes what a plan makes owed as far ahead as the ledger tells at `then`, and as far again, so that it is seldom asked. */
  #expect(name: string, { key, state }: WorldStream, then: Instant): void {
    const { table } = this.#outside;
    const setup: Setup = this.#stream(table.setupOf(key.site)).state;
    const to = plusMinutes(then, 2 * horizonMinutes);
    const { expected, more } = table.expectations(key, state, setup, { from: this.#now, to });
    const unborn = expected.map((each) => [keyName(each.stream), each] as const);
    if (unborn.length === 0) this.#unborn.delete(name);
    else this.#unborn.set(name, unbornOf(unborn.filter(([stream]) => !this.streams.has(stream))));
    if (more) this.#renewals.set(name, plusMinutes(then, horizonMinutes));
    else this.#renewals.delete(name);
  }

  /** The earliest wake; of several at one moment the one first by name, so that the order never depends on who was born first. */
  #nextWake(then: Instant): Wake | undefined {
    this.#renewUntil(then);
    let next: Wake | undefined;
    for (const { key, wakeAt } of this.#live.values()) {
      if (wakeAt !== undefined && comesFirst(key, wakeAt, next)) next = { key, wakeAt };
    }
    for (const { first } of this.#unborn.values()) {
      if (first && comesFirst(first.key, first.wakeAt, next)) next = first;
    }
    return next;
  }
}

function collect(
  lines: LedgerLine[],
  stream: StreamKey,
  obligations: readonly LedgerLine["obligation"][],
  page: LedgerPage,
): void {
  if (stream.site !== page.site) return;
  for (const obligation of obligations) {
    if (isOutstanding(obligation) && belongsTo(obligation, page)) lines.push({ stream, obligation });
  }
}

/** A page of the ledger in the order in which it is read, in memory as in the database: a fact must not depend on where it was kept. */
export function inLedgerOrder(lines: readonly LedgerLine[]): LedgerLine[] {
  if (lines.length < 2) return [...lines];
  const named = lines.map((line) => [`${keyName(line.stream)}#${line.obligation.key}`, line] as const);
  return named.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, line]) => line);
}

function belongsTo(obligation: LedgerLine["obligation"], page: LedgerPage): boolean {
  return page.post === undefined ? obligation.person === page.person : obligation.post === page.post;
}
