import { describe, expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { type Manning, manningId } from "#duty/manning/manning.ts";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { emptinessCalled, must } from "#test/emptiness-called.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Whatever way somebody leaves a post by, and whichever post it is: where nobody stands there while a shift runs, a call runs about that (ZB-28). */

const site = "tower";
const lobby = { post: "lobby", date: firstDay, shift: "day" };
const gate = { ...lobby, post: "east-gate" };
const [guard, second, admin, leader] = ["李伟", "马超", "何雅静", "周敏"] as const;

/** The guard of the day at the gate, whoever it is by the plan. */
function gateGuard({ world }: TowerWorld): string {
  const { assignments } = world.state<{ assignments: { date: string; shift: string; person: string }[] }>({
    ...{ site, noun: "roster", id: "east-gate/2026-11" },
  });
  return assignments.find(({ date, shift }) => date === firstDay && shift === "day")?.person ?? "";
}

/** Two at the gate, one at the lobby; `who` of the gate is the one by the plan. */
function begun(): { tower: TowerWorld; who: string } {
  const tower = towerWorld(3);
  const who = gateGuard(tower);
  const planned = { actor: { person: who } };
  for (const { id: regulation, hash } of packs) {
    for (const each of [guard, second, leader]) must(tower, each, "notice.confirm", { regulation, hash });
    must(tower, "setup", "notice.confirm", { regulation, hash }, planned);
  }
  tower.world.moveTo(wall("07:45"));
  must(tower, guard, "attendance.sign-on", lobby);
  must(tower, "setup", "attendance.sign-on", gate, planned);
  must(tower, leader, "roster.arrange-cover", { ...gate, absent: who, cover: towerPerson(second), reason: "换人" });
  must(tower, second, "attendance.sign-on", gate);
  tower.world.moveTo(wall("10:00"));
  return { tower, who };
}

/** The one of the gate covers at the lobby, from where the guard has gone at once. */
function lent(): ReturnType<typeof begun> {
  const begin = begun();
  const { tower, who } = begin;
  must(tower, guard, "absence.leave-at-once", lobby);
  const accepted = { ...lobby, person: towerPerson(guard), own: gate };
  must(tower, "setup", "absence.accept", accepted, { actor: { person: who } });
  tower.world.moveTo(wall("10:05"));
  return begin;
}

const ways: Readonly<Record<string, (tower: TowerWorld, person: string, turn: typeof lobby) => void>> = {
  "is recorded as gone": (tower, person, turn) =>
    must(tower, "孙涛", "attendance.record-abandonment", {
      ...{ ...turn, person, leftAt: tower.world.now, account: "不见人" },
    }),
  "leaves the company": (tower, person) =>
    must(tower, admin, "person.leave", { person, reason: "辞职" }, { site: towerOffice }),
  "leaves at once": (tower, person, turn) => must(tower, "setup", "absence.leave-at-once", turn, { actor: { person } }),
};

/** Who stands at a post. */
function peopleThere({ world }: TowerWorld, post: string): string[] {
  const all = presencesIn(world.outstanding({ site, post }));
  const away = all.filter(({ as }) => as === "away").map(({ turn }) => turnId(turn));
  return all
    .filter(({ as, turn }) => as === "covering" || (as === "on-duty" && !away.includes(turnId(turn))))
    .map(({ turn }) => turn.person);
}

/** Everybody answers whatever is called. */
function answered(tower: TowerWorld): void {
  for (const { key, obligations, escalations } of [...tower.world.streams.values()])
    for (const { key: owed } of obligations.filter(isOutstanding)) {
      const { calls = [], acknowledgedAt } = escalations[owed] ?? {};
      if (calls.length === 0 || acknowledgedAt !== undefined) continue;
      const { noun, id } = key;
      for (const who of ["孙涛", "林志远", "黄丽华"])
        tower.does(who, "ledger.acknowledge", { stream: { noun, id }, key: owed });
    }
}

const forGood = ["is recorded as gone", "leaves the company"] as const;
const pairs = Object.keys(ways).flatMap((one) => Object.keys(ways).map((other) => [one, other] as const));
const heard = (tower: TowerWorld, post: string) => {
  expect(peopleThere(tower, post)).toEqual([]);
  expect(emptinessCalled(tower, post).length, `calls about ${post}`).toBeGreaterThan(0);
};

describe("a call runs from the moment on at which nobody stands at", () => {
  test.each(Object.keys(ways))("the own post, whose guard %s", (way) => {
    const { tower } = begun();
    ways[way]?.(tower, towerPerson(guard), lobby);
    heard(tower, "lobby");
  });

  test.each(pairs)("either post, where whoever covers %s, and the one who stayed %s", (one, other) => {
    for (const isFirst of [true, false]) {
      const { tower, who } = lent();
      const both = [
        () => ways[one]?.(tower, who, gate),
        () => ways[other]?.(tower, towerPerson(second), gate),
      ] as const;
      both[isFirst ? 0 : 1]();
      answered(tower);
      both[isFirst ? 1 : 0]();
      heard(tower, "east-gate");
      expect(peopleThere(tower, "lobby")).toEqual([]);
    }
  });

  test.each(Object.keys(ways))(
    "a post whose guard is held after the end, the calls about the relief answered, and %s",
    (way) => {
      const { tower } = begun();
      tower.world.moveTo(wall("17:10"));
      answered(tower);
      ways[way]?.(tower, towerPerson(guard), lobby);
      heard(tower, "lobby");
    },
  );

  test.each(forGood)("a post whose guard leaves at once, and then %s: that ends no call of the first", (other) => {
    const { tower } = begun();
    ways["leaves at once"]?.(tower, towerPerson(guard), lobby);
    const [first] = emptinessCalled(tower, "lobby");
    tower.world.moveTo(wall("10:10"));
    ways[other]?.(tower, towerPerson(guard), lobby);
    expect(emptinessCalled(tower, "lobby").map(({ owed }) => owed.key)).toContain(first?.owed.key);
    tower.world.moveTo(wall("10:16"));
    const rungs = emptinessCalled(tower, "lobby").find(({ owed }) => owed.key === first?.owed.key);
    expect(rungs?.at).toHaveLength(2);
  });
});

describe("a post whose guard is recorded as gone since before somebody covered there is empty since", () => {
  const recorded = (tower: TowerWorld) => {
    const gone = { ...lobby, person: towerPerson(guard), leftAt: wall("10:00"), account: "不见人" };
    must(tower, leader, "attendance.record-abandonment", gone);
    const { gaps } = tower.world.state<Manning>({ site, noun: "manning", id: manningId(lobby) });
    return gaps
      .filter(({ shift, endedAt }) => shift === "day" && endedAt === undefined)
      .map(({ emptySince }) => emptySince);
  };

  test("the record, with which whoever covered goes from there", () => {
    const { tower, who } = lent();
    tower.world.moveTo(wall("11:00"));
    expect(peopleThere(tower, "lobby")).toEqual([who]);
    expect(recorded(tower)).toEqual([wall("11:00")]);
    heard(tower, "lobby");
  });

  test("whoever covered had gone, where that was before", () => {
    const { tower, who } = lent();
    tower.world.moveTo(wall("10:40"));
    ways["leaves the company"]?.(tower, who, gate);
    tower.world.moveTo(wall("11:00"));
    expect(recorded(tower)).toEqual([wall("10:40")]);
  });
});

test("whoever is put in and taken out again and again puts off no call: it counts from when the post was empty", () => {
  const tower = towerWorld(3);
  // The night before, for which the tower had nobody, comes to be none: nobody knows yet that the lobby stands empty.
  const site = tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...post } = currentPost(site, "lobby") as Post & { readonly since: number };
  must(tower, "setup", "site.establish-post", { ...post, shifts: post.shifts.filter(({ key }) => key !== "night") });
  const cover = { ...lobby, absent: towerPerson(guard), cover: towerPerson(second), reason: "未到" };
  for (let minutes = 8 * 60 + 10; minutes < 9 * 60 + 30; minutes += 14) {
    tower.world.moveTo(
      wall(`${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`),
    );
    const isIn = (minutes - 490) % 28 === 0;
    if (isIn) must(tower, leader, "roster.arrange-cover", cover);
    else must(tower, leader, "roster.take-back-cover", { ...lobby, cover: cover.cover, reason: "来不了" });
  }
  const calls = emptinessCalled(tower, "lobby").flatMap(({ at }) => at);
  expect(Math.min(...calls)).toBe(wall("08:30"));
  expect(calls).toContain(wall("08:45"));
});

/** By which act somebody comes to the lobby, from where the guard has gone at once. */
const comings: Readonly<Record<string, (tower: TowerWorld, who: string) => void>> = {
  "comes from another post": (tower, who) =>
    must(tower, "setup", "attendance.move", { ...gate, to: "lobby", record: "正常" }, { actor: { person: who } }),
  "accepts to cover": (tower, who) =>
    must(
      tower,
      "setup",
      "absence.accept",
      { ...lobby, person: towerPerson(guard), own: gate },
      { actor: { person: who } },
    ),
  "comes back": (tower) => must(tower, guard, "absence.come-back", lobby),
};

test.each(Object.keys(comings))("a post that was left at once is stood in at when somebody %s", (coming) => {
  const { tower, who } = begun();
  must(tower, guard, "absence.leave-at-once", lobby);
  tower.world.moveTo(wall("10:03"));
  comings[coming]?.(tower, who);
  const id = turnId({ ...lobby, person: towerPerson(guard) });
  const owed = tower.world.streams.get(`${site}:absence/${id}`)?.obligations;
  expect(owed?.filter(({ what }) => what === "absence.stand-in").map(({ metAt }) => metAt)).toEqual([wall("10:03")]);
});

test.each(forGood)(
  "the call about a post whose guard left at once and %s ends when somebody signs on there, and with the shift that follows at the latest",
  (way) => {
    for (const comes of [true, false]) {
      const { tower } = begun();
      must(tower, guard, "absence.leave-at-once", lobby);
      ways[way]?.(tower, towerPerson(guard), lobby);
      const id = turnId({ ...lobby, person: towerPerson(guard) });
      const standIn = () =>
        tower.world.streams.get(`${site}:absence/${id}`)?.obligations.find(({ what }) => what === "absence.stand-in");
      expect(standIn() && isOutstanding(standIn() ?? {})).toBe(true);
      const relief = "张磊";
      for (const { id: regulation, hash } of packs) must(tower, relief, "notice.confirm", { regulation, hash });
      tower.world.moveTo(wall("15:50"));
      if (comes) must(tower, relief, "attendance.sign-on", { ...lobby, shift: "evening" });
      tower.world.moveTo(wall("+1 00:01"));
      expect(standIn()).toMatchObject(comes ? { metAt: wall("15:50") } : { endedAt: wall("+1 00:00") });
    }
  },
);
