import { expect, test } from "vitest";
import { inBoardOrder } from "./board-order.ts";

test("what is wrong rises, the worst first, and everything else stays where it was", () => {
  const posts = (
    [
      ["a", "manned"],
      ["b", "closed"],
      ["c", "handing-over"],
      ["d", "manned"],
      ["e", "waiting"],
      ["f", "empty"],
      ["g", "closed"],
    ] as const
  ).map(([post, status]) => ({ post, status }));
  expect(inBoardOrder(posts).map(({ post }) => post)).toEqual(["f", "e", "c", "a", "b", "d", "g"]);
});
