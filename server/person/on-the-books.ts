import type { Sql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";

export interface OnTheBooks {
  readonly org: OrganisationId;
  readonly person: PersonId;
  /** Of their stream. */
  readonly version: number;
}

/** Who is on the books of any organisation here by this staff number, which nothing keeps from being given twice. */
export function onTheBooks(sql: Sql, staffNumber: string): Promise<readonly OnTheBooks[]> {
  return sql<OnTheBooks[]>`
    select joined.org, joined.id as person, stream.version
    from entry joined
    join stream on stream.org = joined.org and stream.site = joined.site and stream.noun = joined.noun and stream.id = joined.id
    where joined.site in (select head_office from organisation where organisation.org = joined.org) and joined.noun = 'person' and joined.type = 'person.joined'
      and convert_from(joined.bytes, 'UTF8')::jsonb #>> '{body,staffNumber}' = ${staffNumber}
      and not exists (
        select from entry later
        where later.org = joined.org and later.site = joined.site and later.noun = joined.noun and later.id = joined.id
          and later.type in ('person.joined', 'person.left') and later.version > joined.version)
    order by joined.org, joined.id`;
}
