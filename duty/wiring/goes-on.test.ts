import fc from "fast-check";
import { expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Manning } from "#duty/manning/manning.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Whoever goes on into the next shift stands at the post, by whichever act the shift before is ended: of it nobody is told that it is empty (ZB-20, ZB-28). */

const site = "tower";
const day = { post: "lobby", date: firstDay, shift: "day" };
const evening = { ...day, shift: "evening" };
const [guard, relief, leader] = ["李伟", "张磊", "周敏"] as const;
const person = towerPerson(guard);

function must(tower: TowerWorld, ...sent: Parameters<TowerWorld["does"]>): void {
  expect(tower.does(...sent).refusal?.code, `${sent[1]} by ${sent[0]}`).toBeUndefined();
}

/** Sent with the newest of the hand-over of the day. */
function signs(tower: TowerWorld, who: string): void {
  const seen = tower.world.streams.get(`${site}:handover/lobby/${firstDay}/day`)?.head;
  must(tower, who, "handover.sign", { ...day, forms: [] }, { seen });
}

/** The guard of the day at the lobby, with whatever they need to have read. */
function begun(): TowerWorld {
  const tower = towerWorld(2);
  for (const { id: regulation, hash } of packs)
    for (const who of [guard, leader]) must(tower, who, "notice.confirm", { regulation, hash });
  return tower;
}

/** How the guard of the day comes to stand there in the evening. */
const roads = {
  /** By the plan: the shift is closed alone before its end. */
  "rostered for both": (tower: TowerWorld) => {
    const { assignments } = tower.world.state<{ assignments: { date: string; shift: string; person: string }[] }>({
      ...{ site, noun: "roster", id: "lobby/2026-11" },
    });
    const both = assignments.map((each) =>
      each.date === firstDay && each.shift === "evening" ? { ...each, person } : each,
    );
    const seen = tower.world.streams.get(`${site}:roster/lobby/2026-11`)?.head;
    must(tower, leader, "roster.publish", { post: "lobby", month: "2026-11", assignments: both }, { seen });
    tower.world.moveTo(wall("07:45"));
    must(tower, guard, "attendance.sign-on", day);
    tower.world.moveTo(wall("15:50"));
    must(tower, guard, "attendance.sign-on", evening);
    must(tower, guard, "handover.prepare", { ...day, summary: "正常", reasons: [], relief: person });
    signs(tower, guard);
  },
  /** The relief does not come, and the guard is put in for them. */
  "put in for a relief who does not come": (tower: TowerWorld) => {
    tower.world.moveTo(wall("07:45"));
    must(tower, guard, "attendance.sign-on", day);
    tower.world.moveTo(wall("16:01"));
    const absent = towerPerson(relief);
    must(tower, leader, "roster.arrange-cover", { ...evening, absent, cover: person, reason: "未到" });
    must(tower, guard, "attendance.sign-on", evening);
    must(tower, guard, "handover.prepare", { ...day, summary: "正常", reasons: [], relief: person });
    signs(tower, guard);
  },
} satisfies Record<string, (tower: TowerWorld) => void>;

/** By which act their first shift ends, and whether they stand there still by what it says. */
const ends: Readonly<Record<string, { stays: boolean; act: (tower: TowerWorld) => void }>> = {
  "signs off": { stays: true, act: (tower) => must(tower, guard, "attendance.sign-off", day) },
  "is recorded to have signed off": {
    stays: true,
    act: (tower) => {
      must(tower, leader, "attendance.record-sign-off", { ...day, person, at: tower.world.now, reason: "忘了" });
    },
  },
  "leaves the company": {
    stays: false,
    act: (tower) => must(tower, "何雅静", "person.leave", { person, reason: "辞职" }, { site: towerOffice }),
  },
  "is recorded as gone from both": {
    stays: false,
    act: (tower) => {
      for (const turn of [day, evening])
        must(tower, leader, "attendance.record-abandonment", {
          ...{ ...turn, person, leftAt: tower.world.now, account: "不见人" },
        });
    },
  },
};

const cases = Object.keys(roads).flatMap((road) => Object.keys(ends).map((end) => [road, end] as const));

test.each(cases)(
  "whoever is %s and %s: the post is called empty where nobody stands there, and only then",
  (road, end) => {
    fc.assert(
      fc.property(fc.nat({ max: 25 }), (minutes) => {
        const tower = begun();
        roads[road as keyof typeof roads](tower);
        tower.world.moveTo(plusMinutes(wall("16:02"), minutes));
        ends[end]?.act(tower);
        const there = presencesIn(tower.world.outstanding({ site, post: "lobby" })).map(({ turn }) => turn.person);
        expect(there).toEqual(ends[end]?.stays ? [person] : []);
        const { gaps } = tower.world.state<Manning>({ site, noun: "manning", id: `lobby/${firstDay}` });
        const empty = gaps.filter(({ shift, emptySince }) => shift === "evening" && emptySince !== undefined);
        expect(empty).toHaveLength(ends[end]?.stays ? 0 : 1);
      }),
      { numRuns: 8, seed: freshSeed() },
    );
  },
);
