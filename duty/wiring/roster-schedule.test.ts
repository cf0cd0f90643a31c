import { describe, expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { dutyTable } from "#duty/duty-table.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { firstDay, towerWorld, wall } from "#test/tower-world.ts";

const lobby = { site: towerSite, post: "lobby" };
const roster = { site: towerSite, noun: "roster", id: "lobby/2026-11" };
const turnOf = (shift: string, who: string, date: string = firstDay) => ({
  site: towerSite,
  noun: "attendance",
  id: `lobby/${date}/${shift}/${personNamed(who)}`,
});

describe("a published roster", () => {
  test("makes people owe to come, before anything is recorded of them", () => {
    const { world } = towerWorld();
    const owed = world.outstanding(lobby).map(({ stream, obligation }) => `${stream.id} ${obligation.key}`);
    expect(owed).toContain(`${turnOf("day", "李伟").id} relief`);
    expect(world.streams.has(`${towerSite}:attendance/${turnOf("day", "李伟").id}`)).toBe(false);
  });

  test("is looked at no further ahead than two days", () => {
    const { world } = towerWorld(5);
    const dates = new Set(world.outstanding(lobby).map(({ stream }) => stream.id.split("/")[1]));
    expect([...dates].toSorted()).toEqual(["2026-11-21", "2026-11-22", "2026-11-23"]);
  });

  test("answers for a span with what falls due in it", () => {
    const { world } = towerWorld();
    const setup = world.state(dutyTable.setupOf(towerSite));
    const found = dutyTable.expectations(roster, world.state(roster), setup, {
      from: wall("08:00"),
      to: wall("16:00"),
    });
    expect(found.expected.map(({ stream }) => stream.id)).toEqual([turnOf("day", "李伟").id]);
  });

  test("brings a stream to life when somebody is missed, and the calls begin", () => {
    const { world } = towerWorld();
    world.moveTo(wall("08:04"));
    expect(world.state<Attendance>(turnOf("day", "李伟")).phase).toBe("expected");
    const callsAbout = () => [...world.outbox.values()].filter(({ stream }) => stream.id === turnOf("day", "李伟").id);
    expect(callsAbout()).toEqual([]);
    world.moveTo(wall("08:05"));
    expect(callsAbout()).toMatchObject([{ call: "squad-leader", rung: 1 }]);
  });

  test("waits no longer than the shift lasts: who never came was absent", () => {
    const { world } = towerWorld();
    world.moveTo(wall("16:00"));
    expect(world.state<Attendance>(turnOf("day", "李伟")).phase).toBe("absent");
    expect(world.outstanding(lobby).some(({ stream }) => stream.id === turnOf("day", "李伟").id)).toBe(false);
  });

  test("waits no longer for whom somebody else was put in, but for the other", () => {
    const { world, does } = towerWorld();
    world.moveTo(wall("08:10"));
    const turn = { post: "lobby", date: firstDay, shift: "day" };
    does("周敏", "roster.arrange-cover", {
      ...turn,
      absent: personNamed("李伟"),
      cover: personNamed("马超"),
      reason: "发烧",
    });
    expect(world.state<Attendance>(turnOf("day", "李伟")).phase).toBe("excused");
    const waitedFor = world.outstanding(lobby).filter(({ obligation }) => obligation.dueAt === wall("08:40"));
    expect(new Set(waitedFor.map(({ stream }) => stream.id))).toEqual(new Set([turnOf("day", "马超").id]));
  });
});

test("what plans nothing makes nobody owe", () => {
  const always = { from: wall("00:00"), to: wall("+1 23:00") };
  expect(
    dutyTable.expectations({ site: towerSite, noun: "log", id: "lobby/2026-11" }, undefined, undefined, always),
  ).toEqual({ expected: [], more: false });
});

test("a copy of a world goes its own way", () => {
  const { world } = towerWorld();
  const other = world.copy();
  other.moveTo(wall("09:00"));
  expect(other.outbox.size).toBeGreaterThan(0);
  expect([world.outbox.size, world.now]).toEqual([0, wall("06:00")]);
  world.moveTo(wall("09:00"));
  expect(world.streams).toEqual(other.streams);
});
