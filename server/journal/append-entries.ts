import type { Message, Outcome, Touched } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Context } from "#server/door/context.ts";
import type { Runtime } from "#server/door/runtime.ts";
import type { Statement, Transaction } from "#server/door/transaction.ts";
import { obligationRows } from "#server/ledger/obligation-rows.ts";
import { erasuresOf } from "#server/redaction/erasures.ts";
import { actorName } from "./envelope.ts";
import type { Recording } from "./recorder.ts";

/** A command that has been decided, with all that is to be written of it. */
export interface Decided {
  readonly command: string;
  readonly now: Instant;
  /** Undefined for what was refused before it was decided. */
  readonly outcome: Outcome | undefined;
  readonly recording: Recording;
  /** As `journal_append` takes it. */
  readonly answer: object;
}

interface Writing {
  readonly runtime: Runtime;
  readonly context: Context;
  readonly decided: readonly Decided[];
  /** Streams that the same transaction has written before. */
  readonly before: number;
  /** The question whether what was decided on still stands; nothing is written otherwise. */
  readonly confirmed?: Statement | undefined;
}

/**
 * Puts on its way all that commands have done: entries, heads, ledger, wakes, calls, feed, answers, secrets and views. Lands with the
 * commit. Answers how many streams it wrote.
 */
export function appendEntries(
  transaction: Transaction,
  { runtime, context, decided, before, confirmed }: Writing,
): number {
  const { org } = context;
  const { sql } = transaction;
  const touched = merged(decided);
  const anew = touched.filter(({ owesAnew }) => owesAnew);
  const plans = touched.filter(({ key }) => runtime.table.planning.includes(key.noun));
  const outbox = decided.flatMap(({ outcome, now }) => outcome?.outbox.map((each) => messageRow(each, now)) ?? []);
  const secrets = decided.flatMap(({ recording }) => recording.secrets);
  const appended = sql`journal_append(
    ${org}, ${JSON.stringify(touched.map(streamRow))}, ${listOrNull(entryRows(decided, touched))},
    ${listOrNull(anew.map(settledRow))}, ${listOrNull(anew.flatMap(obligationRows))}, ${listOrNull(outbox)},
    ${listOrNull(plans.map(planRow))}, ${before}, ${listOrNull(secrets.map(secretRow))},
    ${JSON.stringify(decided.map(({ answer }) => answer))})`;
  // CASE is what makes PostgreSQL do one before the other.
  void transaction.send(confirmed ? sql`select case when ${confirmed} then ${appended} end` : sql`select ${appended}`);
  replan(transaction, runtime, context, touched);
  for (const statement of erasuresOf({ org, touched, sql })) void transaction.send(statement);
  for (const view of runtime.views) {
    const followed = touched.filter(({ key }) => view.nouns.includes(key.noun));
    if (followed.length === 0) continue;
    for (const statement of view.apply({ org, touched: followed, sql })) void transaction.send(statement);
  }
  return touched.length;
}

/** Streams as all the commands together leave them. */
function merged(decided: readonly Decided[]): Touched[] {
  const byName = new Map<string, Touched>();
  for (const later of decided.flatMap(({ outcome }) => outcome?.touched ?? [])) {
    const name = keyName(later.key);
    const earlier = byName.get(name);
    byName.set(name, earlier ? { ...later, ...bothOf(earlier, later) } : later);
  }
  return [...byName.values()];
}

function bothOf(
  { before, entries, owesAnew }: Touched,
  later: Touched,
): Pick<Touched, "before" | "entries" | "owesAnew"> {
  return { before, entries: [...entries, ...later.entries], owesAnew: owesAnew || later.owesAnew };
}

/** First day of the UTC month of a moment: where the entries of a stream born then are kept. */
export function monthOfInstant(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 7)}-01`;
}

function streamRow({ key, before, head, entries }: Touched, index: number) {
  return {
    ...key,
    stream: index + 1,
    ...(before.version === 0 ? { born: bornIn(entries) } : {}),
    before: before.version,
    version: head.version,
    hash: head.hash,
    types: entries.map((each) => each.type),
    at: entries.at(-1)?.at,
  };
}

/** What the ledger keeps of a stream: the other obligations go. */
function settledRow({ key, obligations, wakeAt }: Touched) {
  return { ...key, wake: wakeAt, keys: obligations.map((each) => each.key) };
}

function bornIn([first]: Touched["entries"]): string {
  if (!first) throw new Error("a stream was touched and nothing recorded");
  return monthOfInstant(first.at);
}

function entryRows(decided: readonly Decided[], touched: readonly Touched[]) {
  const numbers = new Map(touched.map(({ key }, index) => [keyName(key), index + 1]));
  return decided.flatMap(({ outcome, recording: { texts }, command }) =>
    (outcome?.touched ?? []).flatMap(({ key, entries }) =>
      entries.map(({ version, type, actor, hash, at }) => {
        const about = { version, type, at, command, actor: actorName(actor), hash, text: texts.get(hash) };
        return { ...key, stream: numbers.get(keyName(key)), ...about };
      }),
    ),
  );
}

function messageRow({ key, stream, call, rung, obligation }: Message, at: Instant) {
  return { ...stream, key, call, rung, obligation, at };
}

function planRow({ key, entries }: Touched) {
  return { ...key, at: entries.at(-1)?.at };
}

/** A change of the set-up moves what plans expect: the clock computes them again. */
function replan(transaction: Transaction, runtime: Runtime, { org }: Context, touched: readonly Touched[]): void {
  for (const { key, entries } of touched) {
    const setup = runtime.table.setupOf(key.site);
    if (key.noun !== setup.noun || key.id !== setup.id) continue;
    const due = entries.at(-1)?.at ?? null;
    void transaction.send(transaction.sql`update plan set due_at = ${due} where org = ${org} and site = ${key.site}`);
  }
}

function secretRow({ site, commitment, kind, cipher, keyId, foundIn }: Recording["secrets"][number]) {
  return { site, commitment, kind, cipher: cipher.toString("hex"), key: keyId, ...foundIn };
}

function listOrNull(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}

/** Moments at which the touched streams want to be woken; for the clock of this process. */
export function wakesOf({ touched }: Outcome): Instant[] {
  return touched.flatMap(({ wakeAt }) => (wakeAt === undefined ? [] : [wakeAt]));
}
