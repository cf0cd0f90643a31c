import type { Decide, Mode } from "#duty/grammar/act.ts";
import type { Circumstances } from "#duty/grammar/circumstances.ts";
import type { Refusal } from "#duty/grammar/decision.ts";
import type { Actor, DeviceId, Entry, Head, Recorded, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { AskedAct } from "#duty/grammar/known-acts.ts";
import type { Escalations, Obligation } from "#duty/grammar/obligation.ts";
import type { LedgerLine, LedgerPage, Question, StreamView } from "#duty/grammar/question.ts";
import type { Instant } from "#duty/grammar/time.ts";

/** The set-up of a site as the door passes it on; only the wiring of nouns knows what it is. */
export type Setup = unknown;

/** A command whose body has already been checked against its shape. */
export interface Command {
  readonly id: string;
  readonly site: SiteId;
  readonly act: string;
  readonly body: unknown;
  readonly actor: Actor;
  readonly device?: DeviceId | undefined;
  readonly deviceTime?: Instant | undefined;
  readonly proof: Circumstances["proof"];
  readonly seen?: Head | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where acts of different nouns stand in one table; each was checked where it was entered.
export type AnyKind = Kind<any, any, any>;

/** What may be asked of a stream: which one, and the facts that an answer rests on. */
export interface AskInTable {
  readonly kind: AnyKind;
  stream(about: { body: unknown; site: SiteId; actor: Actor; command: string }): StreamKey;
  facts(about: {
    body: unknown;
    state: unknown;
    setup: Setup;
    rule: unknown;
    circumstances: Circumstances;
    key: StreamKey;
    /** Kind of the stream that `key` names; for an act that stands in streams of every noun. */
    streamKind: AnyKind;
    /** How far calling has gone in that stream. */
    escalations: Escalations;
  }): Readonly<Record<string, Question<unknown>>>;
}

/**
 * How an act may wait in a browser that has no network. `by-proof`: it tells in words what was seen or done, means the same however late it comes, and
 * goes by the key of the device whoever sits there then. `for-author`: it decides something for the moment at which it arrives, so its author must
 * act there again. An act with a PIN never waits.
 */
export type Waits = "by-proof" | "for-author";

export interface ActInTable extends AskInTable {
  readonly mode: Mode;
  readonly proof?: "pin";
  /** Said of every act that people send without a PIN, and of no other. */
  readonly waits?: Waits;
  // biome-ignore lint/suspicious/noExplicitAny: see AnyKind.
  readonly decide: Decide<any, any, any, any, Entry>;
}

/** A command that follows from an entry, in the same transaction. It may not be refused: that would be a fault of ours, and throws. */
export interface Consequence extends AskedAct {
  /** At another site than the entry that it follows; undefined where at the same. */
  readonly site?: SiteId | undefined;
}

export type Reaction = (
  entry: Recorded,
  at: {
    readonly key: StreamKey;
    readonly state: unknown;
    readonly setup: Setup;
    /** Every site that what follows may reach. */
    readonly sites: readonly SiteId[];
  },
) => readonly Consequence[];

/** A stream that a schedule makes owe something before anything is recorded of it. `act` and `body` bring it to life when the clock needs it. */
export interface Expectation extends AskedAct {
  readonly stream: StreamKey;
  readonly obligations: readonly Obligation[];
  readonly wakeAt: Instant;
}

/** Moments from and to, the later one left out. */
export interface InstantRange {
  readonly from: Instant;
  readonly to: Instant;
}

/** What a plan makes others owe, as far as it was asked. */
export interface Outlook {
  readonly expected: readonly Expectation[];
  /** Whether it will make something more owed later: then it is asked again, further ahead. */
  readonly more: boolean;
}

/** Everything that can be done, said once; `duty-table.ts` puts it together. */
export interface Table {
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly acts: Readonly<Record<string, ActInTable>>;
  /** What screens ask without doing anything. */
  readonly asks: Readonly<Record<string, AskInTable>>;
  readonly reactions: Readonly<Record<string, readonly Reaction[]>>;
  /** Nouns whose streams make others owe. */
  readonly planning: readonly string[];
  setupOf(site: SiteId): StreamKey;
  /** The composed regulation's word on a noun for one stream, as of the set-up version `under`. */
  ruleFor(noun: string, setup: Setup, id: string, under: number): unknown;
  /**
   * What a stream that plans makes others owe and that must come to life before the end of a range, by the set-up as it is now; nothing for
   * other nouns. What was to come to life before the range and has not is among it, unless it is all over when the range begins. Computed,
   * never stored as truth.
   */
  expectations(plan: StreamKey, state: unknown, setup: Setup, range: InstantRange): Outlook;
}

export interface Lock {
  readonly site: SiteId;
  readonly lockScope: string;
  readonly mode: "exclusive" | "shared";
}

export interface Load {
  readonly locks: readonly Lock[];
  readonly streams: readonly StreamKey[];
  readonly ledger: readonly LedgerPage[];
}

export type LoadedStream = StreamView;

export interface Loaded {
  readonly streams: readonly LoadedStream[];
  readonly ledger: readonly (readonly LedgerLine[])[];
}

/** A stream that the command has changed, and all that is derived from it. */
export interface Touched {
  readonly key: StreamKey;
  readonly before: Head;
  readonly head: Head;
  readonly entries: readonly Recorded[];
  readonly state: unknown;
  readonly escalations: Escalations;
  readonly obligations: readonly Obligation[];
  readonly wakeAt: Instant | undefined;
  /** Whether obligations, escalations or wake are others than before. */
  readonly owesAnew: boolean;
}

/** A call that must leave the house: unique by `key`, so that two clocks or a second try send it once. */
export interface Message {
  readonly key: string;
  readonly stream: StreamKey;
  readonly call: string;
  readonly obligation: Obligation;
  readonly rung: number;
}

export interface Outcome {
  readonly refusal?: Refusal;
  /** Head of the command's own stream afterwards: what the receipt says. */
  readonly stream: StreamKey;
  readonly head: Head;
  readonly touched: readonly Touched[];
  readonly outbox: readonly Message[];
}

/** A question of a screen, as it comes to the door. */
export interface Asked {
  readonly ask: string;
  readonly site: SiteId;
  readonly body: unknown;
  readonly actor: Actor;
}

/** All that a rule is given when an act is decided. */
export interface AskedFacts {
  readonly stream: StreamKey;
  readonly head: Head;
  readonly state: unknown;
  readonly escalations: Escalations;
  readonly rule: unknown;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly circumstances: Circumstances;
}

/** Turns what a rule decided into an entry that can stand in the journal: time, version, commitments, hash. */
export type Recorder = (key: StreamKey, after: Head, entry: Entry, circumstances: Circumstances) => Recorded;

export interface Environment {
  readonly now: Instant;
  /** Every site that the command reaches, its own among them; undefined where no other. */
  readonly sites?: readonly SiteId[];
  readonly table: Table;
  readonly record: Recorder;
  /** Zone and business date of a site at a moment. */
  calendar(setup: Setup, now: Instant): Pick<Circumstances, "zone" | "today">;
}
