import { expect, test } from "vitest";
import { packs } from "#test/tower-world.ts";

/*
 * What a text offers to bind, it binds with every rule that it carries out there: no rule falls silent because a post is of another kind
 * (GPH-07 at a squad leader's post).
 */

type Part = { readonly post?: string };

/** Rules that parts of a text carry out at a kind of post; all of them where no kind is given. */
function carriedAt(regulation: object, kind?: string): string[] {
  const parts = Object.values(regulation).flatMap((each) => (Array.isArray(each) ? (each as readonly Part[]) : []));
  const there = parts.filter(({ post }) => kind === undefined || post === "any" || post === kind);
  return [...new Set(JSON.stringify(there).match(/(?<=")[A-Z]+-\d+(?=")/g))].toSorted();
}

const offers = packs.flatMap(({ id, adopted: { regulation } }) =>
  Object.keys(regulation.posts).map((kind) => [id, kind, regulation] as const),
);

test.each(offers)("%s is carried out whole at the post of a %s", (_, kind, regulation) => {
  expect(carriedAt(regulation).length).toBeGreaterThan(5);
  expect(carriedAt(regulation, kind)).toEqual(carriedAt(regulation));
});
