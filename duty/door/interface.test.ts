import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  asDutyHasIt,
  bothLanguages,
  headShape,
  listAsked,
  mostRows,
  postAsked,
  siteAsked,
  streamShape,
} from "./answer-shape.ts";
import * as edge from "./edge-refusals.ts";
import { operation, view } from "./operation.ts";

/* The pieces of which the interface is described. A code taken out of these lists is a refusal that no document tells of. */

test("what the edge refuses, by what brings it with it", () => {
  expect({ ...edge }).toEqual({
    refusedAnywhere: [
      "house.database-away",
      "house.fault",
      "house.no-room",
      "request.nothing-here",
      "request.refused",
      "request.too-many",
    ],
    refusedForShape: ["shape.invalid"],
    refusedWhenPosted: [
      "request.foreign-origin",
      "request.not-json",
      "request.too-large",
      "request.unknown-host",
      "request.wrong-media-type",
    ],
    refusedWithoutDesk: ["account.not-signed-in"],
    refusedWhileLocked: ["account.desk-locked", "account.person-locked"],
    refusedForSite: ["site.unknown"],
    refusedForLooker: ["account.not-at-this-desk"],
    refusedForActor: ["account.not-at-this-desk", "account.first-password", "account.first-pin"],
    refusedForPin: [
      "account.first-pin",
      "account.pin-paused",
      "account.pin-replaced",
      "account.pin-required",
      "account.pin-wrong",
    ],
    refusedAsCommand: [
      "site.unknown",
      "account.not-at-this-desk",
      "account.first-password",
      "account.first-pin",
      "command.other-body",
      "number.not-whole",
      "photo.unknown",
      "text.not-well-formed",
      "value.not-json",
    ],
  });
});

describe("questions", () => {
  test("a site and a post may be left out, and are keys where they are not", () => {
    expect(siteAsked.parse({ site: "tower" })).toEqual({ site: "tower" });
    expect(postAsked.parse({ post: "lobby" })).toEqual({ post: "lobby" });
    expect(postAsked.parse({})).toEqual({});
    for (const wrong of [{ site: "Tower" }, { post: "a/b" }]) expect(postAsked.safeParse(wrong).success).toBe(false);
  });

  test("rows are counted from one to two hundred, as many as usual where nobody says", () => {
    const rows = mostRows(50);
    expect([rows.parse(undefined), rows.parse("1"), rows.parse("200")]).toEqual([50, 1, 200]);
    for (const wrong of ["0", "201", "1.5", "many", "0x10", "1e1", " 5", "+5", "05", ""])
      expect(rows.safeParse(wrong).success).toBe(false);
    expect(listAsked.parse({ before: "1763700000000" })).toEqual({ before: 1_763_700_000_000, most: 50 });
    expect(listAsked.safeParse({ before: "1" }).success).toBe(false);
  });
});

test("answers are described field by field", () => {
  const stream = { site: "tower", noun: "matter", id: "lobby/1" };
  expect(streamShape.parse(stream)).toEqual(stream);
  expect(headShape.parse({ version: 3, hash: "h" })).toEqual({ version: 3, hash: "h" });
  expect(headShape.safeParse({ version: 0.5, hash: "h" }).success).toBe(false);
  expect(bothLanguages.parse({ zh: "岗", en: "post" })).toEqual({ zh: "岗", en: "post" });
  expect(streamShape.safeParse({}).success).toBe(false);
  expect(bothLanguages.safeParse({}).success).toBe(false);
  const rule = asDutyHasIt<{ deep: object }>("MatterRule");
  expect(rule.parse({ deep: { kept: [1] } })).toEqual({ deep: { kept: [1] } });
  expect(z.toJSONSchema(rule)).toMatchObject({ description: "MatterRule of duty, as its rules take it" });
});

test("an operation is what it says, and a view only looks", () => {
  const described = { id: "matter.list", path: "/api/matter", answer: z.null(), refusals: ["site.unknown"] } as const;
  expect(view(described)).toEqual({ ...described, method: "GET" });
  expect(operation({ ...described, method: "POST" })).toEqual({ ...described, method: "POST" });
});
