import { type Post, pastOfPost, type Site } from "./site.ts";

/** At which version of the set-up each item of a post's kit, and each of its books, last came to be as it is: also where it was so before. */
export function listedSince(
  site: Site,
  key: string,
): Readonly<Record<"kit" | "books", Readonly<Record<string, number>>>> {
  const past = pastOfPost(site, key);
  const now = past.at(-1);
  if (!now) return { kit: {}, books: {} };
  const since = (as: (post: Post) => unknown) =>
    past[past.findLastIndex((each) => as(each) !== as(now)) + 1]?.since ?? 0;
  const expected = (item: string) => (post: Post) => post.kit.find((each) => each.key === item)?.expected;
  const isKept = (book: string) => (post: Post) => post.books.some((each) => each.key === book);
  return {
    kit: Object.fromEntries(now.kit.map(({ key: item }) => [item, since(expected(item))])),
    books: Object.fromEntries(now.books.map(({ key: book }) => [book, since(isKept(book))])),
  };
}
