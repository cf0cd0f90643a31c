import type { Sql } from "postgres";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Context } from "#server/door/context.ts";
import { arrayLiteral } from "#server/journal/locked-reads.ts";

interface OnDuty {
  readonly person: PersonId;
  readonly from: Instant;
}

/** People come early; from then on the shift is theirs. */
const earliestMinutes = 90;
const lookedAgainAfter = 1_000;

/** People whom humans have signed on: their entries lack the mark of the simulated clock. Looked up once a second of the world's time. */
export function humansOnDuty(app: Sql, { org, sites }: Context): () => Promise<readonly OnDuty[]> {
  let known: readonly OnDuty[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - lookedAt < lookedAgainAfter) return known;
    const rows = await app.begin("read only", async (sql) => {
      await sql`select set_config('zb.org', ${org}, true), set_config('zb.sites', ${arrayLiteral(sites)}, true)`;
      return await sql<{ person: PersonId; starts_at: number }[]>`
        select actor as person, (envelope -> 'body' -> 'occurrence' ->> 'startsAt')::bigint as starts_at
        from entry, lateral (select convert_from(bytes, 'UTF8')::jsonb as envelope) as read
        where site = any (${arrayLiteral(sites)}::text[]) and type = 'attendance.signed-on' and envelope ->> 'clock' is null`;
    });
    known = rows.map(({ person, starts_at }) => ({ person, from: plusMinutes(instant(starts_at), -earliestMinutes) }));
    lookedAt = performance.now();
    return known;
  };
}
