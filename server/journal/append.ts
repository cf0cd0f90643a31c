import type { Message, Outcome, Touched } from "#duty/door/table.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Context } from "#server/context.ts";
import type { Door } from "#server/door.ts";
import { obligationRows } from "#server/ledger/obligation-rows.ts";
import { erasuresOf } from "#server/redaction/erasures.ts";
import type { Transaction } from "#server/transaction.ts";
import { actorName } from "./envelope.ts";
import type { Recording } from "./recorder.ts";

interface Done {
  readonly door: Door;
  readonly context: Context;
  /** Undefined for what was refused before it was decided. */
  readonly outcome: Outcome | undefined;
  readonly recording: Recording;
  readonly command: string;
  readonly now: Instant;
  /** As `journal_answer` takes it. */
  readonly answer: string;
  /** Streams that earlier commands of the same transaction have touched. */
  readonly before?: number;
}

/** Puts on its way all that a command has done: entries, heads, ledger, wakes, calls, feed, answer, secrets and views. Lands with the commit. */
export function append(transaction: Transaction, about: Done): void {
  const { door, context, outcome, recording, now, answer, before = 0 } = about;
  const touched = outcome?.touched ?? [];
  if (!outcome || touched.length === 0) {
    transaction.send(transaction.sql`select journal_answer(${context.org}, ${now}, ${answer})`);
    return;
  }
  const { sql } = transaction;
  const ledger = touched.flatMap(obligationRows);
  const plans = touched.filter(({ key }) => door.plans.includes(key.noun)).map(({ key }) => key);
  transaction.send(sql`select journal_append(
    ${context.org}, ${now}, ${JSON.stringify(touched.map((each) => streamRow(each, now)))},
    ${JSON.stringify(touched.flatMap((each) => entryRows(each, recording, about.command, now)))},
    ${listOrNull(ledger)}, ${listOrNull(outcome.outbox.map(messageRow))}, ${listOrNull(plans)}, ${before}, ${answer})`);
  replan(transaction, about, touched);
  if (recording.secrets.length > 0) keepSecrets(transaction, recording);
  for (const statement of erasuresOf({ org: context.org, touched, sql })) transaction.send(statement);
  for (const view of door.views) {
    const followed = touched.filter(({ key }) => view.nouns.includes(key.noun));
    if (followed.length === 0) continue;
    for (const statement of view.apply({ org: context.org, touched: followed, sql })) transaction.send(statement);
  }
}

/** First day of the UTC month of a moment: where the entries of a stream born then are kept. */
export function monthOfInstant(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 7)}-01`;
}

function streamRow({ key, before, head, entries, obligations, wakeAt }: Touched, now: Instant) {
  return {
    ...key,
    born: monthOfInstant(now),
    before: before.version,
    version: head.version,
    hash: head.hash,
    wake: wakeAt,
    keys: obligations.map((each) => each.key),
    types: entries.map((each) => each.type),
  };
}

function entryRows({ key, before, entries }: Touched, { texts }: Recording, command: string, now: Instant) {
  // Only the first entries of a stream tell its month; later ones stand where the first stand, which the database knows.
  const born = before.version === 0 ? monthOfInstant(now) : null;
  return entries.map(({ version, type, actor, hash }) => {
    return { ...key, version, born, type, command, actor: actorName(actor), hash, text: texts.get(hash) };
  });
}

function messageRow({ key, stream, call, rung, obligation }: Message) {
  return { ...stream, key, call, rung, obligation };
}

/** A change of the set-up moves what plans expect: the clock computes them again. */
function replan(transaction: Transaction, { door, context, now }: Done, touched: readonly Touched[]): void {
  for (const { key } of touched) {
    const setup = door.table.setupOf(key.site);
    if (key.noun !== setup.noun || key.id !== setup.id) continue;
    transaction.send(
      transaction.sql`update plan set due_at = ${now} where org = ${context.org} and site = ${key.site}`,
    );
  }
}

function keepSecrets(transaction: Transaction, { secrets }: Recording): void {
  const rows = secrets.map((each) => ({ ...each, cipher: each.cipher.toString("hex") }));
  transaction.send(transaction.sql`
    insert into secret_text (org, site, commitment, kind, cipher, key_id)
      select org, site, commitment, kind, decode(cipher, 'hex'), "keyId"
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as x(org text, site text, commitment text, kind text, cipher text, "keyId" text)
      on conflict do nothing`);
}

function listOrNull(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}

/** Moments at which the touched streams want to be woken; for the clock of this process. */
export function wakesOf({ touched }: Outcome): Instant[] {
  return touched.flatMap(({ wakeAt }) => (wakeAt === undefined ? [] : [wakeAt]));
}
