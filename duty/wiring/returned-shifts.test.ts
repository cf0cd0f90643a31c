import fc from "fast-check";
import { expect, test } from "vitest";
import { type BusinessDate, datePlus, type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/*
 * Nobody owes what was impossible already when it became theirs: a shift that a change of the set-up brings, or brings nearer, while its time
 * runs is owed from then on, as by whoever is put in late (ZB-25).
 */

const post = "west-gate";
const month = "2026-11";
const free = ["马超", "高翔"].map(towerPerson);

const leaders = {
  ...{ regulation: "squad-leader-handover", as: "squad-leader" },
  functions: { "department-supervisor": "department-supervisor" },
};

interface Gate {
  readonly without?: string;
  readonly moved?: string;
  readonly onlyOn?: readonly string[];
  readonly early?: number;
}

/** The gate with its four shifts, or with one of them otherwise. */
function gate({ without, moved, onlyOn, early = 15 }: Gate = {}) {
  const shifts = ["00:00", "06:00", "12:00", "18:00"].flatMap((starts, index) => {
    const key = `s${index}`;
    return key === without ? [] : [{ key, name: key, starts: key === moved ? later(starts) : starts, minutes: 360 }];
  });
  const carries = onlyOn ? { carries: { manning: [{ shift: "s2", days: onlyOn }] } } : {};
  const binds = [{ ...leaders, parameters: { "attendance.early.minutes": early } }];
  return { key: post, name: "西门岗", department: "保安部", shifts, kit: [], books: [], ...carries, binds };
}

const later = (starts: string) => `${String(Number(starts.slice(0, 2)) + 5).padStart(2, "0")}:00`;

/** By which change the shift of noon was not owed, or later, and by which it is. */
const ways: Readonly<Record<string, readonly [act: string, away: object, act: string, back: object]>> = {
  "left the set-up": ["site.establish-post", gate({ without: "s2" }), "site.establish-post", gate()],
  "was owed on other days": ["site.establish-post", gate({ onlyOn: ["holiday"] }), "site.establish-post", gate()],
  "was later in the day": ["site.establish-post", gate({ moved: "s2" }), "site.establish-post", gate()],
  "was signed on for later": ["site.establish-post", gate(), "site.establish-post", gate({ early: 120 })],
};

function must({ does }: TowerWorld, who: string, act: string, body: object) {
  expect(does(who, act, body).refusal, act).toBeUndefined();
}

function gateWithPlan(): TowerWorld {
  const tower = towerWorld();
  must(tower, "setup", "site.establish-post", gate());
  const assignments = [firstDay, datePlus(firstDay, 1)].flatMap((date: BusinessDate) =>
    [0, 1, 2, 3].map((index) => ({ date, shift: `s${index}`, person: free[index % 2] ?? "", leading: true })),
  );
  const { world } = tower;
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const ahead = assignments.filter((each) => (occurrenceOf(site, { ...each, post })?.startsAt ?? 0) > world.now);
  must(tower, "周敏", "roster.publish", { post, month, assignments: ahead });
  return tower;
}

/** What the turn of a shift, the one of noon, owes or owed by coming. */
function arrivals({ world }: TowerWorld, shift = `${firstDay}/s2`) {
  return [...world.streams.values()]
    .filter(({ key }) => key.noun === "attendance" && key.id.startsWith(`${post}/${shift}/`))
    .flatMap(({ obligations, escalations }) =>
      obligations
        .filter(({ what }) => what === "attendance.sign-on" || what === "attendance.relief")
        .map((each) => ({ ...each, missedAt: escalations[each.key]?.missedAt })),
    );
}

/** The moment at which the sign-on of noon would have been due all along. */
const longDue = (way: string): Instant => plusMinutes(wall("12:00"), way === "was signed on for later" ? -120 : -15);

test.each(Object.keys(ways))("a shift that %s and returns when it is due already is owed from then on", (way) => {
  const [leave, away, comeBack, back] = ways[way] ?? ["", {}, "", {}];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.boolean(), (minutes, comes) => {
      const tower = gateWithPlan();
      tower.world.moveTo(wall("08:00"));
      must(tower, "setup", leave, away);
      const returnedAt = plusMinutes(longDue(way), minutes);
      tower.world.moveTo(returnedAt);
      must(tower, "setup", comeBack, back);
      tower.world.moveTo(plusMinutes(returnedAt, 29));
      expect(arrivals(tower).map(({ what }) => what)).toContain("attendance.sign-on");
      for (const { what, dueAt, missedAt } of arrivals(tower)) {
        expect(dueAt, what).toBeGreaterThan(returnedAt);
        expect(missedAt, what).toBeUndefined();
      }
      if (!comes) return;
      for (const { id: regulation, hash } of packs) tower.does("马超", "notice.confirm", { regulation, hash });
      must(tower, "马超", "attendance.sign-on", { post, date: firstDay, shift: "s2" });
      tower.world.moveTo(wall("17:00"));
      expect(arrivals(tower).filter(({ missedAt }) => missedAt !== undefined)).toEqual([]);
    }),
    { numRuns: 12, seed: freshSeed() },
  );
});

test("what was late before the set-up changed stays late, and what is not due yet is due as ever", () => {
  const tower = gateWithPlan();
  tower.world.moveTo(wall("12:30"));
  const before = arrivals(tower);
  expect(before.filter(({ missedAt }) => missedAt !== undefined)).toHaveLength(2);
  must(tower, "setup", "site.establish-post", gate({ without: "s2" }));
  must(tower, "setup", "site.establish-post", gate());
  expect(arrivals(tower)).toEqual(before);
  const early = gateWithPlan();
  early.world.moveTo(wall("08:00"));
  must(early, "setup", "site.establish-post", gate({ without: "s2" }));
  early.world.moveTo(wall("11:00"));
  must(early, "setup", "site.establish-post", gate());
  early.world.moveTo(wall("12:30"));
  expect(arrivals(early).map(({ dueAt }) => dueAt)).toEqual([wall("11:45"), wall("12:00")]);
});
