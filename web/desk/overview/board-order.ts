import type { BoardPost, PostStatus } from "#server/overview/overview-answer.ts";

const ranks: Readonly<Record<PostStatus, number>> = { empty: 0, waiting: 1, "handing-over": 2, manned: 3, closed: 3 };

/** Posts with an exception rise, the worst first; all others keep their places, so that the eye learns them. */
export function inBoardOrder<P extends Pick<BoardPost, "status">>(posts: readonly P[]): P[] {
  return posts.toSorted((one, other) => ranks[one.status] - ranks[other.status]);
}
