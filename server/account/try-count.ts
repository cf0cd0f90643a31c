import { createHash } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import { concurrencyLimit } from "#server/http/concurrency-limit.ts";

/*
 * Guesses of secrets. The numbers are the product's own, no text asks for them: they leave a guesser some hundred tries a day, and an owner
 * whose name a stranger guesses at waits a quarter of an hour at most.
 */

const day = 24 * 60 * minute;

/** How many wrong tries cost nothing, and after how many milliseconds without any they are forgotten. */
export interface Allowance {
  readonly free: number;
  readonly forgottenAfter: number;
}

/** Each wrong try beyond what is free pauses longer than the one before, up to the last of these; none is final. Minutes. */
const pauses = [1, 2, 4, 8, 15] as const;

export const allowances = {
  /** The PIN of one person at one desk: the guessing desk is slowed first. */
  pinAtDesk: { free: 5, forgottenAfter: day },
  /** The PIN of one person over all places. */
  pinAnywhere: { free: 20, forgottenAfter: day },
  /** The password of one name at a browser at which they have signed in before. */
  passwordAtDesk: { free: 5, forgottenAfter: day },
  /** The password of one name at all other browsers together. */
  passwordAnywhere: { free: 5, forgottenAfter: day },
  /** All names from one address, behind which a whole building may stand. */
  address: { free: 30, forgottenAfter: 60 * minute },
} as const satisfies Record<string, Allowance>;

/** What is counted, and whose it is where somebody may have it forgotten. */
export interface Subject {
  readonly counted: keyof typeof allowances;
  readonly text: string;
  readonly owner?: { readonly org: OrganisationId; readonly person: PersonId };
  /** It is counted here, and neither refused nor a reason for a pause: another count decides. */
  readonly onlyCounted?: boolean;
}

export interface TryCount {
  readonly failures: number;
  /** Of the last try. */
  readonly at: Instant;
  readonly closedUntil: Instant | undefined;
}

/** A count with one wrong try more. */
export function countTry({ failures, at }: TryCount, now: Instant, { free, forgottenAfter }: Allowance): TryCount {
  const counted = now - at >= forgottenAfter ? 1 : failures + 1;
  const pause = counted < free ? undefined : (pauses[counted - free] ?? Math.max(...pauses));
  return { failures: counted, at: now, closedUntil: pause === undefined ? undefined : instant(now + pause * minute) };
}

export type TriedSecret =
  /** Nobody is told before then whether it was right. */
  | { readonly verdict: "refused"; readonly until: Instant }
  | { readonly verdict: "right" }
  /** So many free tries more, or a pause. */
  | { readonly verdict: "wrong"; readonly triesLeft: number; readonly pausedUntil: Instant | undefined };

export interface SecretTry {
  /** Where tries at this secret are counted: forgotten when its owner proves who they are. */
  readonly own: Subject;
  /** Where it is counted a second time, among tries of others, which stay. */
  readonly among: Subject | undefined;
  /** Whether the owner, when they prove who they are, has those at `own` taken back `among` the others too. */
  readonly takesBack: boolean;
  readonly isRight: () => Promise<boolean>;
}

/** Beside each other as many as can be computed at once; the others wait, and are asked anew whether it is still open when their turn has come. */
const oneOfFewTries = concurrencyLimit(2);

/**
 * Looks at a secret, where it is not closed. What came of it is written, and told, under a lock: of many tries at once those that come too late
 * are refused whatever they were, so that they are as many one after the other. Only a wrong one is counted, and only a wrong one pauses anybody.
 */
export async function lookAtTry(sql: Sql, now: Instant, attempt: SecretTry): Promise<TriedSecret> {
  const subjects = subjectsOf(attempt);
  const refused = async (): Promise<TriedSecret | undefined> => {
    const until = closedUntil(await readCounts(sql, subjects), subjects, now);
    return until === undefined ? undefined : { verdict: "refused", until };
  };
  // A flood at what is closed anyway waits for nothing, and writes nothing.
  return (
    (await refused()) ??
    (await oneOfFewTries(async () => {
      const closedMeanwhile = await refused();
      if (closedMeanwhile) return closedMeanwhile;
      const isRight = await attempt.isRight();
      return await sql.begin((tx) => settleTry(tx, now, attempt, isRight));
    }))
  );
}

async function settleTry(tx: TransactionSql, now: Instant, attempt: SecretTry, isRight: boolean): Promise<TriedSecret> {
  const subjects = subjectsOf(attempt);
  const counts = await holdCounts(tx, now, subjects);
  const until = closedUntil(counts, subjects, now);
  if (until !== undefined) return { verdict: "refused", until };
  if (isRight) {
    await forgiveTries(tx, now, attempt, counts[0] ?? nothing);
    return { verdict: "right" };
  }
  const next = subjects.map(({ counted, onlyCounted }, index) => {
    const before = counts[index] ?? nothing;
    const after = countTry(before, now, allowances[counted]);
    return onlyCounted ? { ...after, closedUntil: before.closedUntil } : after;
  });
  for (const [index, { failures, closedUntil: closes }] of next.entries())
    await tx`
      update try_count set failures = ${failures}, at = ${now}, closed_until = ${closes ?? null}
      where subject = ${keyOf(subjects[index] as Subject)}`;
  const left = next.flatMap(({ failures }, index) => {
    const { onlyCounted, counted } = subjects[index] as Subject;
    return onlyCounted ? [] : [Math.max(0, allowances[counted].free - failures)];
  });
  return { verdict: "wrong", triesLeft: Math.min(...left), pausedUntil: closedUntil(next, subjects, now) };
}

/** The wrong tries at `own` were its owner's. */
async function forgiveTries(
  tx: TransactionSql,
  now: Instant,
  { own, among, takesBack }: SecretTry,
  { failures, at }: TryCount,
): Promise<void> {
  await tx`delete from try_count where subject = ${keyOf(own)}`;
  // What was forgotten here by itself may be forgotten there too: nothing of others is taken back for it.
  if (!among || !takesBack || failures === 0 || now - at >= allowances[own.counted].forgottenAfter) return;
  const { free } = allowances[among.counted];
  await tx`
    update try_count set failures = greatest(0, failures - ${failures}::int),
      closed_until = case when failures - ${failures}::int < ${free}::int then null else closed_until end
    where subject = ${keyOf(among)}`;
}

/** Nothing is counted at a name any more: its secret is new. */
export async function forgetTriesAt(sql: Sql, subject: Subject): Promise<void> {
  await sql`delete from try_count where subject = ${keyOf(subject)}`;
}

function subjectsOf({ own, among }: SecretTry): readonly Subject[] {
  return among ? [own, among] : [own];
}

const nothing: TryCount = { failures: 0, at: instant(0), closedUntil: undefined };

function closedUntil(counts: readonly TryCount[], subjects: readonly Subject[], now: Instant): Instant | undefined {
  const closed = subjects.flatMap(({ onlyCounted }, index) => {
    const until = counts[index]?.closedUntil;
    return until !== undefined && until > now && !onlyCounted ? [until] : [];
  });
  return closed.length === 0 ? undefined : instant(Math.max(...closed));
}

interface CountRow {
  subject: string;
  failures: number;
  at: string;
  closed_until: string | null;
}

async function readCounts(sql: Sql, subjects: readonly Subject[]): Promise<readonly TryCount[]> {
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
): Promise<readonly TryCount[]> {
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

function inOrder(rows: readonly CountRow[], subjects: readonly Subject[]): readonly TryCount[] {
  const bySubject = new Map(rows.map((row) => [row.subject, row]));
  return subjects.map((each) => {
    const row = bySubject.get(keyOf(each).toString("hex"));
    if (!row) return nothing;
    const until = row.closed_until;
    const closedUntil = until === null ? undefined : instant(Number(until));
    return { failures: row.failures, at: instant(Number(row.at)), closedUntil };
  });
}

/** Whatever was guessed at the secrets of a person says nothing of new ones. */
export async function forgetTriesOf(sql: Sql, org: OrganisationId, person: PersonId): Promise<void> {
  await sql`delete from try_count where org = ${org} and person = ${person}`;
}

function keyOf({ counted, text }: Subject): Buffer {
  return createHash("sha256").update(`${counted}:${text}`).digest();
}
