import { describe, expect, test } from "vitest";
import { dutyTable } from "#duty/duty-table.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { type Roster, rosterId } from "#duty/roster/roster.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { everybody, personNamed } from "#server/simulation/tower-people.ts";
import { towerWorld, wall } from "#test/tower-world.ts";
import { postAt } from "./running-shift.ts";
import { begunShift, currentPost, occurrenceOf, type Site, shiftAfter, shiftBefore, shiftsOn } from "./site.ts";

/* A post may owe a shift on some sorts of days only. 2026-11-21 is a Saturday, and the tower is set up then. */

const administrator = "何雅静";
const setUp = dutyTable.setupOf(towerSite);
const day = (date: string, type: "holiday" | "make-up") => ({ date, type, name: "元旦" });

function tower(limits: object[] = [{ shift: "day", days: ["working", "make-up"] }]) {
  const { world, does } = towerWorld();
  const shifts = currentPost(world.state<Site>(setUp), "lobby")?.shifts;
  const post = { ...{ key: "lobby", name: "大堂岗", department: "保安部" }, shifts, kit: [], books: [], binds: [] };
  const establish = () => does(administrator, "site.establish-post", { ...post, carries: { manning: limits } });
  const set = (...days: object[]) => does(administrator, "site.set-calendar", { year: 2026, days });
  const on = (date: string) => shiftsOn(world.state<Site>(setUp), "lobby", date as BusinessDate).map(({ key }) => key);
  return { world, does, establish, set, on };
}

describe("a shift of working days", () => {
  test("is not owed at the weekend, and on a day that is worked in its stead it is", () => {
    const { establish, set, on } = tower();
    expect(establish().refusal).toBeUndefined();
    expect([on("2026-11-27"), on("2026-11-28")]).toEqual([
      ["night", "day", "evening"],
      ["night", "evening"],
    ]);
    expect(set(day("2026-11-27", "holiday"), day("2026-11-28", "make-up")).refusal).toBeUndefined();
    expect([on("2026-11-27"), on("2026-11-28"), on("2026-11-29")]).toEqual([
      ["night", "evening"],
      ["night", "day", "evening"],
      ["night", "evening"],
    ]);
  });

  test("does not exist on other days, whoever asks", () => {
    const { world, does, establish } = tower();
    establish();
    const site = world.state<Site>(setUp);
    const at = (shift: string, date = "2026-11-22") =>
      occurrenceOf(site, { post: "lobby", date: date as BusinessDate, shift });
    const [night, evening] = [at("night"), at("evening")];
    // Of a post that was never set up otherwise: nobody is on duty in what it never owed.
    const always = { ...site, posts: { lobby: (site.posts.lobby ?? []).slice(-1) } };
    const begun = (shift: string) => begunShift(always, { post: "lobby", date: "2026-11-22" as BusinessDate, shift });
    expect([begun("day"), begun("night")]).toEqual([undefined, night]);
    expect(at("day")).toBeUndefined();
    expect(at("day")).toBeUndefined();
    expect(night && shiftAfter(site, night)).toBeUndefined();
    expect(evening && shiftBefore(site, evening)).toBeUndefined();
    expect(postAt(site, "lobby", wall("+1 12:00"))).toMatchObject({ shift: undefined, next: { shift: "evening" } });
    const assignments = [{ date: "2026-12-05", shift: "day", person: personNamed("王强"), leading: true }];
    expect(does("周敏", "roster.publish", { post: "lobby", month: "2026-12", assignments }).refusal?.code).toBe(
      "roster.no-such-shift",
    );
  });

  test("is not owed on a holiday, also where it was before the holiday was told", () => {
    const { world, establish, set } = tower();
    establish();
    world.moveTo(wall("+1 12:00"));
    const toPublish = () =>
      world
        .outstanding({ site: towerSite, post: "lobby" })
        .filter(({ obligation }) => obligation.what === "manning.publish")
        .map(({ stream, obligation }) => `${stream.id} ${obligation.key}`);
    expect(toPublish()).toContain("lobby/2026-11-24 day");
    set(day("2026-11-24", "holiday"));
    expect(toPublish()).not.toContain("lobby/2026-11-24 day");
    expect(toPublish()).toContain("lobby/2026-11-24 night");
    set();
    expect(toPublish()).toContain("lobby/2026-11-24 day/2");
  });
});

describe("a shift that a holiday takes out", () => {
  test("stays a shift for whoever has come before a holiday was told, which they leave at once, write of and prepare to hand over", () => {
    const { world, does, establish, set } = tower([{ shift: "night", days: ["weekend"] }]);
    expect(establish().refusal).toBeUndefined();
    const sunday = { post: "lobby", date: "2026-11-22" as BusinessDate, shift: "night" };
    const { assignments } = world.state<Roster>({ ...setUp, noun: "roster", id: rosterId("lobby", sunday.date) });
    const due = assignments.find(({ date, shift }) => date === sunday.date && shift === sunday.shift)?.person;
    const guard = everybody.find(({ name }) => personNamed(name) === due)?.name ?? "";
    world.moveTo(wall("23:50"));
    expect(does(guard, "attendance.sign-on", sunday).refusal).toBeUndefined();
    const before = begunShift(world.state<Site>(setUp), sunday);
    expect(set(day(sunday.date, "holiday")).refusal).toBeUndefined();
    const after = world.state<Site>(setUp);
    expect([occurrenceOf(after, sunday), begunShift(after, sunday)]).toEqual([undefined, before]);
    // However often it is told anew.
    set(day(sunday.date, "holiday"), day("2026-11-23", "holiday"));
    expect(begunShift(world.state<Site>(setUp), sunday)).toEqual(before);
    world.moveTo(wall("+1 00:20"));
    const refused = (act: string, body: object = {}) => does(guard, act, { ...sunday, ...body }).refusal?.code;
    expect([refused("absence.leave-at-once"), refused("absence.come-back")]).toEqual([undefined, undefined]);
    expect(refused("log.write-line", { text: "放假", category: "routine" })).toBeUndefined();
    world.moveTo(wall("+1 07:30"));
    expect(refused("handover.prepare", { summary: "无" })).toBeUndefined();
  });
});

describe("what a post carries of its shifts", () => {
  test.each([
    ["a shift that it has not", [{ shift: "dawn", days: ["working"] }]],
    ["a sort of days that there is not", [{ shift: "day", days: ["sunday"] }]],
    ["no days", [{ shift: "day", days: [] }]],
  ])("is refused where it names %s", (_, limits) => {
    expect(tower(limits).establish().refusal).toMatchObject({
      code: "site.post-carries-unknown",
      field: "carries.manning.0",
    });
  });
});

describe("the calendar of a site", () => {
  test("is told by administrators", () => {
    const { does } = tower();
    expect(does("周敏", "site.set-calendar", { year: 2026, days: [] }).refusal).toMatchObject({
      code: "site.not-administrator",
      rules: ["ZB-10"],
    });
  });

  test("has days of its own year only", () => {
    const { set } = tower();
    expect(set(day("2026-12-31", "holiday"), day("2027-01-01", "holiday")).refusal).toMatchObject({
      code: "site.day-of-another-year",
      field: "days.1.date",
    });
  });

  test("is as told from tomorrow on: what has begun stays what it was", () => {
    const { world, set } = tower();
    const known = () => Object.keys(world.state<Site>(setUp).specialDays).toSorted();
    set(day("2026-11-20", "holiday"), day("2026-11-21", "holiday"), day("2026-11-22", "holiday"));
    expect(known()).toEqual(["2026-11-22"]);
    world.moveTo(wall("+1 06:00"));
    set(day("2026-12-25", "holiday"));
    expect(known()).toEqual(["2026-11-22", "2026-12-25"]);
  });

  test("of a year to come is as told from its first day, and other years stay", () => {
    const { world, does, set } = tower();
    set(day("2026-12-31", "holiday"));
    does(administrator, "site.set-calendar", { year: 2027, days: [day("2027-01-01", "holiday")] });
    const { specialDays } = world.state<Site>(setUp);
    expect(specialDays).toEqual({
      "2026-12-31": { type: "holiday", name: "元旦" },
      "2027-01-01": { type: "holiday", name: "元旦" },
    });
  });
});

test("a post keeps its limits for the shifts that it names, and owes the others every day", () => {
  const { world, establish, on } = tower();
  expect(currentPost(world.state<Site>(setUp), "lobby")?.carries).toBeUndefined();
  expect(on("2026-11-22")).toEqual(["night", "day", "evening"]);
  establish();
  expect(on("2026-11-22")).toEqual(["night", "evening"]);
});
