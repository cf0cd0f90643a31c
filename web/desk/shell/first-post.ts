import type { PostAttendance } from "#server/attendance/attendance-answer.ts";

/** The post at which somebody stands, else the first at which they are due. */
export function firstPostOf(
  who: string,
  posts: readonly {
    readonly post: string;
    readonly on: readonly Pick<PostAttendance["on"][number], "person">[];
    readonly due: readonly Pick<PostAttendance["due"][number], "person">[];
  }[],
): string | undefined {
  const isAmong = (people: readonly { readonly person: string }[]) => people.some(({ person }) => person === who);
  return (posts.find(({ on }) => isAmong(on)) ?? posts.find(({ due }) => isAmong(due)))?.post;
}
