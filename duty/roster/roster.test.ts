import { describe, expect, test } from "vitest";
import { acts } from "#duty/nouns.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { firstDay, towerWorld, wall } from "#test/tower-world.ts";
import { arrangeCover } from "./arrange-cover.ts";
import { publishRoster } from "./publish-roster.ts";
import { dueFor, type Roster } from "./roster.ts";

const turn = (date: string, shift: string, who: string, leading = true) => ({
  date,
  shift,
  person: personNamed(who),
  leading,
});

function lobbyMonth(assignments: readonly object[]) {
  return { post: "lobby", month: "2026-12", assignments };
}

describe("publishing a month", () => {
  test("a squad leader publishes; the roster then tells who is due", () => {
    const { world, does } = towerWorld();
    const month = lobbyMonth([turn("2026-12-01", "day", "王强"), turn("2026-12-01", "day", "马超", false)]);
    expect(does("周敏", "roster.publish", month).refusal).toBeUndefined();
    const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: "lobby/2026-12" });
    const due = dueFor(roster, { date: "2026-12-01" as typeof firstDay, shift: "day" });
    expect(due.map((each) => each.person)).toEqual([personNamed("王强"), personNamed("马超")]);
  });

  test.each([
    ["by a guard", "王强", [turn("2026-12-01", "day", "王强")], "roster.not-entitled", ["ZB-11"]],
    [
      "of a shift that the post has not",
      "周敏",
      [turn("2026-12-01", "dawn", "王强")],
      "roster.no-such-shift",
      ["ZB-11"],
    ],
    ["of a day of another month", "周敏", [turn("2027-01-01", "day", "王强")], "roster.no-such-shift", ["ZB-11"]],
    [
      "without a leading person",
      "周敏",
      [turn("2026-12-01", "day", "王强", false)],
      "roster.not-one-leader",
      ["ZB-11"],
    ],
    [
      "with two leading persons",
      "周敏",
      [turn("2026-12-01", "day", "王强"), turn("2026-12-01", "day", "李伟")],
      "roster.not-one-leader",
      ["ZB-11"],
    ],
  ])("%s is refused", (_, who, assignments, code, rules) => {
    expect(towerWorld().does(who, "roster.publish", lobbyMonth(assignments)).refusal).toMatchObject({ code, rules });
  });

  test("of somebody whom nobody knows is refused, with the place in the form", () => {
    const stranger = { ...turn("2026-12-01", "day", "王强"), person: "00000000-0000-4000-9000-000000000009" };
    const { refusal } = towerWorld().does("周敏", "roster.publish", lobbyMonth([stranger]));
    expect(refusal).toMatchObject({ code: "roster.person-unknown", field: "assignments.0" });
  });

  test("of somebody who stands at another post at that time is refused", () => {
    const { does } = towerWorld();
    const gate = { post: "east-gate", month: "2026-12", assignments: [turn("2026-12-01", "day", "王强")] };
    expect(does("周敏", "roster.publish", gate).refusal).toBeUndefined();
    const { refusal } = does("周敏", "roster.publish", lobbyMonth([turn("2026-12-01", "day", "王强")]));
    expect(refusal).toMatchObject({
      code: "roster.overlap",
      rules: ["ZB-06"],
      detail: { post: "lobby", shift: "day" },
    });
    expect(does("周敏", "roster.publish", lobbyMonth([turn("2026-12-01", "evening", "王强")])).refusal).toBeUndefined();
  });
});

describe("publishing a month again", () => {
  test("may change what is to come, but not what has begun", () => {
    const { world, does } = towerWorld();
    const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: "lobby/2026-11" });
    const exchanged = (shift: string) =>
      roster.assignments.map((each) =>
        each.date === firstDay && each.shift === shift ? { ...each, person: personNamed("马超") } : each,
      );
    world.moveTo(wall("09:00"));
    const again = (shift: string) => {
      const { head: seen } = world.streams.get(`${towerSite}:roster/lobby/2026-11`) ?? {};
      const body = { post: "lobby", month: "2026-11", assignments: exchanged(shift) };
      return does("周敏", "roster.publish", body, { seen });
    };
    expect(again("day").refusal).toMatchObject({
      code: "roster.past-changed",
      rules: ["ZB-04"],
    });
    expect(again("evening").refusal).toBeUndefined();
  });

  test("may not leave out a shift that has begun", () => {
    const { world, does } = towerWorld();
    const { assignments } = world.state<Roster>({ site: towerSite, noun: "roster", id: "lobby/2026-11" });
    world.moveTo(wall("09:00"));
    const without = assignments.filter(({ date, shift }) => date !== firstDay || shift !== "day");
    const { head: seen } = world.streams.get(`${towerSite}:roster/lobby/2026-11`) ?? {};
    const month = { post: "lobby", month: "2026-11", assignments: without };
    expect(does("周敏", "roster.publish", month, { seen }).refusal?.code).toBe("roster.past-changed");
  });
});

test("publishing a month for a post that there is not is refused", () => {
  const { refusal } = towerWorld().does("周敏", "roster.publish", { ...lobbyMonth([]), post: "north-gate" });
  expect(refusal).toEqual({ code: "roster.no-such-post", rules: ["ZB-11"], field: "post" });
});

describe("arranging a cover", () => {
  const cover = { post: "lobby", date: firstDay, shift: "evening", reason: "发烧" };
  const [absent, standIn] = [personNamed("张磊"), personNamed("马超")];

  test("puts somebody in, who may then sign on, and lets nobody be missed in vain", () => {
    const { world, does } = towerWorld();
    expect(does("周敏", "roster.arrange-cover", { ...cover, absent, cover: standIn }).refusal).toBeUndefined();
    const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: "lobby/2026-11" });
    expect(dueFor(roster, cover)).toMatchObject([{ person: standIn, leading: true }]);
    world.moveTo(wall("16:30"));
    const missed = [...world.streams.values()].filter(({ key }) => key.id.startsWith(`lobby/${firstDay}/evening`));
    expect(missed.map(({ key }) => key.id)).toEqual([`lobby/${firstDay}/evening/${standIn}`]);
  });

  test.each([
    ["by a guard", "王强", { absent, cover: standIn }, "roster.not-entitled"],
    ["for a shift that is not there", "周敏", { absent, cover: standIn, shift: "dawn" }, "roster.no-such-shift"],
    ["for somebody who is not due", "周敏", { absent: standIn, cover: absent }, "roster.not-due"],
    ["by the absent themselves", "周敏", { absent, cover: absent }, "roster.cover-already-due"],
    ["by a stranger", "周敏", { absent, cover: "00000000-0000-4000-9000-000000000009" }, "roster.person-unknown"],
    ["by somebody who stands elsewhere then", "周敏", { absent, cover: personNamed("赵鹏") }, "roster.overlap"],
  ])("%s is refused", (_, who, body, code) => {
    expect(towerWorld().does(who, "roster.arrange-cover", { ...cover, ...body }).refusal?.code).toBe(code);
  });

  test("after the shift it is too late", () => {
    const { world, does } = towerWorld();
    const dayOff = { ...cover, shift: "day", absent: personNamed("李伟"), cover: standIn };
    world.moveTo(wall("16:00"));
    expect(does("周敏", "roster.arrange-cover", dayOff).refusal?.code).toBe("roster.shift-over");
  });
});

test("the table of commands decides by the acts of this folder", () => {
  expect(acts["roster.publish"].decide).toBe(publishRoster);
  expect(acts["roster.arrange-cover"].decide).toBe(arrangeCover);
});
