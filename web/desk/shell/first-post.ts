import type { PostAttendance } from "#server/attendance/attendance-answer.ts";
import { useAttendance } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useSite } from "../site/site-query.ts";

/** The post at which somebody stands, for themselves or for another; else the one at which they are due first. */
export function firstPostOf(
  who: string,
  posts: readonly {
    readonly post: string;
    readonly on: readonly Pick<PostAttendance["on"][number], "person">[];
    readonly covering: readonly Pick<PostAttendance["covering"][number], "person">[];
    readonly due: readonly Pick<PostAttendance["due"][number], "person" | "startsAt">[];
  }[],
): string | undefined {
  const isAmong = (people: readonly { readonly person: string }[]) => people.some(({ person }) => person === who);
  const stands = posts.find(({ on }) => isAmong(on)) ?? posts.find(({ covering }) => isAmong(covering));
  const turns = posts.flatMap(({ post, due }) =>
    due.filter(({ person }) => person === who).map(({ startsAt }) => ({ post, startsAt })),
  );
  const [first] = turns.toSorted((one, other) => one.startsAt - other.startsAt);
  return stands?.post ?? first?.post;
}

/** Where whoever acts is led who looks at no post: to their own, else to the first of the site. */
export function useOwnPost(): string | undefined {
  const { site, acting } = useDeskPlace();
  const { posts } = useSite(site);
  const attendance = useAttendance(site);
  return firstPostOf(acting.person, attendance.posts) ?? posts[0]?.key;
}
