import type { Sql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { RowIn } from "#server/door/view-table.ts";
import { lineTable } from "./line-view.ts";

/** Where a line stands among those of all sites: the later it came, the earlier it is shown. */
export interface LinePlace {
  readonly at: number;
  readonly site: SiteId;
  readonly page: string;
  readonly line: string;
}

export interface CandidatesAsked {
  readonly org: OrganisationId;
  /** Hashes of all words, and of those that are no name (null where none is), site by site. */
  readonly asked: readonly {
    readonly site: SiteId;
    readonly words: readonly number[];
    readonly others: readonly number[] | null;
  }[];
  /** Whose names the other words are. */
  readonly people: readonly string[];
  readonly post: string | undefined;
  readonly author: string | undefined;
  readonly from: string | undefined;
  readonly until: string | undefined;
}

/** Lines that may hold the words, the newest first, after a place. Whether they do is seen by their texts alone. */
export async function candidates(
  sql: Sql,
  { org, asked, people, post, author, from, until }: CandidatesAsked,
  after: LinePlace | undefined,
  most: number,
): Promise<readonly LinePlace[]> {
  return await sql<LinePlace[]>`
    select at::float8 as at, site, page, line
    from log_search(${org}, ${JSON.stringify(asked)}, ${[...people]}::text[], ${post ?? null}, ${author ?? null},
      ${from ?? null}::date, ${until ?? null}::date, ${after?.at ?? null}::bigint, ${after?.site ?? null}, ${after?.page ?? null},
      ${after?.line ?? null}, ${most})`;
}

export type LineTextRow = RowIn<typeof lineTable> & { readonly site: SiteId };

/** All texts of lines, in the order of the lines, each as it was written before its corrections. */
export async function textsOfLines(
  sql: Sql,
  org: OrganisationId,
  places: readonly LinePlace[],
): Promise<readonly (readonly LineTextRow[])[]> {
  const rows = await sql<LineTextRow[]>`
    select site, ${sql.unsafe(lineTable.select)} from log_line
    where org = ${org} and (site, page, line) in (
      select site, page, line
      from json_to_recordset(${JSON.stringify(places)}::text::json) as x(site text, page text, line text))
    order by nth`;
  const byLine = Map.groupBy(rows, placeName);
  return places.map((place) => byLine.get(placeName(place)) ?? []);
}

function placeName({ site, page, line }: Pick<LinePlace, "site" | "page" | "line">): string {
  return JSON.stringify([site, page, line]);
}
