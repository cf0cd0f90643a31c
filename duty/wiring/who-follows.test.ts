import { describe, expect, test } from "vitest";
import { emptinessCalled, must } from "#test/emptiness-called.ts";
import { packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

const site = "tower";
const [second, leader] = ["马超", "周敏"] as const;

describe("who follows is asked when somebody goes, and by the set-up", () => {
  const last = { post: "lobby", date: "2026-11-22", shift: "evening" };

  /** The last rostered shift of the lobby, which nobody follows by the plan, with its guard on duty. */
  function lastShift(): { tower: TowerWorld; actor: { person: string } } {
    const tower = towerWorld(2);
    const { assignments } = tower.world.state<{ assignments: { date: string; shift: string; person: string }[] }>({
      ...{ site, noun: "roster", id: "lobby/2026-11" },
    });
    const due = assignments.find(({ date, shift }) => date === last.date && shift === last.shift);
    const actor = { person: due?.person ?? "" };
    for (const { id: regulation, hash } of packs)
      must(tower, "setup", "notice.confirm", { regulation, hash }, { actor });
    tower.world.moveTo(wall("+1 15:50"));
    must(tower, "setup", "attendance.sign-on", last, { actor });
    return { tower, actor };
  }

  const goes = ({ tower, actor }: ReturnType<typeof lastShift>) =>
    tower.does("setup", "attendance.sign-off", last, { actor }).refusal?.code;

  test("nobody is rostered for the next shift: the guard stays, and that is called", () => {
    const begin = lastShift();
    begin.tower.world.moveTo(wall("+2 00:05"));
    expect(goes(begin)).toBe("attendance.post-uncovered");
    expect(emptinessCalled(begin.tower, "lobby").map(({ at }) => at[0])).toContain(wall("+2 00:00"));
  });

  test.each([false, true])(
    "also who has closed the shift alone stays until somebody is there, and then hands over to them; month published since: %s",
    (isPublished) => {
      const begin = lastShift();
      const { tower, actor } = begin;
      const handover = () => tower.world.streams.get(`${site}:handover/lobby/2026-11-22/evening`)?.head;
      tower.world.moveTo(wall("+1 23:40"));
      must(tower, "setup", "handover.prepare", { ...last, summary: "正常", nothingPending: true }, { actor });
      tower.world.moveTo(wall("+2 00:00"));
      must(tower, "setup", "handover.sign", { ...last, forms: [] }, { actor, seen: handover() });
      if (isPublished) {
        const { assignments } = tower.world.state<{ assignments: object[] }>({
          ...{ site, noun: "roster", id: "lobby/2026-11" },
        });
        const next = { date: "2026-11-23", shift: "night", person: towerPerson(second), leading: true };
        const seen = tower.world.streams.get(`${site}:roster/lobby/2026-11`)?.head;
        must(
          tower,
          leader,
          "roster.publish",
          { post: "lobby", month: "2026-11", assignments: [...assignments, next] },
          { seen },
        );
      }
      tower.world.moveTo(wall("+2 00:05"));
      expect(goes(begin)).toBe("attendance.post-uncovered");
      if (!isPublished) return;
      for (const { id: regulation, hash } of packs) must(tower, second, "notice.confirm", { regulation, hash });
      must(tower, second, "attendance.sign-on", { post: "lobby", date: "2026-11-23", shift: "night" });
      expect(goes(begin)).toBe("attendance.closed-alone");
    },
  );
});
