import type { ReservedSql, Sql } from "postgres";
import type { Touched } from "#duty/door/table.ts";
import type { Recorded } from "#duty/grammar/entry.ts";
import type { RedactionEntry } from "#duty/redaction/redaction-shapes.ts";
import type { Statement } from "#server/door/transaction.ts";

/**
 * Takes away the bytes that entries just recorded order to be erased, at the site of the order and in its transaction: commitment, hash,
 * time and the commitment of the reason stay. What was erased before is left as it was.
 */
export function erasuresOf({
  org,
  touched,
  sql,
}: {
  org: string;
  touched: readonly Touched[];
  sql: ReservedSql;
}): Statement[] {
  return touched.flatMap(({ key, entries }) =>
    entries.filter(isOrder).flatMap(({ body, at }) => {
      const { erases, reason } = body;
      const about = [org, key.site, JSON.stringify(erases), at, reason.sealed] as const;
      return [eraseTexts(sql, about), forgetWords(sql, about), erasePhotos(sql, about)];
    }),
  );
}

type About = readonly [org: string, site: string, erases: string, at: number, reason: string];

function isOrder(entry: Recorded): entry is Recorded<RedactionEntry> {
  return entry.type === "redaction.ordered";
}

function eraseTexts(sql: ReservedSql, [org, site, erases, at, reason]: About): Statement {
  return sql`
    update secret_text set cipher = null, key_id = null, erased_at = ${at}, reason = ${reason}
    where org = ${org} and site = ${site} and erased_at is null
      and commitment in (select json_array_elements_text(${erases}::text::json))`;
}

/** Words of what is gone: those of its stream are made anew, without it. A statement of its own, so that it sees whatever was made until the text was gone. */
function forgetWords(sql: ReservedSql, [org, site, erases, at]: About): Statement {
  return sql`
    update stream_words set words = null, since = ${at}
    where org = ${org} and site = ${site} and (noun, id) in (
      select noun, stream from secret_text
      where org = ${org} and site = ${site} and commitment in (select json_array_elements_text(${erases}::text::json)))`;
}

function erasePhotos(sql: ReservedSql, [org, site, erases, at, reason]: About): Statement {
  return sql`
    update photo set bytes = null, erased_at = ${at}, reason = ${reason}
    where org = ${org} and site = ${site} and erased_at is null
      and hash in (select json_array_elements_text(${erases}::text::json))`;
}

/** Those of what an order names that the site never had, neither as a text nor as a photo: nothing of it would be erased. */
export async function unknownToErase(
  sql: Sql,
  { org, site, erases }: { readonly org: string; readonly site: string; readonly erases: readonly string[] },
): Promise<readonly string[]> {
  const rows = await sql<{ wanted: string }[]>`
    select wanted from unnest(${[...erases]}::text[]) as wanted
    where not exists (select from secret_text where org = ${org} and site = ${site} and commitment = wanted)
      and not exists (select from photo where org = ${org} and site = ${site} and hash = wanted)`;
  return rows.map(({ wanted }) => wanted);
}
