import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { DayPost, restingDays } from "#test/day-post.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * Whoever closed a shift alone, might go, and let the time for it pass without signing off, may have gone without saying so: they keep no post
 * (ZB-21, ZB-24, ZB-28). Whatever others do there afterwards is answered, and called about, as if they had signed off.
 */

const [first, second] = restingDays as [ShiftName, ShiftName];
const [closer, comer, colleague] = ["周敏", "吴军", "孙涛"] as const;

/** The squad leaders' post on a day after which it rested: whoever closed that has signed off, or not. */
function dayAfter(hasSignedOff: boolean, ...people: readonly string[]): DayPost {
  const there = new DayPost([closer], people, people);
  there.at("07:44").comes(closer, first);
  expect(there.at("16:00").closes(closer, first)).toContain("handover.completed");
  if (hasSignedOff) expect(there.at("16:05").goes(closer, first)).toContain("attendance.signed-off");
  there.at("+1 07:44");
  for (const who of people) expect(there.comes(who, second)).toContain("attendance.signed-on");
  return there;
}

const asksToLeave = (there: RunOfShifts, who: string, shift: ShiftName, back: string) =>
  there.does(who, "absence.ask", {
    ...{ ...shift, why: "meal", reason: "吃饭", to: "食堂", device: "对讲机" },
    returnBy: wall(back),
  });

const recordsGone = (there: RunOfShifts, who: string, shift: ShiftName) =>
  there.does("司徒晓明", "attendance.record-abandonment", {
    ...{ ...shift, person: towerPerson(who), account: "擅自离岗" },
    leftAt: there.tower.world.now,
  });

describe("whoever closed a shift alone and forgot to sign off", () => {
  test("keeps no post for whoever wants to leave it for a while", () => {
    const there = dayAfter(false, comer);
    expect(there.at("+1 10:00") && asksToLeave(there, comer, second, "+1 10:30")).toBe("absence.cover-missing");
  });

  test("does not man it when the last one has gone: somebody is called at once", () => {
    const there = dayAfter(false, comer);
    expect(there.at("+1 10:00") && recordsGone(there, comer, second)).toContain("obligation.escalated");
  });

  test("keeps it within the time that they have to sign off", () => {
    const there = new DayPost([closer, comer], []);
    for (const who of [closer, comer]) there.at("07:44").comes(who, first);
    expect(there.at("16:00").closes(closer, first)).toContain("handover.completed");
    expect(asksToLeave(there.at("16:10"), comer, first, "16:20")).toContain("absence.left");
  });
});

/** What somebody does at the post on the day after; each is done at the time that has come by then. */
const deeds: Readonly<Record<string, (there: DayPost, who: string) => string>> = {
  "asks to leave": (there, who) => asksToLeave(there, who, second, "+1 15:50"),
  "leaves at once": (there, who) => there.does(who, "absence.leave-at-once", second),
  "comes back": (there, who) => there.does(who, "absence.come-back", second),
  "is recorded as gone": (there, who) => recordsGone(there, who, second),
  "signs off": (there, who) => there.goes(who, second),
  "comes again": (there, who) => there.comes(who, second),
  "leaves the company": (there, who) => there.leavesTheCompany(who),
  "is taken out of the plan": (there) => there.withoutAnybody(second),
};

/** What it came to for the post: what was refused, and what was entered of who is there, who is away and who is called to come. */
function cameTo(there: DayPost, told: string): string {
  const { streams } = there.tower.world;
  const calls = [...streams.values()].flatMap(({ key, entries }) =>
    key.noun === "manning" && key.id.startsWith("squad") ? entries.map(({ type }) => type) : [],
  );
  // Whoever forgot is told of a leave like everybody who may be there still, and hears of it or not.
  const done = told
    .split(" ")
    .filter((type) => type !== "absence.colleagues-called" && !type.startsWith("obligation."));
  return `${done.join(" ")}; ${calls.join(" ")}`;
}

test("whatever is done at a post is answered, and called about, as if whoever forgot to sign off had done so", () => {
  const came = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          what: fc.constantFrom(...Object.keys(deeds)),
          who: fc.constantFrom(comer, colleague),
          minutes: fc.integer({ min: 1, max: 90 }),
        }),
        { minLength: 1, maxLength: 7 },
      ),
      fc.boolean(),
      (all, areTwo) => {
        const people = areTwo ? [comer, colleague] : [comer];
        const [forgot, signed] = [dayAfter(false, ...people), dayAfter(true, ...people)];
        let minutes = 0;
        for (const each of all) {
          minutes += each.minutes;
          const [one, other] = [forgot, signed].map((there) => {
            there.tower.world.moveTo(plusMinutes(wall("+1 08:05"), minutes));
            const told = deeds[each.what]?.(there, each.who) ?? "";
            return cameTo(there, told);
          });
          came.add(`${each.what} ${one?.includes("absence.cover-missing") ? "refused" : ""}`);
          expect(one, `${each.who} ${each.what}`).toBe(other);
        }
      },
    ),
    { numRuns: 40, seed: freshSeed() },
  );
  expect([...came].length).toBeGreaterThan(Object.keys(deeds).length - 2);
});

/** The lobby over two shifts that its guard stands in both, closing the first for themselves. */
class OwnRelief extends RunOfShifts {
  constructor() {
    super(3);
    for (const { id: regulation, hash } of packs) this.does("陈刚", "notice.confirm", { regulation, hash });
  }
}

describe("a turn of somebody who went on into the next and forgot to sign off from the first", () => {
  const [day, evening, night] = [
    shiftOn("lobby", "day"),
    shiftOn("lobby", "evening"),
    shiftOn("lobby", "night", 1),
  ] as const;

  test("does not let whoever closes a later shift alone go from a post that is owed", () => {
    const there = new OwnRelief();
    there.at("07:40").does("李伟", "attendance.sign-on", day);
    there.withoutAnybody(evening);
    there.putsIn("李伟", evening);
    there.at("15:30").does("李伟", "attendance.sign-on", evening);
    expect(there.prepares("李伟", day, "李伟")).toContain("handover.prepared");
    expect(there.at("16:01").signs("李伟", day)).toContain("handover.completed");
    there.withoutAnybody(night);
    there.at("+1 00:00").prepares("李伟", evening, undefined);
    expect(there.signs("李伟", evening)).toContain("handover.completed");
    expect(there.does("李伟", "attendance.sign-off", evening)).toBe("attendance.post-uncovered");
  });
});
