import { createHash } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";

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

/** A count with one try more, as if it were wrong: whether it is, nobody has looked yet. */
export function countTry({ failures, at }: TryCount, now: Instant, { free, forgottenAfter }: Allowance): TryCount {
  const counted = now - at >= forgottenAfter ? 1 : failures + 1;
  const pause = counted < free ? undefined : (pauses[counted - free] ?? Math.max(...pauses));
  return { failures: counted, at: now, closedUntil: pause === undefined ? undefined : instant(now + pause * minute) };
}

export type Admission =
  /** Nobody looks before then. */
  | { readonly refusedUntil: Instant }
  /** What follows if it is wrong: so many free tries more, or a pause. */
  | {
      readonly refusedUntil?: undefined;
      readonly triesLeft: number;
      readonly pausedUntil: Instant | undefined;
    };

/**
 * Whether a secret may be looked at now. Every subject is asked and counted before the costly look, and under a lock, so that many tries at
 * once are as many one after the other; where one is closed nothing is counted.
 */
export async function admitTry(sql: Sql, now: Instant, subjects: readonly Subject[]): Promise<Admission> {
  // A flood at what is closed anyway writes nothing.
  const known = await readCounts(sql, subjects);
  const closed = closedUntil(known, subjects, now);
  if (closed !== undefined) return { refusedUntil: closed };
  return await sql.begin(async (tx) => {
    const counts = await holdCounts(tx, now, subjects);
    const closedMeanwhile = closedUntil(counts, subjects, now);
    if (closedMeanwhile !== undefined) return { refusedUntil: closedMeanwhile };
    const next = subjects.map(({ counted, onlyCounted }, index) => {
      const before = counts[index] ?? nothing;
      const after = countTry(before, now, allowances[counted]);
      return onlyCounted ? { ...after, closedUntil: before.closedUntil } : after;
    });
    for (const [index, { failures, closedUntil: until }] of next.entries())
      await tx`
        update try_count set failures = ${failures}, at = ${now}, closed_until = ${until ?? null}
        where subject = ${keyOf(subjects[index] as Subject)}`;
    const left = next.flatMap(({ failures }, index) => {
      const { onlyCounted, counted } = subjects[index] as Subject;
      return onlyCounted ? [] : [Math.max(0, allowances[counted].free - failures)];
    });
    return { triesLeft: Math.min(...left), pausedUntil: closedUntil(next, subjects, now) };
  });
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

/**
 * Somebody has proved who they are: the tries at `own` were theirs and are forgotten. `also`: where those were counted a second time, among
 * tries of others that stay; there all of them are taken back, or only the one that was right.
 */
export async function forgiveTries(
  sql: Sql,
  own: Subject,
  also?: { readonly subject: Subject; readonly takeBack: "all" | "this-one" },
): Promise<void> {
  await sql.begin(async (tx) => {
    const [gone] = await tx<{ failures: number }[]>`
      delete from try_count where subject = ${keyOf(own)} returning failures`;
    if (!gone || !also) return;
    const back = also.takeBack === "all" ? gone.failures : 1;
    const { free } = allowances[also.subject.counted];
    await tx`
      update try_count set failures = greatest(0, failures - ${back}::int),
        closed_until = case when failures - ${back}::int < ${free}::int then null else closed_until end
      where subject = ${keyOf(also.subject)}`;
  });
}

/** Whatever was guessed at the secrets of a person says nothing of new ones. */
export async function forgetTriesOf(sql: Sql, org: OrganisationId, person: PersonId): Promise<void> {
  await sql`delete from try_count where org = ${org} and person = ${person}`;
}

function keyOf({ counted, text }: Subject): Buffer {
  return createHash("sha256").update(`${counted}:${text}`).digest();
}
