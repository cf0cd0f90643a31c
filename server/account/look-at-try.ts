import { createHash } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import { dayMinutes, type Instant, instant, minute } from "#duty/grammar/time.ts";
import { type Comer, fairQueue } from "#server/http/fair-queue.ts";
import {
  allowances,
  type CountedTries,
  countWrong,
  longestRemembered,
  noTries,
  refusedUntil,
  type SecretOwner,
  type Subject,
} from "./try-count.ts";

export type TriedSecret =
  /** Nobody is told before then whether it was right. */
  | { readonly verdict: "refused"; readonly until: Instant }
  /** Too many wait at once; it was not looked at. */
  | { readonly verdict: "crowded" }
  | { readonly verdict: "right" }
  /** So many free tries more, or a pause. */
  | { readonly verdict: "wrong"; readonly triesLeft: number; readonly pausedUntil: Instant | undefined };

export interface SecretTry extends Comer {
  /** Where tries at this secret are counted: forgotten when its owner proves who they are. */
  readonly own: Subject;
  /** Where it is counted once more, among tries of others, which stay. */
  readonly among: readonly Subject[];
  readonly isRight: () => Promise<boolean>;
}

/** Two seconds of hashing at most: a whole shift signs in at once, and who crowds the row is told to come again. */
export const mostWaiting = 80;
/** Tries of one sort whose secrets are looked at beside each other: each takes a core. */
const lookedAtAtOnce = 2;

/**
 * Beside each other as many as can be computed at once; the others wait, and are asked anew whether it is still open when their turn has come.
 * PINs wait for PINs alone: they are given at desks at which somebody has signed in, and no flood of sign-ins keeps a guard from signing.
 */
const turns = { pin: fairQueue(lookedAtAtOnce, mostWaiting), password: fairQueue(lookedAtAtOnce, mostWaiting) };

function turnOf(attempt: SecretTry) {
  const { [attempt.own.counted.startsWith("pin") ? "pin" : "password"]: lane } = turns;
  return <T>(work: () => Promise<T>) => lane(attempt, work);
}

/**
 * Looks at a secret, where it is not closed. What came of it is written, and told, under a lock: of many tries at once those that come too late
 * are refused whatever they were, so that they are as many one after the other. Only a wrong one is counted, and only a wrong one pauses anybody.
 */
export async function lookAtTry(sql: Sql, now: Instant, attempt: SecretTry): Promise<TriedSecret> {
  const subjects = subjectsOf(attempt);
  const refused = async (): Promise<TriedSecret | undefined> => {
    const until = refusedUntil(await readCounts(sql, subjects), now);
    return until === undefined ? undefined : { verdict: "refused", until };
  };
  // A flood at what is closed anyway waits for nothing, and writes nothing.
  return (
    (await refused()) ??
    (await turnOf(attempt)(async () => {
      const closedMeanwhile = await refused();
      if (closedMeanwhile) return closedMeanwhile;
      const isRight = await attempt.isRight();
      return await sql.begin((tx) => settleTry(tx, now, attempt, isRight));
    })) ?? { verdict: "crowded" }
  );
}

async function settleTry(tx: TransactionSql, now: Instant, attempt: SecretTry, isRight: boolean): Promise<TriedSecret> {
  const before = await holdCounts(tx, now, subjectsOf(attempt));
  const until = refusedUntil(before, now);
  if (until !== undefined) return { verdict: "refused", until };
  await dropForgotten(tx, now);
  if (isRight) {
    await forgiveTries(tx, now, before);
    return { verdict: "right" };
  }
  const after = countWrong(before, now);
  await keepCounts(tx, after);
  const left = after.flatMap(({ subject: { counted, onlyCounted }, count: { failures } }) =>
    onlyCounted ? [] : [Math.max(0, allowances[counted].free - failures)],
  );
  return { verdict: "wrong", triesLeft: Math.min(...left), pausedUntil: refusedUntil(after, now) };
}

/** Wrong tries that were made where nobody heard them are counted one after the other, whatever is closed meanwhile. */
export async function countWrongTries(
  sql: Sql,
  now: Instant,
  subjects: Pick<SecretTry, "own" | "among">,
  wrong: number,
): Promise<void> {
  await sql.begin(async (tx) => {
    let counted = await holdCounts(tx, now, subjectsOf(subjects));
    for (let left = wrong; left > 0; left -= 1) counted = countWrong(counted, now);
    await keepCounts(tx, counted);
  });
}

async function keepCounts(tx: TransactionSql, counted: readonly CountedTries[]): Promise<void> {
  for (const { subject, count } of counted)
    await tx`
      update try_count set failures = ${count.failures}, at = ${count.at}, closed_until = ${count.closedUntil ?? null}
      where subject = ${keyOf(subject)}`;
}

/** Some of what is forgotten anyway goes with each try that is counted, so that as much goes as comes. What others are at is left to them. */
async function dropForgotten(tx: TransactionSql, now: Instant): Promise<void> {
  const before = now - Math.max(longestRemembered, LIFT_REMEMBERED);
  await tx`
    delete from try_count where subject in (
      select subject from try_count where at < ${before} and coalesce(closed_until, 0) <= ${now}
      order by at limit 100 for update skip locked)`;
}

/** The wrong tries at the first of these were its owner's: they are taken back among those of others too. */
async function forgiveTries(tx: TransactionSql, now: Instant, [own, ...among]: readonly CountedTries[]): Promise<void> {
  if (!own) return;
  const { failures, at } = own.count;
  await tx`delete from try_count where subject = ${keyOf(own.subject)}`;
  // What was forgotten here by itself may be forgotten there too: nothing of others is taken back for it.
  if (failures === 0 || now - at >= allowances[own.subject.counted].forgottenAfter) return;
  for (const { subject } of among) {
    const { free } = allowances[subject.counted];
    await tx`
      update try_count set failures = greatest(0, failures - ${failures}::int),
        closed_until = case when failures - ${failures}::int < ${free}::int then null else closed_until end
      where subject = ${keyOf(subject)} and at <= ${at}`;
  }
}

/** Nothing is counted at a name any more: its secret is new. */
export async function forgetTriesAt(sql: Sql, subject: Subject): Promise<void> {
  await sql`delete from try_count where subject = ${keyOf(subject)}`;
}

function subjectsOf({ own, among }: Pick<SecretTry, "own" | "among">): readonly Subject[] {
  return [own, ...among];
}

interface CountRow {
  subject: string;
  failures: number;
  at: string;
  closed_until: string | null;
}

async function readCounts(sql: Sql, subjects: readonly Subject[]): Promise<readonly CountedTries[]> {
  const rows = await sql<CountRow[]>`
    select encode(subject, 'hex') as subject, failures, at, closed_until from try_count
    where subject in ${sql(subjects.map(keyOf))}`;
  return inOrder(rows, subjects);
}

/** The counts as they are once nobody else may change them; in one order for all, so that two tries cannot wait for each other. */
async function holdCounts(
  tx: TransactionSql,
  now: Instant,
  subjects: readonly Subject[],
): Promise<readonly CountedTries[]> {
  const rows: CountRow[] = [];
  for (const subject of subjects.toSorted((one, other) => keyOf(one).compare(keyOf(other)))) {
    const { owner } = subject;
    const [row] = await tx<CountRow[]>`
      insert into try_count (subject, org, person, failures, at)
      values (${keyOf(subject)}, ${owner?.org ?? null}, ${owner?.person ?? null}, 0, ${now})
      on conflict (subject) do update set org = excluded.org
      returning encode(subject, 'hex') as subject, failures, at, closed_until`;
    if (row) rows.push(row);
  }
  return inOrder(rows, subjects);
}

function inOrder(rows: readonly CountRow[], subjects: readonly Subject[]): readonly CountedTries[] {
  const bySubject = new Map(rows.map((row) => [row.subject, row]));
  return subjects.map((subject) => {
    const row = bySubject.get(keyOf(subject).toString("hex"));
    if (!row) return { subject, count: noTries };
    const until = row.closed_until;
    const closedUntil = until === null ? undefined : instant(Number(until));
    return { subject, count: { failures: row.failures, at: instant(Number(row.at)), closedUntil } };
  });
}

/** So long it is remembered that somebody has ended the pauses of a PIN. */
const LIFT_REMEMBERED = dayMinutes * minute;

/** Forgets all tries at somebody's PIN, unless that was done before; of two at once one is refused. What had nothing to forget is not remembered. */
export async function liftPauses(tx: TransactionSql, now: Instant, { org, person }: SecretOwner): Promise<boolean> {
  const key = liftKeyOf({ org, person });
  // Whoever comes second waits here for the first.
  const [lift] = await tx<{ at: string }[]>`
    insert into try_count (subject, failures, at) values (${key}, 0, 0)
    on conflict (subject) do update set failures = 0
    returning at`;
  if (now - Number(lift?.at) < LIFT_REMEMBERED) return false;
  const forgotten =
    await tx`delete from try_count where org = ${org} and person = ${person} and failures > 0 returning subject`;
  if (forgotten.length > 0) await tx`update try_count set at = ${now} where subject = ${key}`;
  return true;
}

/** The owner of a PIN has shown that they know it: its pauses may be ended again. */
export async function forgetLift(sql: Sql, owner: SecretOwner): Promise<void> {
  await sql`delete from try_count where subject = ${liftKeyOf(owner)}`;
}

function liftKeyOf({ org, person }: SecretOwner): Buffer {
  return createHash("sha256").update(`pinLifted:${org}/${person}`).digest();
}

/** Whatever was guessed at the secrets of a person says nothing of new ones. */
export async function forgetTriesOf(sql: Sql, org: OrganisationId, person: PersonId): Promise<void> {
  await sql`delete from try_count where org = ${org} and person = ${person}`;
  await forgetLift(sql, { org, person });
}

function keyOf({ counted, text }: Subject): Buffer {
  return createHash("sha256").update(`${counted}:${text}`).digest();
}
