import { describe, expect, test } from "vitest";
import { dutyTable } from "#duty/duty-table.ts";
import { instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import type { Manning } from "#duty/manning/manning.ts";
import type { Site } from "#duty/site/site.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { firstDay, towerWorld, wall } from "#test/tower-world.ts";

/* A post owes its shifts whether or not anybody is rostered for them. The tower has a roster for two days from the day shift of the first on. */

const setUp = dutyTable.setupOf(towerSite);
const lobby = { site: towerSite, post: "lobby" };
const manningOf = (date: string) => ({ site: towerSite, noun: "manning", id: `lobby/${date}` });
const turn = (date: string, shift: string, who: string) => ({ date, shift, person: personNamed(who), leading: true });

/** What is owed of publishing at the lobby, by its date and shift. */
function toPublish({ world }: ReturnType<typeof towerWorld>): string[] {
  return world
    .outstanding(lobby)
    .filter(({ obligation }) => obligation.what === "manning.publish")
    .map(({ stream, obligation }) => `${stream.id} ${obligation.key}`);
}

/** Who was called about the lobby of a date, and at what time of the shift. */
function callsAbout({ world }: ReturnType<typeof towerWorld>, date: string): string[] {
  const entries = world.streams.get(`${towerSite}:manning/lobby/${date}`)?.entries ?? [];
  return entries.flatMap((each) =>
    each.type === "obligation.escalated"
      ? [`${(each.body as { call: string }).call} ${(each.at - wall("00:00")) / minute}`]
      : [],
  );
}

describe("a post owes its shifts", () => {
  test("from three days before each date begins, where nobody is rostered", () => {
    const tower = towerWorld();
    tower.world.moveTo(plusMinutes(wall("+1 00:00"), -1));
    expect(toPublish(tower).filter((each) => each.includes("2026-11-25"))).toEqual([]);
    tower.world.moveTo(wall("+1 00:00"));
    expect(toPublish(tower).filter((each) => each.includes("2026-11-25"))).toEqual([
      "lobby/2026-11-25 day",
      "lobby/2026-11-25 evening",
      "lobby/2026-11-25 night",
    ]);
  });

  test("and says nothing of a date that is rostered in time", () => {
    const { world } = towerWorld(9);
    world.moveTo(wall("+3 12:00"));
    const told = [...world.streams.values()].filter(({ key }) => key.noun === "manning").map(({ key }) => key.id);
    // Nobody comes to the shifts that have begun; of those that have not, nothing is said.
    expect(told.filter((each) => !/2026-11-2[1-4]$/.test(each))).toEqual([]);
  });

  test("calls when a shift begins without anybody, until it is over", () => {
    const tower = towerWorld();
    tower.world.moveTo(wall("+2 08:00"));
    const night = 2 * 24 * 60;
    expect(callsAbout(tower, "2026-11-23")).toEqual([
      `squad-leader ${night}`,
      `department-manager ${night + 15}`,
      `squad-leader ${night + 8 * 60}`,
    ]);
    expect(toPublish(tower)).not.toContain("lobby/2026-11-23 night");
    expect(toPublish(tower)).toContain("lobby/2026-11-23 day");
  });

  test("is done with when the month is published, and owes again what a later one leaves out", () => {
    const tower = towerWorld();
    const { world, does } = tower;
    const { assignments } = world.state<{ assignments: object[] }>({ ...setUp, noun: "roster", id: "lobby/2026-11" });
    world.moveTo(wall("12:00"));
    const publish = (...more: object[]) => {
      const { head: seen } = world.streams.get(`${setUp.site}:roster/lobby/2026-11`) ?? {};
      const month = { post: "lobby", month: "2026-11", assignments: [...assignments, ...more] };
      expect(does("周敏", "roster.publish", month, { seen }).refusal).toBeUndefined();
    };
    const third = "2026-11-23";
    publish(turn(third, "night", "王强"), turn(third, "day", "李伟"), turn(third, "evening", "张磊"));
    expect(toPublish(tower).filter((each) => each.includes(third))).toEqual([]);
    publish(turn(third, "night", "王强"), turn(third, "evening", "张磊"));
    expect(toPublish(tower).filter((each) => each.includes(third))).toEqual([`lobby/${third} day/2`]);
    const gaps = world.state<Manning>(manningOf(third)).gaps.map(({ key, filledAt }) => [key, filledAt]);
    expect(gaps).toContainEqual(["day", wall("12:00")]);
  });
});

describe("the schedule of a set-up", () => {
  const site = towerWorld().world.state<Site>(setUp);
  const asked = (from: string, to: string) =>
    dutyTable.expectations(setUp, site, site, { from: wall(from), to: wall(to) });

  test("has no end, and answers for a span", () => {
    const { expected, more } = asked("06:00", "+1 00:00");
    const dates = expected.filter(({ body }) => (body as { post: string }).post === "lobby");
    expect(dates.map(({ stream }) => stream.id.split("/")[1])).toEqual([
      firstDay,
      "2026-11-22",
      "2026-11-23",
      "2026-11-24",
    ]);
    expect(more).toBe(true);
  });

  test("leaves out what is all over, and keeps what still runs", () => {
    const first = (from: string) => asked(from, "+1 00:01").expected[0]?.stream.id;
    expect(first("+1 00:00")).toBe("lobby/2026-11-22");
    expect(asked("+0 23:59", "+1 00:00").expected[0]?.stream.id).toBe("lobby/2026-11-21");
  });

  test("is empty for who has no posts", () => {
    const office = { ...site, posts: {} };
    const range = { from: instant(0), to: wall("06:00") };
    expect(dutyTable.expectations(setUp, office, office, range)).toEqual({ expected: [], more: false });
  });

  test("of two hundred posts makes one birth a post and date", () => {
    const [post] = site.posts.lobby ?? [];
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`p${index}`, post ? [{ ...post, key: `p${index}` }] : []]),
    );
    const estate = { ...site, posts: many };
    const range = { from: wall("06:00"), to: wall("+2 06:00") };
    expect(dutyTable.expectations(setUp, estate, estate, range).expected).toHaveLength(200 * 6);
  });
});
