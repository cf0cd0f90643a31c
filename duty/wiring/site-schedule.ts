import type { Expectation } from "#duty/door/table.ts";
import { manningId } from "#duty/manning/manning.ts";
import { currentPost, type Site } from "#duty/site/site.ts";
import type { Schedule } from "./noun.ts";
import { owedDates } from "./owed-dates.ts";

/**
 * What the set-up of a site makes owed: that every shift which a post has is manned, rostered or not. Who is due is asked when the date opens;
 * where everybody is, nothing is entered and the date is forgotten.
 */
export const siteSchedule: Schedule = ({ plan, site, range }) => {
  const posts = Object.keys(site.posts);
  const expected = posts.flatMap((post) =>
    owedDates(site, post, range).map<Expectation>(({ date, opensAt }) => ({
      stream: { site: plan.site, noun: "manning", id: manningId({ post, date }) },
      act: "manning.reckon",
      body: { post, date },
      obligations: [],
      wakeAt: opensAt,
    })),
  );
  return { expected, more: posts.some((post) => hasShifts(site, post)) };
};

function hasShifts(site: Site, post: string): boolean {
  return (currentPost(site, post)?.shifts.length ?? 0) > 0;
}
