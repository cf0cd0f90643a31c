import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { hostOf, networkOf } from "./network-of.ts";

test("the addresses that one machine gives itself are one place, however they are written", () => {
  const own = ["2001:db8:0:7::1", "2001:0db8:0000:0007:ffff:1:2:3", "2001:DB8:0:7:1::", "2001:db8:0:7::10.0.0.1%eth0"];
  expect(new Set(own.map(hostOf))).toEqual(new Set(["2001:db8:0:7::/64"]));
  expect(new Set([...own, "2001:db8:0:8::1"].map(networkOf))).toEqual(new Set(["2001:db8:0::/48"]));
  expect(networkOf("2001:db8:1:7::1")).not.toBe(networkOf("2001:db8:0:7::1"));
  expect(hostOf("2001:db8:0:8::1")).not.toBe(hostOf("2001:db8:0:7::1"));
  expect(hostOf("2001::7:8:9:a:b")).toBe("2001:0:0:7::/64");
  expect([hostOf("::1"), hostOf("::")]).toEqual(["0:0:0:0::/64", "0:0:0:0::/64"]);
});

test("each IPv4 address is a place of its own, and those of one network stand together", () => {
  expect([hostOf("10.9.0.1"), hostOf("::ffff:10.9.0.1")]).toEqual(["10.9.0.1", "10.9.0.1"]);
  expect([networkOf("10.9.0.1"), networkOf("::ffff:10.9.0.200")]).toEqual(["10.9.0.0/24", "10.9.0.0/24"]);
  expect(networkOf("10.9.1.1")).not.toBe(networkOf("10.9.0.1"));
});

test("the port that a proxy writes behind an address makes no other place of it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: 1, max: 65_535 }), (address, port) => {
      const withPort = address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
      expect([hostOf(withPort), networkOf(withPort)]).toEqual([hostOf(address), networkOf(address)]);
    }),
    { seed: freshSeed() },
  );
  expect(hostOf("[2001:db8:0:7::1]")).toBe("2001:db8:0:7::/64");
});
