import fc from "fast-check";
import { expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { type BusinessDate, datePlus, type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { adoptableWith, firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

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
  /** On which sorts of days some shift is owed alone. */
  readonly onlyOn?: readonly string[];
  readonly limited?: string;
  /** How early one signs on by the leaders' text; 0: it does not bind the gate. */
  readonly early?: number;
}

/** The gate with its four shifts, or with one of them otherwise. */
function gate({ without, moved, onlyOn, limited = "s2", early = 15 }: Gate = {}) {
  const shifts = ["00:00", "06:00", "12:00", "18:00"].flatMap((starts, index) => {
    const key = `s${index}`;
    return key === without ? [] : [{ key, name: key, starts: key === moved ? later(starts) : starts, minutes: 360 }];
  });
  const carries = onlyOn ? { carries: { manning: [{ shift: limited, days: onlyOn }] } } : {};
  const binds = early > 0 ? [{ ...leaders, parameters: { "attendance.early.minutes": early } }] : [];
  return { key: post, name: "西门岗", department: "保安部", shifts, kit: [], books: [], ...carries, binds };
}

const later = (starts: string) => `${String(Number(starts.slice(0, 2)) + 5).padStart(2, "0")}:00`;

/** The house, which asks nobody to come early, in an edition that does. */
function platformRules(minutes: number, edition: BusinessDate) {
  const attendance = platformPack?.adopted.regulation.attendance?.map((each) => ({
    ...each,
    early: { minutes, cites: ["ZB-05" as const] },
  }));
  return adoptableWith("zhiban-house", edition, { attendance });
}

const platformFunctions = Object.fromEntries(
  ["squad-leader", "department-supervisor", "department-manager"].map((each) => [each, each]),
);
const platformPack = packs.find(({ id }) => id === "zhiban-house");
const inForce = (minutes: number, from = firstDay) => ({ ...platformRules(minutes, from), from });
const asksThemEarly = (minutes: number) => ({
  functions: platformFunctions,
  parameters: { "attendance.early.minutes": minutes },
});

/** By which change the shift of noon was not owed, or later, and by which it is. */
const ways: Readonly<Record<string, readonly [act: string, away: object, act: string, back: object]>> = {
  "left the set-up": ["site.establish-post", gate({ without: "s2" }), "site.establish-post", gate()],
  "was owed on other days": ["site.establish-post", gate({ onlyOn: ["holiday"] }), "site.establish-post", gate()],
  "was later in the day": ["site.establish-post", gate({ moved: "s2" }), "site.establish-post", gate()],
  "was signed on for later": ["site.establish-post", gate(), "site.establish-post", gate({ early: 120 })],
  "was signed on for later by the house": ["site.adopt-edition", inForce(15), "site.bind-house", asksThemEarly(120)],
  "was signed on for later before an edition": ["site.establish-post", gate(), "site.adopt-edition", inForce(120)],
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
const longDue = (way: string): Instant => plusMinutes(wall("12:00"), way.startsWith("was signed on") ? -120 : -15);

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

const tomorrow = datePlus(firstDay, 1);
const night = `${tomorrow}/s0`;

/** The gate whose night is owed at weekends alone, as tomorrow is one, shortly before it begins. */
function nightToCome(minutes: number): TowerWorld {
  const tower = gateWithPlan();
  must(tower, "setup", "site.establish-post", gate({ onlyOn: ["weekend"], limited: "s0" }));
  tower.world.moveTo(plusMinutes(wall("23:45"), minutes));
  return tower;
}

/** What the calendar says of tomorrow: that it is worked, or nothing. */
function tellsOf(tower: TowerWorld, worked: boolean): void {
  const days = worked ? [{ date: tomorrow, type: "make-up", name: "调休上班" }] : [];
  must(tower, "setup", "site.set-calendar", { year: 2026, days });
}

test("whom a calendar takes the shift of tomorrow from is waited for no longer, and from then on where it gives it back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 7 }), (gone, back) => {
      const tower = nightToCome(gone);
      expect(arrivals(tower, night).map(({ what, missedAt }) => [what, missedAt])).toEqual([
        ["attendance.sign-on", wall("23:45")],
        ["attendance.relief", undefined],
      ]);
      tellsOf(tower, true);
      expect(arrivals(tower, night).filter((each) => isOutstanding(each))).toEqual([]);
      tower.world.moveTo(plusMinutes(tower.world.now, back));
      expect(arrivals(tower, night).filter((each) => isOutstanding(each))).toEqual([]);
      tellsOf(tower, false);
      const owed = arrivals(tower, night).filter((each) => isOutstanding(each));
      expect(owed.map(({ what }) => what)).toContain("attendance.relief");
      // The sign-on of a quarter to twelve was late before: it goes on, and is not missed once more.
      const anew = owed.filter(({ missedAt }) => missedAt !== wall("23:45"));
      expect(anew.length).toBeGreaterThan(0);
      for (const { dueAt } of anew) expect(dueAt).toBeGreaterThan(tower.world.now);
    }),
    { numRuns: 8, seed: freshSeed() },
  );
});

test("whom a calendar takes the shift of tomorrow from is not called about, however long nobody comes", () => {
  const tower = nightToCome(5);
  tellsOf(tower, true);
  tower.world.moveTo(wall("+1 03:00"));
  expect(arrivals(tower, night).filter(({ what, missedAt }) => what === "attendance.relief" && missedAt)).toEqual([]);
});

test("an edition that is taken back before its day leaves nobody late by the one that holds in its stead", () => {
  const tower = gateWithPlan();
  must(tower, "setup", "site.establish-post", gate({ early: 0 }));
  must(tower, "setup", "site.adopt-edition", inForce(120));
  const later = inForce(0, tomorrow);
  must(tower, "setup", "site.adopt-edition", later);
  tower.world.moveTo(wall("23:30"));
  const { regulation, hash, from } = later;
  must(tower, "setup", "site.withdraw-adoption", { regulation, hash, from });
  tower.world.moveTo(wall("23:50"));
  const owed = arrivals(tower, night);
  expect(owed.map(({ what }) => what)).toContain("attendance.sign-on");
  for (const { dueAt, missedAt } of owed) {
    expect(dueAt).toBeGreaterThanOrEqual(wall("+1 00:00"));
    expect(missedAt).toBeUndefined();
  }
});
