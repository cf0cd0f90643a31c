import { expect, test } from "vitest";
import { unfilledIn } from "./unfilled-answers.ts";

const unreadable = { code: "site.edition-unreadable", detail: { reason: "line 3" } };
const told = { code: "site.edition-unreadable", detail: { why: "line 3" } };

test("a refusal over HTTP that does not bring what its words are filled with is caught, in a batch too", () => {
  const [first = ""] = unfilledIn({ statusCode: 422, body: JSON.stringify(unreadable) });
  expect(first).toMatch("site.edition-unreadable was given with (reason)");
  expect(
    unfilledIn({
      statusCode: 200,
      body: JSON.stringify({ answers: [told, unreadable].map((problem) => ({ problem })) }),
    }),
  ).toContain(first);
});

test("one that does, an answer without refusals, and what is no JSON are none of these", () => {
  for (const body of [JSON.stringify(told), JSON.stringify({ rows: [] }), "<html>"]) {
    expect(unfilledIn({ statusCode: 422, body })).toEqual([]);
  }
});
