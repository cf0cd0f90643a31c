import fc from "fast-check";
import { expect, test } from "vitest";
import type { Roster } from "#duty/roster/roster.ts";
import { currentPost, occurrenceOf, type Site } from "#duty/site/site.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { firstDay, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";
import { doubledTurns, turnsOfMonths } from "./doubled-turns.ts";

/* Whatever a post is set up as after its month was published: who then stands in two shifts at once is named, nobody else, and publishing mends it. */

const month = "2026-11";
const posts = ["lobby", "east-gate", "squad"];
const siteOf = ({ world }: TowerWorld) => world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
const rosterOf = ({ world }: TowerWorld, post: string) =>
  world.state<Roster>({ site: towerSite, noun: "roster", id: `${post}/${month}` });

function named(tower: TowerWorld) {
  const months = posts.map((post) => [`${post}/${month}`, rosterOf(tower, post)] as const);
  return doubledTurns(turnsOfMonths(siteOf(tower), months), tower.world.now);
}

/** Read plainly: each two turns of the site that one person has and that share a minute still to come. */
function plainly(tower: TowerWorld): string[] {
  const site = siteOf(tower);
  const turns = posts.flatMap((post) =>
    rosterOf(tower, post).assignments.map((each) => ({ ...each, post, span: occurrenceOf(site, { ...each, post }) })),
  );
  return turns.flatMap((one, index) =>
    turns.slice(index + 1).flatMap((other) => {
      const from = Math.max(one.span?.startsAt ?? Infinity, other.span?.startsAt ?? Infinity);
      const until = Math.min(one.span?.endsAt ?? 0, other.span?.endsAt ?? 0);
      const name = [one, other].map(({ post, date, shift }) => `${post} ${date} ${shift}`).toSorted();
      return one.person === other.person && from < until && until > tower.world.now
        ? [`${one.person}: ${name.join(" and ")}`]
        : [];
    }),
  );
}

const told = (all: ReturnType<typeof named>) =>
  all.map(({ person, first, second }) => {
    const names = [first, second].map(({ post, date, shift }) => `${post} ${date} ${shift}`).toSorted();
    return `${person}: ${names.join(" and ")}`;
  });

/** A guard of the lobby who has the gate's evening as well, after their day at the lobby. */
function twoPosts(): TowerWorld {
  const tower = towerWorld(4);
  const gate = rosterOf(tower, "east-gate");
  const day = rosterOf(tower, "lobby").assignments.filter(({ shift }) => shift === "day");
  const lent = gate.assignments.map((each) => {
    const theirs = each.shift === "evening" ? day.find(({ date }) => date === each.date) : undefined;
    return theirs ? { ...each, person: theirs.person } : each;
  });
  const seen = tower.world.streams.get(`${towerSite}:roster/east-gate/${month}`)?.head;
  const body = { post: "east-gate", month, assignments: lent };
  const { refusal } = tower.does("周敏", "roster.publish", body, seen ? { seen } : {});
  expect(refusal).toBeUndefined();
  expect(plainly(tower)).toEqual([]);
  return tower;
}

const shiftChange = fc.record({
  post: fc.constantFrom(...posts),
  shift: fc.nat({ max: 2 }),
  hours: fc.integer({ min: -6, max: 6 }),
  minutes: fc.constantFrom(240, 480, 600, 720, 1440),
});

function change(
  tower: TowerWorld,
  { post, shift, hours, minutes }: { post: string; shift: number; hours: number; minutes: number },
) {
  const before = currentPost(siteOf(tower), post);
  if (!before) throw new Error(`there is no ${post}`);
  const { since: _, ...its } = before as typeof before & { since: number };
  const shifts = its.shifts.map((each, index) => {
    const hour = (Number(each.starts.slice(0, 2)) + hours + 24) % 24;
    return index === shift ? { ...each, minutes, starts: `${String(hour).padStart(2, "0")}:00` } : each;
  });
  tower.does("setup", "site.establish-post", { ...its, shifts });
}

test("after any change of shifts, whoever stands in two at once is named, and nobody else", () => {
  let doubled = 0;
  fc.assert(
    fc.property(fc.array(shiftChange, { minLength: 1, maxLength: 4 }), (changes) => {
      const tower = twoPosts();
      for (const each of changes) change(tower, each);
      const names = told(named(tower));
      doubled += names.length > 0 ? 1 : 0;
      expect(names.toSorted()).toEqual(plainly(tower).toSorted());
    }),
    { numRuns: 40, seed: freshSeed() },
  );
  expect(doubled).toBeGreaterThan(5);
});

test("the month that has one of the two turns is published again without it, and then nobody is named", () => {
  const tower = twoPosts();
  change(tower, { post: "lobby", shift: 1, hours: 0, minutes: 720 });
  const before = named(tower);
  expect(before.length).toBeGreaterThan(0);
  expect(before[0]).toMatchObject({ first: { post: "lobby", shift: "day" }, second: { post: "east-gate" } });
  const again = rosterOf(tower, "east-gate").assignments.map((each) =>
    before.some(({ second }) => second.date === each.date && second.shift === each.shift)
      ? { ...each, person: towerPerson("马超") }
      : each,
  );
  const seen = tower.world.streams.get(`${towerSite}:roster/east-gate/${month}`)?.head;
  const body = { post: "east-gate", month, assignments: again };
  expect(tower.does("周敏", "roster.publish", body, seen ? { seen } : {}).refusal).toBeUndefined();
  expect(named(tower)).toEqual([]);
});

test("what is over is nobody's to plan any more", () => {
  const tower = twoPosts();
  change(tower, { post: "lobby", shift: 1, hours: 0, minutes: 720 });
  const all = named(tower);
  tower.world.moveTo(wall("+1 00:00"));
  const left = named(tower);
  expect(left.length).toBe(all.length - 1);
  expect(left.every(({ first }) => first.date > firstDay)).toBe(true);
});
