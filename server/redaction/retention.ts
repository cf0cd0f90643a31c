import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { dayMinutes, minute } from "#duty/grammar/time.ts";

const day = dayMinutes * minute;

/** How long a site keeps what, in days. Comes from data, never from here: an absent kind is kept. */
export interface Retention {
  readonly photos?: number;
}

/** What has been kept longer than it may be, at most `most` at a time: what the retention order of a site names. */
export async function outlived(
  sql: Sql | TransactionSql,
  about: { org: OrganisationId; site: SiteId; retention: Retention; now: Instant; most: number },
): Promise<string[]> {
  const { org, site, retention, now, most } = about;
  if (retention.photos === undefined) return [];
  const rows = await sql<{ hash: string }[]>`
    select hash from photo
    where org = ${org} and site = ${site} and erased_at is null and uploaded_at < ${now - retention.photos * day}
    order by uploaded_at, hash limit ${most}`;
  return rows.map(({ hash }) => hash);
}
