import { describe, expect, test } from "vitest";
import type { ZodType } from "zod";
import { dutyBodies } from "#test/duty-bodies.ts";
import { setUpBodies } from "#test/set-up-bodies.ts";
import { acts } from "./nouns.ts";

/*
 * What each act takes: one full body for each, the keys of it that may be missing, and values that are one step beyond what it takes. A limit
 * that is written in the tables and not in the shape, or the other way round, is red.
 */

const taken = { ...setUpBodies, ...dutyBodies };

const sent = Object.entries(acts as unknown as Readonly<Record<string, { shape?: ZodType }>>).filter(
  ([, { shape }]) => shape !== undefined,
);

test("every act that can be sent is shown here", () => {
  expect(Object.keys(taken).toSorted()).toEqual(sent.map(([name]) => name).toSorted());
});

describe.each(sent)("%s", (name, { shape }) => {
  const { body = {}, optional = [], edges = [], beyond = [] } = taken[name] ?? {};
  const takes = (given: object) => shape?.safeParse(given).success;
  const without = (key: string) => Object.fromEntries(Object.entries(body).filter(([each]) => each !== key));

  test("takes its body as it is, and nothing more", () => {
    expect(shape?.parse(body)).toEqual(body);
    expect(takes({ ...body, more: 1 })).toBe(false);
  });

  test("reads an id in capitals as the same one", () => {
    const withId = (id: string) =>
      JSON.parse(JSON.stringify(body).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, id)) as object;
    const id = "abcdef01-abcd-4abc-8def-abcdef012345";
    expect(shape?.parse(withId(id.toUpperCase()))).toEqual(withId(id));
  });

  test("wants every key but those that may be missing", () => {
    const wanted = Object.keys(body).filter((key) => takes(without(key)) === false);
    expect(wanted).toEqual(Object.keys(body).filter((key) => !optional.includes(key)));
  });

  test("takes what is at the edge, and nothing beyond", () => {
    const refused = edges.filter(([key, value]) => !takes({ ...body, [key]: value })).map(([key]) => key);
    const slipped = beyond
      .filter(([key, value]) => takes({ ...body, [key]: value }))
      .map((each) => JSON.stringify(each).slice(0, 80));
    expect({ refused, slipped }).toEqual({ refused: [], slipped: [] });
  });
});
