import type { QueryClient } from "@tanstack/react-query";
import type { PageAnswer } from "#server/log/log-answer.ts";
import type { SitePlan } from "#server/site/site-answer.ts";
import { attendanceQuery } from "../attendance/attendance-query.ts";
import type { DeskPlace } from "../door/acting.ts";
import { pageQuery } from "../log/log-query.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { siteQuery } from "../site/site-query.ts";

/** What somebody reads without the network: the page of the shift that they are on, and the names on it. */
export interface AloneReading {
  readonly at: ShiftId;
  readonly page: PageAnswer;
  readonly plan: SitePlan;
}

/** The shift that the acting person is on, as it was heard last; null where they are on none, undefined where nothing was heard. */
function ownShift(queries: QueryClient, { site, acting }: DeskPlace): ShiftId | null | undefined {
  const posts = queries.getQueryData(attendanceQuery(site).queryKey)?.posts;
  const own = posts?.flatMap(({ post, on }) =>
    on.flatMap(({ person, date, shift }) => (person === acting.person ? [{ post, date, shift }] : [])),
  );
  return own && (own[0] ?? null);
}

/** What the acting person has read last of their shift; null where they are on none, undefined where nothing is known of it. */
export function readingOf(queries: QueryClient, place: DeskPlace): AloneReading | null | undefined {
  const at = ownShift(queries, place);
  if (!at) return at;
  const page = queries.getQueryData(pageQuery(place, at).queryKey);
  const plan = queries.getQueryData(siteQuery(place.site).queryKey);
  return page && plan ? { at, page, plan } : undefined;
}

/** Asks for what is read without the network, whichever screen stands. */
export async function askReading(queries: QueryClient, place: DeskPlace): Promise<void> {
  await Promise.all([queries.prefetchQuery(attendanceQuery(place.site)), queries.prefetchQuery(siteQuery(place.site))]);
  const at = ownShift(queries, place);
  if (at) await queries.prefetchQuery(pageQuery(place, at));
}
