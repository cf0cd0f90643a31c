import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BusinessDate, type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * A violation is of whom a shift had: whom the plan in force put there at any moment from when they were to come on, and whoever came, covered or handed
 * over. Whom it had let go before that was never due (ZB-13).
 */

const day = shiftOn("lobby", "day");
const people = ["李伟", "马超", "王强", "欧阳建国"] as const;
const leader = "周敏";

class Planned extends RunOfShifts {
  /** Whoever the plan had in the shift at a moment from its beginning on, or who came for it. */
  readonly had = new Set<string>();

  looks(): this {
    const id = rosterId(day.post, day.date as BusinessDate);
    const roster = this.tower.world.state<Roster>({ site: "tower", noun: "roster", id });
    const due = dueFor(roster, { ...day, date: day.date as BusinessDate }).map(({ person }) => person);
    if (this.tower.world.now >= wall("08:00"))
      for (const who of people) if (due.includes(towerPerson(who))) this.had.add(who);
    return this;
  }

  changes(way: string, who: string, other: string): void {
    // At the very moment of a change it is the plan of before that had been in force until then.
    this.looks();
    const turn = { absent: towerPerson(who), cover: towerPerson(other) };
    if (way === "cover") this.does("黄丽华", "roster.arrange-cover", { ...day, ...turn, reason: "病" });
    if (way === "take back")
      this.does("黄丽华", "roster.take-back-cover", { ...day, cover: towerPerson(who), reason: "病好了" });
    if (way === "join") this.joins(who, day);
    if (way === "company") this.leavesTheCompany(who);
    if (way === "sign on" && this.does(who, "attendance.sign-on", day).includes("signed-on")) this.had.add(who);
    this.looks();
  }

  tells(who: string): string {
    const seen = { ...day, person: towerPerson(who), rules: ["ZB-05"], account: "没有按时到岗。" };
    return this.does(leader, "violation.record", seen);
  }
}

const changes = fc.array(
  fc.record({
    way: fc.constantFrom("cover", "cover", "cover", "take back", "join", "sign on", "company"),
    ...{ who: fc.constantFrom(...people), other: fc.constantFrom(...people) },
    after: fc.constantFrom(0, 1, 20, 45),
  }),
  { maxLength: 7 },
);

describe("a violation", () => {
  test("is of whom the plan had while the shift was theirs, or who came, however often it was changed", () => {
    const met = { of: 0, not: 0 };
    fc.assert(
      fc.property(changes, fc.constantFrom("05:00", "07:20", "07:50", "08:00"), (all, begins) => {
        const run = new Planned().at(begins);
        for (const { way, who, other, after } of all) {
          run.changes(way, who, other);
          const then = plusMinutes(run.tower.world.now, after);
          const stops = [wall("08:00"), then].filter((at) => at >= run.tower.world.now && at <= then);
          for (const at of stops) {
            run.tower.world.moveTo(at);
            run.looks();
          }
        }
        run.tower.world.moveTo(Math.max(run.tower.world.now, wall("10:00")) as Instant);
        run.looks();
        for (const who of people) {
          const told = run.tells(who);
          if (told === "violation.person-unknown") continue;
          expect(told, `${who} among ${[...run.had].join(", ")}`).toBe(
            run.had.has(who) ? "violation.recorded" : "violation.not-of-shift",
          );
          met[run.had.has(who) ? "of" : "not"] += 1;
        }
      }),
      { numRuns: 80, seed: freshSeed() },
    );
    expect(Math.min(met.of, met.not)).toBeGreaterThan(0);
  });

  test("is of a leader of a squad from the time of coming early on, by which they were due before the shift begins", () => {
    const squad = shiftOn("squad", "day");
    for (const [time, told] of [
      ["07:40", "violation.not-of-shift"],
      ["07:50", "violation.recorded"],
    ] as const) {
      const run = new RunOfShifts().at(time);
      const cover = { ...squad, absent: towerPerson("周敏"), cover: towerPerson("孙涛"), reason: "病" };
      expect(run.does("黄丽华", "roster.arrange-cover", cover)).toMatch("cover-arranged");
      const seen = { ...squad, person: towerPerson("周敏"), rules: ["SLH-01"], account: "没有提前到岗。" };
      expect(run.at("09:00").does("黄丽华", "violation.record", seen), time).toBe(told);
    }
  });

  test("is of a stand-in who has written nothing yet, and of one who gave way to another", () => {
    const run = new RunOfShifts().at("07:50");
    expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
    run.at("15:30");
    expect(run.does("李伟", "absence.leave-at-once", day)).toMatch("left-at-once");
    const seen = { ...day, rules: ["ZB-17"], account: "答应代交，没有来。" };
    const tells = (who: string) => run.does("何雅静", "violation.record", { ...seen, person: towerPerson(who) });
    expect(tells("周敏")).toBe("violation.not-of-shift");
    expect(run.at("16:05").does("周敏", "handover.stand-in", { ...day, reason: "人不在" })).toMatch("stood-in");
    expect(tells("周敏")).toBe("violation.recorded");
    expect(run.at("16:10").does("孙涛", "handover.stand-in", { ...day, reason: "周敏有事" })).toMatch("stood-in");
    expect([tells("周敏"), tells("孙涛"), tells("林志远")]).toEqual([
      ...["violation.recorded", "violation.recorded", "violation.not-of-shift"],
    ]);
  });
});
