import { expect, test } from "vitest";
import { endsOf, KEPT_RANGES, rangesNow } from "./kept-ranges.ts";
import { repository } from "./tree.ts";

test("everything that is sent lies between the ends that were read (after reading a change: node test/tidy/write-ranges.ts)", async () => {
  const now = await rangesNow();
  expect(Object.keys(now).length).toBeGreaterThan(200);
  expect(now).toEqual(JSON.parse(repository().get(KEPT_RANGES) ?? "{}"));
});

test("a wider range of any field is a change, wherever it stands", () => {
  const name = (maxLength: number) => ({ type: "string", maxLength });
  const places = (one: object, other: object) => {
    const [before, after] = [one, other].map((each) => endsOf(each, "body"));
    return Object.keys({ ...before, ...after }).filter((place) => before?.[place] !== after?.[place]);
  };
  const within = (leaf: object) => [
    { properties: { name: leaf } },
    { items: { properties: { name: leaf } } },
    { anyOf: [{ type: "null" }, leaf] },
    { additionalProperties: leaf },
  ];
  const wider = within(name(6_000));
  for (const [index, shape] of within(name(60)).entries()) expect(places(shape, wider[index] ?? {})).toHaveLength(1);
  expect(places({ items: {}, maxItems: 3 }, { items: {}, maxItems: 4 })).toEqual(["body"]);
  expect(places({ minimum: 0 }, {})).toEqual(["body"]);
  expect(places({ formatMinimum: "2000-01-01" }, { formatMinimum: "1900-01-01" })).toEqual(["body"]);
});
