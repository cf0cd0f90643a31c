import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { readableAddress } from "./protection.ts";

test("whatever stands in an address, its path can be read, and what could be read stays as it was", () => {
  const part = fc.constantFrom("/", "api", "%", "%2", "%41", "%ff", "%C3%A9", "é", "?", "#", "x=%");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const url = `/${parts.join("")}`;
      const path = (each: string) => each.split(/[?#]/, 1)[0] ?? "";
      const read = readableAddress(url);
      expect(() => decodeURIComponent(path(read))).not.toThrow();
      expect(read.slice(path(read).length)).toBe(url.slice(path(url).length));
      expect(readableAddress(read)).toBe(read);
    }),
    { seed: freshSeed() },
  );
  expect(["/api/%41?x=%", "/%", "/api/%ff/%41"].map(readableAddress)).toEqual([
    "/api/%41?x=%",
    "/%25",
    "/api/%25ff/%2541",
  ]);
});
