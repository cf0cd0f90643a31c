import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { composer } from "#duty/wiring/composer.ts";
import { declare, declared } from "#duty/wiring/declared.ts";
import { shifts, towerOffice, towerSite } from "#server/simulation/tower.ts";
import { adoptableWith, firstDay, packs, towerWorld } from "#test/tower-world.ts";
import { adoptEdition } from "./adopt-edition.ts";
import { establishPost } from "./establish-post.ts";
import { establishSite } from "./establish-site.ts";
import { adoptionAsOf, currentPost, type Site } from "./site.ts";

const administrator = "何雅静";
const setUp = { site: towerSite, noun: "site", id: "setup" };
const annexe = {
  name: "附楼",
  headOffice: towerOffice,
  zone: "Asia/Shanghai",
  dayStartsAt: "00:00",
  demonstration: false,
};
const guardBinding = {
  regulation: "guard-post-handover",
  as: "guard",
  functions: { "squad-leader": "squad-leader", "department-manager": "department-manager" },
  parameters: {},
};
const leaderBinding = (parameters: Record<string, number>) => ({
  regulation: "squad-leader-handover",
  as: "squad-leader",
  functions: { "department-supervisor": "department-supervisor" },
  parameters,
});
const west = {
  key: "west-gate",
  name: "西门岗",
  department: "保安部",
  shifts,
  kit: [],
  books: [],
  binds: [guardBinding],
};

describe("establishing a site", () => {
  test("is for administrators, and done once", () => {
    const { does } = towerWorld();
    const at = { site: "annexe" };
    expect(does("王强", "site.establish", annexe, at).refusal).toMatchObject({
      code: "site.not-administrator",
      rules: ["ZB-10"],
    });
    expect(does(administrator, "site.establish", annexe, at).refusal).toBeUndefined();
    expect(does(administrator, "site.establish", annexe, at).refusal?.code).toBe("site.already-established");
  });

  test("asks for a zone that there is", () => {
    expect(() => towerWorld().does(administrator, "site.establish", { ...annexe, zone: "Asia/Beijing" })).toThrow(
      "site.no-such-zone",
    );
  });
});

describe("what a post carries for a noun", () => {
  const carrying = (carries: object) => ({ ...west, carries });

  test("is asked of that noun, and kept as it was told", () => {
    const before = declared();
    declare({ ...before, carried: { round: z.strictObject({ key: z.string(), name: z.string() }) } });
    const { world, does } = towerWorld();
    const doors = { round: [{ key: "north-door", name: "北门" }] };
    expect(does(administrator, "site.establish-post", carrying(doors)).refusal).toBeUndefined();
    expect(currentPost(world.state<Site>(setUp), "west-gate")?.carries).toEqual(doors);
    expect(does(administrator, "site.establish-post", carrying({ round: [{ key: "x" }] })).refusal).toMatchObject({
      code: "site.post-carries-unknown",
      field: "carries.round.0",
    });
    declare(before);
  });

  test("is refused where no noun understands it", () => {
    const asked = carrying({ constructor: [{ key: "x" }] });
    expect(towerWorld().does(administrator, "site.establish-post", asked).refusal).toMatchObject({
      code: "site.post-carries-unknown",
      field: "carries.constructor",
    });
  });
});

describe("establishing a post", () => {
  test("lets it begin, and later be otherwise", () => {
    const { world, does } = towerWorld();
    expect(does(administrator, "site.establish-post", west).refusal).toBeUndefined();
    expect(does(administrator, "site.establish-post", { ...west, name: "西门" }).refusal).toBeUndefined();
    expect(currentPost(world.state<Site>(setUp), "west-gate")?.name).toBe("西门");
  });

  test.each([
    ["by a guard", "王强", west, "site.not-administrator"],
    [
      "under an edition that was not adopted",
      administrator,
      { ...west, binds: [{ ...guardBinding, regulation: "radio" }] },
      "site.edition-not-adopted",
    ],
    [
      "under the house, which binds anyway",
      administrator,
      { ...west, binds: [{ ...guardBinding, regulation: "zhiban-house" }] },
      "site.house-binds-anyway",
    ],
    [
      "as a post that the text does not know",
      administrator,
      { ...west, binds: [{ ...guardBinding, as: "diver" }] },
      "site.no-such-abstract-post",
    ],
    [
      "with a function that nobody fills",
      administrator,
      { ...west, binds: [{ ...guardBinding, functions: {} }] },
      "site.function-unfilled",
    ],
    [
      "with a number that there is not",
      administrator,
      { ...west, binds: [{ ...guardBinding, parameters: { "handover.summary.minutes": 3 } }] },
      "site.no-such-parameter",
    ],
  ])("%s is refused", (_, who, body, code) => {
    expect(towerWorld().does(who, "site.establish-post", body).refusal?.code).toBe(code);
  });
});

describe("the site's own numbers at a post", () => {
  test("may make a number stricter, and may not soften it against its rule", () => {
    const { world, does } = towerWorld();
    const early = (minutes: number) => ({ ...west, binds: [leaderBinding({ "attendance.early.minutes": minutes })] });
    expect(does(administrator, "site.establish-post", early(10)).refusal).toMatchObject({
      code: "site.parameter-looser",
      rules: ["SLH-01"],
      field: "binds.0.parameters.attendance.early.minutes",
    });
    expect(does(administrator, "site.establish-post", early(20)).refusal).toBeUndefined();
    expect(currentPost(world.state<Site>(setUp), "west-gate")?.binds[0]?.parameters).toEqual({
      "attendance.early.minutes": 20,
    });
  });

  test("may set either way what its text gives no number for, within reason", () => {
    const { does } = towerWorld();
    const with_ = (parameters: Record<string, number>) => ({ ...west, binds: [{ ...guardBinding, parameters }] });
    const refusal = (parameters: Record<string, number>) =>
      does(administrator, "site.establish-post", with_(parameters)).refusal;
    expect(refusal({ "handover.punctual.graceMinutes": 20 })).toBeUndefined();
    expect(refusal({ "handover.punctual.graceMinutes": 5 })).toBeUndefined();
    expect(refusal({ "attendance.untilRelieved.callSquadLeader": 15 })).toBeUndefined();
    expect(refusal({ "handover.foundAfterwards.callSquadLeader": 5 })).toMatchObject({
      code: "site.parameter-looser",
      rules: ["GPH-07"],
    });
    expect(refusal({ "handover.punctual.graceMinutes": 121 })?.code).toBe("site.parameter-out-of-range");
  });

  test("calls at the minute that the site has set", () => {
    const { world, does } = towerWorld();
    const parameters = { "attendance.untilRelieved.callSquadLeader": 12 };
    const post = { ...west, kit: [], binds: [{ ...guardBinding, parameters }] };
    expect(does(administrator, "site.establish-post", post).refusal).toBeUndefined();
    const site = world.state<Site>(setUp);
    const rule = composer.ruleFor("attendance", site, `west-gate/${firstDay}/day`, site.version) as AttendanceRule;
    expect(rule.untilRelieved?.ladder).toEqual([
      { afterMinutes: 12, call: "squad-leader" },
      { afterMinutes: 20, call: "department-manager" },
    ]);
  });
});

test("a number of a binding stays within what a text itself may say", () => {
  const { does } = towerWorld();
  const before = (minutes: number) => {
    const as = { regulation: "squad-leader-handover", as: "squad-leader" };
    const functions = { "department-supervisor": "department-supervisor" };
    return { ...west, binds: [{ ...as, functions, parameters: { "handover.records.minutesBefore": minutes } }] };
  };
  expect(does(administrator, "site.establish-post", before(481)).refusal).toMatchObject({
    code: "site.parameter-out-of-range",
    field: "binds.0.parameters.handover.records.minutesBefore",
    detail: { name: "handover.records.minutesBefore" },
  });
  expect(does(administrator, "site.establish-post", before(480)).refusal?.code).toBe("site.numbers-contradict");
  expect(does(administrator, "site.establish-post", before(59)).refusal).toBeUndefined();
});

describe("adopting an edition", () => {
  const [guards] = packs;
  const nextYear = "2027-01-01" as BusinessDate;
  const next = adoptableWith("guard-post-handover", "2027-01-01");

  test("brings it into force from its day on, and not before", () => {
    const { world, does } = towerWorld();
    expect(does(administrator, "site.adopt-edition", { ...next, from: nextYear }).refusal).toBeUndefined();
    const site = world.state<Site>(setUp);
    const inForce = (date: string) => adoptionAsOf(site, "guard-post-handover", date as BusinessDate, site.version);
    expect(inForce("2026-12-31")?.edition).toBe("2026-01-01");
    expect(inForce("2027-01-01")?.edition).toBe("2027-01-01");
    expect(adoptionAsOf(site, "guard-post-handover", nextYear, site.version - 1)?.edition).toBe("2026-01-01");
  });

  test("is refused backwards, by a guard, and with a text that was edited after it had been adopted", () => {
    const { does } = towerWorld();
    const adopt = (who: string, body: object) => does(who, "site.adopt-edition", body).refusal?.code;
    expect(adopt("王强", { ...next, from: nextYear })).toBe("site.not-administrator");
    expect(adopt(administrator, { ...next, from: "2026-11-20" })).toBe("site.adoption-backdated");
    const edited = adoptableWith("guard-post-handover", "2026-01-01", { title: { zh: "改过", en: "edited" } });
    expect(adopt(administrator, { ...edited, from: nextYear })).toBe("site.edition-edited");
  });

  test("again for the same day changes nothing", () => {
    const { does } = towerWorld();
    const { id: regulation, edition, hash, text } = guards as (typeof packs)[number];
    const again = { regulation, edition, hash, text, from: firstDay };
    expect(does(administrator, "site.adopt-edition", again)).toMatchObject({ touched: [] });
  });

  test("that contradicts another at a post is refused, with both citations", () => {
    const { does } = towerWorld();
    const first = (side: string, rule: string) => ({
      handover: [{ key: "order", post: "any", order: { first: side, cites: [rule] } }],
    });
    const one = adoptableWith("guard-post-handover", "2027-01-01", first("outgoing", "GPH-03"));
    const other = adoptableWith("squad-leader-handover", "2027-01-01", first("incoming", "SLH-02"));
    expect(does(administrator, "site.adopt-edition", { ...one, from: nextYear }).refusal).toBeUndefined();
    expect(does(administrator, "site.adopt-edition", { ...other, from: nextYear }).refusal).toMatchObject({
      code: "site.regulations-collide",
      rules: ["ZB-15", "GPH-03", "SLH-02"],
      detail: { post: "squad", part: "handover.order.first" },
    });
  });

  test("and binding a post at which it would contradict is refused too", () => {
    const { does } = towerWorld();
    const first = (side: string, rule: string) => ({
      handover: [{ key: "order", post: "guard", order: { first: side, cites: [rule] } }],
    });
    const one = adoptableWith("guard-post-handover", "2027-01-01", first("outgoing", "GPH-03"));
    const alike = adoptableWith("zhiban-house", "2027-01-01", {
      handover: [{ key: "order", post: "any", order: { first: "incoming", cites: ["ZB-18"] } }],
    });
    const onlySquad = towerWorld(
      2,
      packs.filter(({ id }) => id !== "guard-post-handover"),
    );
    expect(does(administrator, "site.adopt-edition", { ...one, from: firstDay }).refusal).toBeUndefined();
    expect(does(administrator, "site.adopt-edition", { ...alike, from: firstDay }).refusal?.code).toBe(
      "site.regulations-collide",
    );
    for (const each of [one, alike]) onlySquad.does(administrator, "site.adopt-edition", { ...each, from: firstDay });
    expect(onlySquad.does(administrator, "site.establish-post", west).refusal).toMatchObject({
      code: "site.regulations-collide",
      rules: ["ZB-15", "ZB-18", "GPH-03"],
    });
  });
});

test("nothing is set up at a site that is not there", () => {
  const { does } = towerWorld();
  const nowhere = { site: "nowhere" };
  expect(does("setup", "site.establish-post", west, nowhere).refusal?.code).toBe("site.not-established");
  const edition = { ...adoptableWith("guard-post-handover", "2027-01-01"), from: "2027-01-01" };
  expect(does("setup", "site.adopt-edition", edition, nowhere).refusal?.code).toBe("site.not-established");
  const calendar = { year: 2027, days: [] };
  expect(does("setup", "site.set-calendar", calendar, nowhere).refusal?.code).toBe("site.not-established");
});

test("the table of commands decides by the acts of this folder", () => {
  expect(acts["site.establish"].decide).toBe(establishSite);
  expect(acts["site.establish-post"].decide).toBe(establishPost);
  expect(acts["site.adopt-edition"].decide).toBe(adoptEdition);
});
