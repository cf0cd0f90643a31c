import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";

interface Allowance {
  /** Failures within a quarter of an hour that cost nothing. */
  readonly free: number;
  readonly longestMinutes: number;
}

const REMEMBERED = 15 * minute;
/** A whole building may stand behind one address; one name has one owner. */
const ALLOWANCES = {
  name: { free: 5, longestMinutes: 15 },
  address: { free: 30, longestMinutes: 15 },
} as const satisfies Record<string, Allowance>;

export interface Attempt {
  readonly name: string;
  readonly address: string;
}

/** Until when this name or this address may not try; undefined when it may. The same for names that do not exist. */
export async function closedUntil(sql: Sql, now: Instant, attempt: Attempt): Promise<Instant | undefined> {
  const rows = await sql<{ closed_until: string }[]>`
    select closed_until from sign_in_throttle
    where subject in ${sql(subjects(attempt).map(({ subject }) => subject))} and closed_until > ${now}`;
  const latest = Math.max(...rows.map((row) => Number(row.closed_until)), 0);
  return latest > 0 ? instant(latest) : undefined;
}

export async function noteFailure(sql: Sql, now: Instant, attempt: Attempt): Promise<void> {
  for (const { subject, free, longestMinutes } of subjects(attempt)) {
    const oldest = now - REMEMBERED;
    // Beyond what is free each failure closes twice as long as the one before, from a quarter of a minute on.
    await sql`
      insert into sign_in_throttle (subject, failures, first_at) values (${subject}, 1, ${now})
      on conflict (subject) do update set
        failures = case when sign_in_throttle.first_at < ${oldest} then 1 else sign_in_throttle.failures + 1 end,
        first_at = case when sign_in_throttle.first_at < ${oldest} then excluded.first_at else sign_in_throttle.first_at end,
        closed_until = case
          when sign_in_throttle.first_at < ${oldest} or sign_in_throttle.failures + 1 < ${free}::int then null
          else ${now}::bigint + least(${longestMinutes * minute}::bigint, (15000 * 2 ^ least(sign_in_throttle.failures + 1 - ${free}::int, 12))::bigint)
        end`;
  }
}

/** Who signs in has proved to be the owner of the name; the address keeps its count. */
export async function forgetFailures(sql: Sql, { name }: Attempt): Promise<void> {
  await sql`delete from sign_in_throttle where subject = ${subjectOf("name", name)}`;
}

function subjects({ name, address }: Attempt): ({ subject: Buffer } & Allowance)[] {
  return [
    { subject: subjectOf("name", name), ...ALLOWANCES.name },
    { subject: subjectOf("address", address), ...ALLOWANCES.address },
  ];
}

/** Hashed, because people type passwords into the field for names. */
function subjectOf(kind: "name" | "address", text: string): Buffer {
  return createHash("sha256").update(`${kind}:${text}`).digest();
}
