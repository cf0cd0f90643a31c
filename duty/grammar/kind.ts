import type { ZodType, z } from "zod";
import type { Entry, Recorded } from "./entry.ts";
import type { AskedAct } from "./known-acts.ts";
import type { Obligation } from "./obligation.ts";
import type { Instant } from "./time.ts";

/**
 * A noun of duty: what one stream of it is. Everything here is a pure function of entries; `R` is the part of a regulation that speaks of
 * this noun, composed for the stream's post as it stood when the stream began.
 */
export interface Kind<S, E extends Entry, R> {
  readonly noun: string;
  /** State of a stream in which nothing has been recorded. */
  begin(id: string): S;
  evolve(state: S, entry: Recorded<E>): S;
  /** Everything that this stream owes or owed, met ones included. */
  owes(state: S, rule: R): readonly Obligation[];
  /** A moment other than those of its obligations at which the noun has something of its own to do. */
  wakesAt?(state: S, rule: R): Instant | undefined;
  /** What the noun does of itself at `now`; asked by the clock. */
  wake?(state: S, rule: R, now: Instant): readonly E[];
  /**
   * The act that the clock asks before it enters what the stream `id` owes under `key` as missed: what that act enters stands in place of the
   * miss and its calls. Undefined where the stream alone says whether it was missed.
   */
  beforeMissing?(id: string, key: string): AskedAct | undefined;
  /**
   * The same before something that was answered is called anew: what that act enters stands in place of the calls. Undefined where an answer that
   * brought nothing is always called anew.
   */
  beforeCallingAnew?(id: string, key: string): AskedAct | undefined;
  /** The set-up version that the stream is pinned to; undefined while it has none. */
  under(state: S): number | undefined;
}

/** Shapes of the bodies of a noun's entries by type; what the door checks before it appends. */
export type EntryShapes = Readonly<Record<string, ZodType>>;

/** The entries that these shapes describe: an entry is described once, by its shape. */
export type EntryOf<S extends EntryShapes> = {
  [T in keyof S & string]: Entry<T, Frozen<z.infer<S[T]>>>;
}[keyof S & string];

/** As it stands in the journal: nothing in it can be written to. */
type Frozen<B> = B extends string | number | boolean
  ? B
  : B extends readonly (infer I)[]
    ? readonly Frozen<I>[]
    : B extends object
      ? { readonly [K in keyof B]: Frozen<B[K]> }
      : B;
