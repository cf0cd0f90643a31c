import { describe, expect, test } from "vitest";
import { repository } from "./tree.ts";

/*
 * docs/api.md says some limits in figures or words. Whoever writes a client by it relies on them, so each is held against the number in the code, and a
 * number word that no row here looks at is an offence of its own.
 */

const here = repository();
const page = here.get("docs/api.md") ?? "";

const words: Readonly<Record<string, number>> = { two: 2, five: 5, fifth: 5, sixth: 6, twelve: 12, twenty: 20 };
const units: Readonly<Record<string, number>> = { s: 1000, seconds: 1000, minutes: 60_000, hours: 3_600_000 };

/** What the code says under a name: a product of numbers, in whatever unit it is counted there. */
function named(file: string, before: RegExp): number {
  const [, product = ""] = new RegExp(`${before.source}([^;,})]+)`).exec(here.get(file) ?? "") ?? [];
  const factors = product.split("*").map((each) => each.trim());
  return factors.reduce((all, each) => all * (each === "minute" ? 60_000 : Number(each.replaceAll("_", ""))), 1);
}

const free = () => named("server/account/try-count.ts", /pinAtDesk: \{ free: /);
const rows: readonly [said: RegExp, inCode: () => number][] = [
  [/for (\w+) (minutes) is locked/, () => named("server/account/desk-session.ts", /const IDLE = /)],
  [/no more often than a (\w+) of `idle/, () => named("web/desk/shell/touch-pace.ts", /const TOUCHES_WITHIN_IDLE = /)],
  [/(\w+) (hours) after signing in/, () => named("server/account/take-desk.ts", /const LONGEST_MINUTES = /) * 60_000],
  [/from the (\w+) on 429 `account.pin-paused`/, free],
  [/a PIN locked by (\w+) wrong tries/, free],
  [
    /at most (\d+), is the way of a phone/,
    () => named("server/http/commands-answer.ts", /z\.unknown\(\)\)\.min\(1\)\.max\(/),
  ],
  [/A `beat` every (\d+) (s) says/, () => named("server/feed/open-line.ts", /const HEARTBEAT_EVERY = /)],
  [/nothing for (\w+) (seconds) takes/, () => named("web/desk/door/live-feed.ts", /const longestSilence = /)],
  [/good for (\w+) (minutes), once/, () => named("server/account/device.ts", /const CHALLENGE_GOOD_FOR = /)],
];

/** The number that a sentence says, in the unit of the code: milliseconds where it is a time. */
function saidBy(text: string, pattern: RegExp): number {
  const [, number = "", unit = ""] = new RegExp(pattern.source, "i").exec(text) ?? [];
  return (words[number.toLowerCase()] ?? Number(number || Number.NaN)) * (units[unit] ?? 1);
}

describe("the page of the interface says the number of the code", () => {
  test.each(rows)("%s", (pattern, inCode) => expect(saidBy(page, pattern)).toBe(inCode()));
});

test("another number there is noticed", () => {
  const changed = page.replace("from the fifth on", "from the third on").replace("every 8 s", "every 50 s");
  const wrong = rows.filter(([pattern, inCode]) => saidBy(changed, pattern) !== inCode());
  expect(wrong).toHaveLength(2);
});

test("every route of the interface stands on the page", () => {
  const routes = [...here].flatMap(([path, text]) =>
    path.endsWith("-answer.ts") ? [...text.matchAll(/path: "(\/api\/[^"]*)"/g)].map(([, route = ""]) => route) : [],
  );
  expect(routes.length).toBeGreaterThan(40);
  const asWritten = (route: string) => route.replaceAll(/:\w+/g, "<").split("<");
  const stands = (route: string) =>
    page.split(/[`\s]/).some((each) => {
      const [address = ""] = each.split("?");
      return asWritten(address.replaceAll(/<[^>]+>/g, "<")).join("") === asWritten(route).join("");
    });
  expect(routes.filter((route) => !stands(route))).toEqual([]);
  expect(stands("/api/overview/nothing")).toBe(false);
});

test("no other sentence there says a time or a count of tries", () => {
  const rest = rows.reduce((text, [pattern]) => text.replace(new RegExp(pattern.source, "gi"), ""), page);
  expect(
    rest.match(/\b(?:\d+|two|three|four|five|ten|twelve) (?:s|seconds|minutes|hours|days|wrong tries)\b/gi),
  ).toBeNull();
});
