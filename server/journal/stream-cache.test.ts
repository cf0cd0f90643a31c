import { describe, expect, test } from "vitest";
import type { LoadedStream } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { StreamCache } from "./stream-cache.ts";

const org = "org";
const key = (number: number): StreamKey => ({ site: "tower", noun: "matter", id: `lobby/${number}` });
const at = (version: number) => ({ version }) as LoadedStream;

describe("streams that were read before", () => {
  test("are remembered, each organisation's by itself, and forgotten when told", () => {
    const cache = new StreamCache();
    cache.keep(org, key(1), at(3));
    expect(cache.stream(org, key(1))).toEqual({ version: 3 });
    expect(cache.stream("other", key(1))).toBeUndefined();
    cache.forget(org, key(1));
    expect(cache.stream(org, key(1))).toBeUndefined();
  });

  test("only become later", () => {
    const cache = new StreamCache();
    cache.keep(org, key(1), at(3));
    cache.keep(org, key(1), at(2));
    expect(cache.stream(org, key(1))).toEqual({ version: 3 });
    cache.keep(org, key(1), at(4));
    expect(cache.stream(org, key(1))).toEqual({ version: 4 });
  });

  test("are at most twenty thousand: the one that was not asked for longest goes", () => {
    const cache = new StreamCache();
    for (let number = 1; number <= 20_000; number += 1) cache.keep(org, key(number), at(1));
    expect(cache.stream(org, key(1))).toEqual({ version: 1 }); // asked for, so the second is the oldest now
    cache.keep(org, key(20_001), at(1));
    expect(cache.stream(org, key(2))).toBeUndefined();
    expect(cache.stream(org, key(1))).toEqual({ version: 1 });
    expect(cache.stream(org, key(20_001))).toEqual({ version: 1 });
  });
});

test("pages of the ledger are at most five thousand", () => {
  const cache = new StreamCache();
  const page = { lines: [], text: "" };
  for (let number = 1; number <= 5_000; number += 1) cache.keepPage(org, `page ${number}`, page);
  expect(cache.page(org, "page 1")).toEqual(page);
  cache.keepPage(org, "page 5001", page);
  expect(cache.page(org, "page 2")).toBeUndefined();
  expect(cache.page(org, "page 1")).toEqual(page);
  cache.forgetPage(org, "page 1");
  expect(cache.page(org, "page 1")).toBeUndefined();
});
