import { describe, expect, test } from "vitest";
import { type BusinessDate, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { adoptEdition } from "./adopt-edition.ts";
import { establishPost } from "./establish-post.ts";
import { establishSite } from "./establish-site.ts";
import {
  adoptionAsOf,
  currentPost,
  isEstablished,
  occurrenceOf,
  type Post,
  postAsOf,
  type Site,
  shiftAfter,
  shiftBefore,
  siteKind,
} from "./site.ts";
import type { SiteEntry } from "./site-shapes.ts";

/* The set-up of a site with its past, asked without a building around it. */

const chief = "00000000-0000-4000-8000-000000000002";
const now = instantOf("2026-11-21T10:00:00+08:00");
const on = (day: string) => day as BusinessDate;
const under: Under = { at: now, actor: { person: chief } };
const tower = {
  name: "大厦",
  headOffice: "group",
  zone: "Asia/Shanghai",
  dayStartsAt: "00:00",
  demonstration: false,
} as const;
const shift = (key: string, starts: string, minutes: number) => ({ key, name: key, starts: starts as never, minutes });
const gate: Post = {
  ...{ key: "gate", name: "东门", department: "保安部", kit: [], books: [], binds: [] },
  shifts: [shift("day", "08:00", 480), shift("late", "16:00", 480), shift("night", "00:00", 480)],
};
const edition = (date: string, from: string, hash = date) => ({
  ...{ regulation: "gph", edition: on(date), hash, from: on(from), text: "{}" },
});

type Told = readonly [SiteEntry, Under];
const established: Told = [{ type: "site.established", body: tower }, under];
const withPost = (post: Post): Told => [{ type: "site.post-established", body: post as never }, under];
const adopted = (adoption: ReturnType<typeof edition>): Told => [
  { type: "site.edition-adopted", body: adoption },
  under,
];
const site = (...entries: Told[]): Site => given(siteKind, "setup", entries);

describe("a set-up", () => {
  test("is nothing until it is established, and counts its versions", () => {
    expect(site()).toEqual({
      ...{ name: "", headOffice: "", zone: "UTC", dayStartsAt: "00:00", demonstration: false },
      ...{ version: 0, posts: {}, adoptions: [], specialDays: {}, pastDays: [], houseTerms: [] },
    });
    expect(site(established)).toEqual({
      ...tower,
      version: 1,
      posts: {},
      adoptions: [],
      specialDays: {},
      pastDays: [],
      houseTerms: [],
    });
    expect([site(), site(established)].map(isEstablished)).toEqual([false, true]);
    expect(site(established, withPost(gate), adopted(edition("2026-01-01", "2026-01-01"))).version).toBe(3);
    expect([siteKind.owes(site(established), undefined), siteKind.under(site(established))]).toEqual([[], undefined]);
  });

  test("keeps every version of a post, and tells it as of each", () => {
    const state = site(established, withPost(gate), withPost({ ...gate, name: "东大门" }));
    expect(state.posts.gate?.map(({ name, since }) => [name, since])).toEqual([
      ["东门", 2],
      ["东大门", 3],
    ]);
    expect([1, 2, 3, 9].map((version) => postAsOf(state, "gate", version)?.name)).toEqual([
      ...[undefined, "东门", "东大门", "东大门"],
    ]);
    expect(currentPost(state, "gate")?.name).toBe("东大门");
    expect([currentPost(state, "roof"), postAsOf(state, "roof", 9)]).toEqual([undefined, undefined]);
  });

  test("has of each regulation the edition that came into force last, as far as was known", () => {
    const state = site(
      ...[established, adopted(edition("2026-01-01", "2026-01-01")), adopted(edition("2027-01-01", "2027-01-01"))],
      ...[adopted({ ...edition("2026-06-01", "2026-06-01"), regulation: "slh" })],
      adopted(edition("2027-01-01", "2027-01-01", "again")),
    );
    const inForce = (day: string, version = 9) => adoptionAsOf(state, "gph", on(day), version)?.hash;
    expect(inForce("2025-12-31")).toBeUndefined();
    expect(inForce("2026-12-31")).toBe("2026-01-01");
    expect(inForce("2027-01-01")).toBe("again"); // of two for one day the later holds
    expect(inForce("2027-01-01", 4)).toBe("2027-01-01");
    expect(inForce("2027-01-01", 2)).toBe("2026-01-01");
    const backwards = site(established, adopted(edition("b", "2027-01-01")), adopted(edition("a", "2026-01-01")));
    expect(adoptionAsOf(backwards, "gph", on("2027-06-01"), 9)?.hash).toBe("b");
  });
});

describe("a shift", () => {
  const state = site(established, withPost(gate));
  const day = { post: "gate", date: on("2026-11-21"), shift: "day" };

  test("stands where the post puts it now, under the set-up of now", () => {
    expect(occurrenceOf(state, day)).toEqual({
      ...day,
      ...{ startsAt: instantOf("2026-11-21T08:00:00+08:00"), endsAt: instantOf("2026-11-21T16:00:00+08:00"), under: 2 },
    });
    expect(occurrenceOf(state, { ...day, shift: "dawn" })).toBeUndefined();
    expect(occurrenceOf(state, { ...day, post: "roof" })).toBeUndefined();
  });

  test("has the one that ends when it begins before it, and the one that begins when it ends after it, over midnight too", () => {
    const at = (date: string, its: string) => occurrenceOf(state, { ...day, date: on(date), shift: its });
    const named = (each: ReturnType<typeof at>) => each && `${each.date} ${each.shift}`;
    const [evening, night] = [at("2026-11-21", "late"), at("2026-11-22", "night")];
    expect(evening && named(shiftAfter(state, evening))).toBe("2026-11-22 night");
    expect(night && named(shiftBefore(state, night))).toBe("2026-11-21 late");
    expect(evening && named(shiftBefore(state, evening))).toBe("2026-11-21 day");
    const office = site(established, withPost({ ...gate, shifts: [shift("day", "08:00", 480)] }));
    const only = occurrenceOf(office, day);
    expect(only && shiftAfter(office, only)).toBeUndefined();
    expect(only && shiftBefore(office, only)).toBeUndefined();
  });
});

describe("what is entered", () => {
  const about = { rule: undefined, circumstances: by(chief, now) };
  const head = { version: 9, hash: "h9" };
  const free = { authorised: true, head, bindingErrors: [], carriedWrong: undefined, uncarried: [], collisions: [] };

  test("a site, a post and an edition as they were sent", () => {
    expect(outcomeOf(establishSite({ ...about, state: site(), body: tower, facts: free }))).toEqual([
      "site.established",
    ]);
    const made = establishPost({ ...about, state: site(established), body: gate as never, facts: free });
    expect(made.entries).toEqual([{ type: "site.post-established", body: gate }]);
    const body = edition("2026-12-01", "2026-12-01");
    expect(adoptEdition({ ...about, state: site(established), body, facts: free }).entries).toEqual([
      { type: "site.edition-adopted", body },
    ]);
  });

  test("an edition comes into force today at the earliest, and again on another day if it is the same text", () => {
    const adopt = (from: string, state = site(established), hash = "h") =>
      outcomeOf(adoptEdition({ ...about, state, body: edition("2026-12-01", from, hash), facts: free }));
    expect(adopt("2026-11-21")).toEqual(["site.edition-adopted"]);
    expect(adopt("2026-11-20")).toMatchObject({ refused: "site.adoption-backdated" });
    const known = site(established, adopted(edition("2026-12-01", "2026-12-01", "h")));
    expect(adopt("2026-12-01", known)).toEqual([]);
    expect(adopt("2026-12-02", known)).toEqual(["site.edition-adopted"]);
    expect(adopt("2026-12-02", known, "edited")).toMatchObject({ refused: "site.edition-edited" });
    const others = site(established, adopted({ ...edition("2026-12-01", "2026-12-01", "x"), regulation: "slh" }));
    expect(adopt("2026-12-02", others)).toEqual(["site.edition-adopted"]);
  });

  test("a fault of a binding is told under its own rules, or those of the house; a collision under both", () => {
    const fault = { code: "site.parameter-looser", field: "binds.0", name: "n", rules: ["GPH-08"] };
    const ask = (facts: object) =>
      establishPost({ ...about, state: site(established), body: gate as never, facts: { ...free, ...facts } }).refusal;
    expect(ask({ bindingErrors: [fault] })).toEqual({
      ...{ code: fault.code, rules: ["GPH-08"], field: "binds.0" },
      detail: { name: "n" },
    });
    expect(ask({ bindingErrors: [{ ...fault, rules: [] }] })).toMatchObject({ rules: ["ZB-10"] });
    const collision = { post: "gate", part: "handover.order.first", one: ["GPH-03"], other: ["SLH-02"] };
    expect(ask({ collisions: [collision] })).toMatchObject({
      ...{ code: "site.regulations-collide", rules: ["ZB-15", "GPH-03", "SLH-02"], field: "binds" },
    });
    const facts = { ...free, collisions: [collision] };
    const body = edition("2026-12-01", "2026-12-01");
    expect(adoptEdition({ ...about, state: site(established), body, facts }).refusal).toMatchObject({
      ...{ field: "regulation", detail: { post: "gate", part: "handover.order.first" } },
    });
  });
});
