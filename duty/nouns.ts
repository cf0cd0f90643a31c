import { type ZodType, z } from "zod";
import type { AnyKind, AskInTable, InstantRange, Outlook, Reaction } from "#duty/door/table.ts";
import type { Recorded, StreamKey } from "#duty/grammar/entry.ts";
import type { Sentence, Vocabulary } from "#duty/grammar/sentence.ts";
import type { Direction } from "#duty/grammar/stricter.ts";
import type { Upcasts } from "#duty/grammar/upcast.ts";
import type { Site } from "#duty/site/site.ts";
import { absence } from "#duty/wiring/absence-noun.ts";
import { attendance } from "#duty/wiring/attendance-noun.ts";
import { clock } from "#duty/wiring/clock-noun.ts";
import { declare } from "#duty/wiring/declared.ts";
import { handover } from "#duty/wiring/handover-noun.ts";
import { ledger } from "#duty/wiring/ledger-noun.ts";
import { log } from "#duty/wiring/log-noun.ts";
import { manning } from "#duty/wiring/manning-noun.ts";
import { matter } from "#duty/wiring/matter-noun.ts";
import { notice } from "#duty/wiring/notice-noun.ts";
import type { NounValue } from "#duty/wiring/noun.ts";
import { person } from "#duty/wiring/person-noun.ts";
import { redaction } from "#duty/wiring/redaction-noun.ts";
import { roster } from "#duty/wiring/roster-noun.ts";
import { site } from "#duty/wiring/site-noun.ts";
import { violation } from "#duty/wiring/violation-noun.ts";
import type { SignedAct } from "#duty/wiring/wiring.ts";

/* Every noun of duty, one line each; what the product lists of them anywhere is made here. */

const all = [
  site,
  person,
  roster,
  manning,
  attendance,
  absence,
  notice,
  violation,
  handover,
  log,
  matter,
  ledger,
  redaction,
  clock,
] as const satisfies readonly NounValue[];

type Every = (typeof all)[number];
type Together<U> = (U extends unknown ? (each: U) => void : never) extends (each: infer I) => void ? I : never;

export const nouns: readonly NounValue[] = all;

/** Everything that can be done, by its id. */
export const acts = merged(nouns.map((each) => each.acts)) as Together<Every["acts"]>;

declare module "#duty/grammar/known-acts.ts" {
  interface KnownActs extends Record<keyof typeof acts, true> {}
}

/** Ids of the acts that are signatures. A screen asks them through `SignatureDialog`, and through nothing else. */
export type SignedActName = {
  [A in keyof typeof acts]: (typeof acts)[A] extends SignedAct ? A : never;
}[keyof typeof acts];

/** Ids of all others: being signed in is enough. */
export type PlainActName = Exclude<keyof typeof acts, SignedActName>;

/** What screens ask before anything is done, by id. */
export const asks: Readonly<Record<string, AskInTable>> = merged(nouns.map((each) => each.asks ?? {}));

/** What follows elsewhere when an entry is written, in the same transaction, by the entry's type; in the order of the nouns. */
export const reactions: Readonly<Record<string, readonly Reaction[]>> = together(
  nouns.map((each) => each.reacts ?? {}),
);

/** How streams live, by their noun. */
export const kinds: Readonly<Record<string, AnyKind>> = Object.fromEntries(
  nouns.flatMap(({ name, kind }) => (kind ? [[name, kind]] : [])),
);

/** Shapes of the bodies of all entries, by type: what the door checks before it appends, and `verify` when it reads. */
export const entryShapes: Readonly<Record<string, ZodType>> = merged(nouns.map((each) => each.entries));

/** Types that are no longer written, and how they read in the words of their successors. */
export const upcasts: Upcasts = merged(nouns.map((each) => each.upcasts ?? {}));

/** What a regulation may say, noun by noun. */
export const elements = Object.fromEntries(
  nouns.flatMap(({ name, element }) => (element ? [[name, element]] : [])),
) as unknown as { readonly [N in Extract<Every, { element: unknown }> as N["name"]]: N["element"] };

/** The directions in which elements unite, read once from the shapes; composing needs no shapes. */
export const directions: Readonly<Record<string, Direction>> = Object.fromEntries(
  Object.entries(elements).map(([name, element]) => [name, z.toJSONSchema(element, { io: "input" }) as Direction]),
);

/** What anybody can owe, as the nouns name it: the `what` of every obligation. */
export type OwedName = keyof Together<Every["owed"]>;

/** What people call that which somebody owes, by `what`. */
export const owedNames: Readonly<Record<string, Sentence>> = merged(nouns.map((each) => each.owed));

/** Nouns whose streams everybody at a site may read. */
export const readableNouns: readonly string[] = nouns.filter((each) => each.readable).map((each) => each.name);

/** Nouns whose streams make others owe. */
export const planningNouns: readonly string[] = nouns.filter((each) => each.schedules).map((each) => each.name);

const byName = new Map(nouns.map((each) => [each.name, each]));
const byEntry = new Map(nouns.flatMap((each) => Object.keys(each.entries).map((type) => [type, each] as const)));

declare({
  directions,
  presences: nouns.flatMap(({ presence }) => presence ?? []),
  carried: Object.fromEntries(nouns.flatMap(({ name, carried }) => (carried ? [[name, carried]] : []))),
});

/** How an entry reads, whichever noun it is of; undefined for what no noun of this release has entered. */
export function sentenceOf(entry: Recorded, words: Vocabulary): Sentence | undefined {
  return byEntry.get(entry.type)?.sentences(entry, words);
}

/** Screens' questions that show streams of a noun. */
export function shownBy(noun: string): readonly string[] {
  return byName.get(noun)?.shownBy ?? [];
}

/** What a stream that plans makes others owe within a range; a noun without a schedule plans nothing. */
export function expectations(plan: StreamKey, state: unknown, setup: unknown, range: InstantRange): Outlook {
  const schedule = byName.get(plan.noun)?.schedules;
  return schedule?.({ plan, state, site: setup as Site, range }) ?? { expected: [], more: false };
}

/** @throws Error where two nouns claim the same name */
function merged<V>(records: readonly Readonly<Record<string, V>>[]): Record<string, V> {
  const all: Record<string, V> = {};
  for (const [name, value] of records.flatMap((each) => Object.entries(each))) {
    if (name in all) throw new Error(`two nouns claim ${name}`);
    all[name] = value;
  }
  return all;
}

function together<V>(records: readonly Readonly<Record<string, readonly V[]>>[]): Record<string, readonly V[]> {
  const all: Record<string, readonly V[]> = {};
  for (const [name, values] of records.flatMap((each) => Object.entries(each))) {
    all[name] = [...(all[name] ?? []), ...values];
  }
  return all;
}
