import { describe, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { shifts } from "#server/simulation/tower.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * By whichever act somebody comes to stand at a post, they have confirmed what binds it (GPH-01). Where nobody stands there they come first, and
 * owe it from that moment on (ZB-22).
 */

const lobby = shiftOn("lobby", "day");
const gate = shiftOn("east-gate", "day");
const unread = "attendance.regulation-unconfirmed";
const uncovered = "absence.regulation-unconfirmed";

/** 李伟 stands in the lobby, 刘洋, 高翔 and 马超 at a gate that no text but the house binds; 高翔 has not confirmed what binds the lobby. */
function atWork(): RunOfShifts {
  const there = new RunOfShifts().at("06:10");
  const post = { key: "east-gate", name: "东门岗", department: "保安部", kit: [], books: [], binds: [] };
  expect(there.does("setup", "site.establish-post", { ...post, shifts })).toContain("site.post-established");
  for (const who of ["高翔", "马超"]) expect(there.joins(who, gate)).toContain("roster.published");
  there.at("07:45").does("李伟", "attendance.sign-on", lobby);
  for (const who of ["刘洋", "高翔", "马超"])
    expect(there.does(who, "attendance.sign-on", gate)).toContain("attendance.signed-on");
  return there.at("09:00");
}

const own = { own: gate };
const leaver = { ...lobby, person: towerPerson("李伟") };
const accepts = (there: RunOfShifts, who: string) => there.does(who, "absence.accept", { ...leaver, ...own });
const asks = (there: RunOfShifts, who: string) =>
  there.does("李伟", "absence.ask", {
    ...{ ...lobby, why: "meal", returnBy: wall("09:30"), cover: { ...gate, person: towerPerson(who) } },
  });

function confirms(there: RunOfShifts, who: string): string {
  return packs.map(({ id: regulation, hash }) => there.does(who, "notice.confirm", { regulation, hash })).join(" ");
}

const ways: Record<string, { code: string; before?(there: RunOfShifts): void; comes(there: RunOfShifts): string }> = {
  "signing on": {
    code: unread,
    before: (there) => {
      there.does("黄丽华", "roster.arrange-cover", {
        ...{ ...lobby, absent: towerPerson("李伟"), cover: towerPerson("司徒晓明"), reason: "病" },
      });
    },
    comes: (there) => there.does("司徒晓明", "attendance.sign-on", lobby),
  },
  "moving there inside the shift": {
    code: unread,
    comes: (there) => there.does("高翔", "attendance.move", { ...gate, to: "lobby", record: "放行六台" }),
  },
  "covering for somebody who asked": {
    code: uncovered,
    before: (there) => void asks(there, "高翔"),
    comes: (there) => accepts(there, "高翔"),
  },
  "covering instead of whoever covers": {
    code: uncovered,
    before: (there) => {
      there.does("李伟", "absence.leave-at-once", lobby);
      expect(accepts(there, "马超")).toContain("absence.accepted");
    },
    comes: (there) => accepts(there, "高翔"),
  },
};

describe.each(Object.entries(ways))("%s", (_, { code, before, comes }) => {
  test("is for those who have confirmed what binds the post", () => {
    const there = atWork();
    before?.(there);
    expect(comes(there)).toBe(code);
    for (const who of ["高翔", "司徒晓明"]) confirms(there, who);
    expect(comes(there)).toMatch(/attendance\.(signed-on|moved)|absence\.accepted/);
  });
});

describe("where somebody has left at once and nobody stands there", () => {
  const reading = (there: RunOfShifts) =>
    there.tower.world
      .outstanding({ site: "tower", person: towerPerson("高翔") })
      .filter(({ obligation }) => obligation.what === "notice.confirm")
      .map(({ obligation: { post, dueAt, rules } }) => ({ post, dueAt, rules }));

  function stoodIn(): RunOfShifts {
    const there = atWork();
    there.does("李伟", "absence.leave-at-once", lobby);
    expect(accepts(there, "高翔")).toContain("absence.accepted");
    return there;
  }

  test("whoever stands in comes first, and owes the reading within the hour", () => {
    const there = stoodIn();
    expect(reading(there)).toEqual([{ post: "lobby", dueAt: plusMinutes(wall("09:00"), 60), rules: ["GPH-01"] }]);
    there.at("09:20");
    confirms(there, "高翔");
    expect(reading(there)).toEqual([]);
  });

  test("it is counted missed where they do not, also when whoever left is back by then", () => {
    const there = stoodIn();
    there.at("09:05").does("李伟", "absence.come-back", lobby);
    there.at("10:01");
    const missed = [...there.tower.world.streams.values()].flatMap(({ key, entries }) =>
      key.noun === "notice" ? entries.filter(({ type }) => type === "obligation.missed") : [],
    );
    expect(missed).toHaveLength(1);
  });

  test("it is asked once, and of nobody who has left the company", () => {
    const there = stoodIn();
    there.at("09:05").does("李伟", "absence.come-back", lobby);
    there.does("李伟", "absence.leave-at-once", lobby);
    expect(accepts(there, "高翔")).toContain("absence.accepted");
    expect(reading(there)).toHaveLength(1);
    expect(there.leavesTheCompany("高翔")).toContain("person.left");
    expect(reading(there)).toEqual([]);
  });
});
