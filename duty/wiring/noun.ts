import type { ZodObject, ZodType } from "zod";
import type { AnyKind, AskInTable, InstantRange, Outlook, Reaction } from "#duty/door/table.ts";
import type { Recorded, StreamKey } from "#duty/grammar/entry.ts";
import type { EntryShapes } from "#duty/grammar/kind.ts";
import type { ReadPresence } from "#duty/grammar/presence.ts";
import type { Sentence, Vocabulary } from "#duty/grammar/sentence.ts";
import type { Upcasts } from "#duty/grammar/upcast.ts";
import type { Site } from "#duty/site/site.ts";
import type { CommandAct } from "./wiring.ts";

/**
 * Whether and how a stream makes other streams owe something before anything is recorded of them: a roster does, of attendances, and the
 * set-up, of shifts that must be manned. A calendar has no end: what is told is what must come to life before the end of the range.
 */
export type Schedule = (about: {
  readonly plan: StreamKey;
  readonly state: unknown;
  readonly site: Site;
  readonly range: InstantRange;
}) => Outlook;

/** All that the product knows of one noun in `duty/`; every list, union and table of contents is made from these values. */
export interface NounValue {
  /** First word of its acts' and refusals' codes, and the noun of its streams where it has any. */
  readonly name: string;
  /** How one of its streams lives. Missing for the ledger, which has no streams of its own. */
  readonly kind?: AnyKind;
  /** Shapes of its entries, by type. */
  readonly entries: EntryShapes;
  /** Of its types that are no longer written: how they read in the words of their successors. */
  readonly upcasts?: Upcasts;
  /** What a regulation may say of it. */
  readonly element?: ZodObject;
  /** What can be done, by id, `<noun>.<verb>`. */
  readonly acts: Readonly<Record<string, CommandAct>>;
  /** What a screen asks before anything is done, by id: facts as an act would be given them, and no decision. */
  readonly asks?: Readonly<Record<string, AskInTable>>;
  /** How its entries read. */
  // biome-ignore lint/suspicious/noExplicitAny: each noun's function takes its own entries; only entries of its types are given to it.
  readonly sentences: (entry: Recorded<any>, words: Vocabulary) => Sentence;
  /** What people call that which it makes somebody owe, by `what`. */
  readonly owed: Readonly<Record<string, Sentence>>;
  /** Whether everybody at the site may read what happened in one of its streams; no where it speaks of single people. */
  readonly readable: boolean;
  /** Screens' questions that show its streams: what is asked again when one has changed. */
  readonly shownBy: readonly string[];
  readonly schedules?: Schedule;
  /** What follows in its streams, in the same transaction, when an entry of any noun is written; by the entry's type. Never refused. */
  readonly reacts?: Readonly<Record<string, readonly Reaction[]>>;
  /** What lines of the ledger say of who is on duty, away or covering. */
  readonly presence?: ReadPresence;
  /** What the set-up of a post may carry for it, beside shifts, kit and books: `carries.<noun>` of the post. */
  readonly carried?: ZodType;
}

/**
 * A noun as one value.
 * @throws Error where an act, an entry or the name of something owed does not begin with the noun's own name: a code leads to its rule
 */
export function noun<const N extends NounValue>(value: N): N {
  const { name, kind, entries, acts, asks = {}, owed } = value;
  if (kind && kind.noun !== name) throw new Error(`the streams of ${name} call themselves ${kind.noun}`);
  const own = kind ? Object.keys(entries) : [];
  for (const each of [...own, ...Object.keys(acts), ...Object.keys(asks), ...Object.keys(owed)]) {
    if (!each.startsWith(`${name}.`)) throw new Error(`${each} does not begin with ${name}, whose it is`);
  }
  return value;
}
