import fc from "fast-check";
import { expect, test } from "vitest";
import { type ShiftName, shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { DayPost } from "#test/day-post.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/*
 * What a shift that was closed alone leaves behind is taken up by whoever first comes on duty at the post afterwards, however many shifts lie between in
 * which the post rests or nobody comes (ZB-20, ZB-34).
 */

const people = ["周敏", "吴军", "黄丽华"] as const;
const shiftMinutes = 480;
const spans = {
  night: { key: "night", name: "夜班", starts: "00:00", minutes: shiftMinutes },
  day: { key: "day", name: "白班", starts: "08:00", minutes: shiftMinutes },
  evening: { key: "evening", name: "中班", starts: "16:00", minutes: shiftMinutes },
} as const;
type Key = keyof typeof spans;

interface Coming {
  readonly who: string | undefined;
  readonly lateMinutes: number;
  readonly takes: "at once" | "when it is over" | "when asked";
  readonly goes: "attendance.record-abandonment" | "absence.leave-at-once";
}

/** Who comes in a shift, if anybody, how late, when they take up what waits, and how they go from a post that is owed still. */
const coming: fc.Arbitrary<Coming> = fc.record({
  who: fc.constantFrom(undefined, undefined, ...people),
  lateMinutes: fc.constantFrom(5, 45, 300),
  takes: fc.constantFrom("at once", "when it is over", "when asked"),
  goes: fc.constantFrom("attendance.record-abandonment", "absence.leave-at-once"),
});

/** The shifts of three days in the order in which they begin, from the first day's day shift on; what is left out is rest. Minutes are since that day began. */
function shiftsOf(keys: readonly Key[]): { readonly shift: ShiftName; readonly startsAt: number }[] {
  return [0, 1, 2]
    .flatMap((date) => (Object.keys(spans) as Key[]).map((key) => ({ date, key })))
    .filter(({ date, key }) => keys.includes(key) && (date > 0 || key !== "night"))
    .map(({ date, key }) => ({
      shift: shiftOn("squad", key, date),
      startsAt: date * 1440 + Number(spans[key].starts.slice(0, 2)) * 60,
    }));
}

function wallOf(minutes: number): string {
  const two = (each: number) => String(each).padStart(2, "0");
  return `+${Math.floor(minutes / 1440)} ${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`;
}

/** A post of which every shift is closed alone, and what is said to wait there, beside what does. */
class LeftAlone extends DayPost {
  /** Who closed what nobody has taken up. */
  readonly waiting = new Map<string, string>();
  readonly met = {
    "after an empty shift": 0,
    "after a rest": 0,
    "in the very next shift": 0,
    "by whoever closed it": 0,
  };
  #last = { endsAt: 0, empty: 0 };

  lives(all: ReturnType<typeof shiftsOf>, comings: readonly Coming[]): void {
    for (const [index, each] of all.entries()) {
      const { who, ...how } = comings[index] as Coming;
      if (index === 0) this.#isKept(people[0], each, { ...how, lateMinutes: -10 });
      else if (who === undefined) this.#last.empty += 1;
      else this.#isKept(who, each, how);
    }
    this.isOwedAsSaid();
  }

  isOwedAsSaid(): void {
    expect(this.owed().toSorted()).toEqual([...this.waiting.keys()].toSorted());
  }

  #isKept(who: string, at: ReturnType<typeof shiftsOf>[number], how: Omit<Coming, "who">): void {
    const { shift, startsAt } = at;
    this.at(wallOf(startsAt + how.lateMinutes));
    if (how.lateMinutes > 0) expect(this.putsIn(who, shift)).toContain("roster.published");
    expect(this.comes(who, shift)).toContain("attendance.signed-on");
    this.isOwedAsSaid();
    if (how.takes === "at once") this.#takesAllUp(who, startsAt);
    this.at(wallOf(startsAt + shiftMinutes));
    if (how.takes === "when it is over") this.#takesAllUp(who, startsAt);
    if ([...this.waiting.values()].some((by) => by !== who)) {
      expect(this.closes(who, shift)).toBe("handover.before-not-taken-up");
      this.#takesAllUp(who, startsAt);
    }
    expect(this.closes(who, shift)).toContain("handover.completed");
    this.met["by whoever closed it"] += this.waiting.size;
    this.waiting.clear();
    this.waiting.set(shiftId(shift), who);
    this.#leaves(who, shift, how.goes);
    this.#last = { endsAt: startsAt + shiftMinutes, empty: 0 };
  }

  #takesAllUp(who: string, startsAt: number): void {
    for (const [id, by] of this.waiting) {
      if (by === who) {
        expect(this.takesUp(who, shiftNamed(id))).toBe("handover.own-closing");
        continue;
      }
      expect(this.takesUp(who, shiftNamed(id), "一直有访客")).toContain("handover.taken-up");
      expect(this.takesUp(who, shiftNamed(id))).toBe("handover.completed-already");
      this.waiting.delete(id);
      const { empty, endsAt } = this.#last;
      const rested = startsAt > endsAt ? "after a rest" : "in the very next shift";
      this.met[empty > 0 ? "after an empty shift" : rested] += 1;
    }
  }

  /** They sign off where they may; else, since the post is owed and nobody comes, they leave it to itself. */
  #leaves(who: string, shift: ShiftName, way: Coming["goes"]): void {
    if (this.goes(who, shift).includes("attendance.signed-off")) return;
    const left = { ...shift, person: towerPerson(who), leftAt: this.tower.world.now, account: "走" };
    const by = people.find((each) => each !== who) ?? who;
    const told = way === "absence.leave-at-once" ? this.does(who, way, shift) : this.does(by, way, left);
    expect(told).toMatch(/attendance.abandoned|absence.left-at-once/);
  }
}

function postOf(more: readonly Key[]): LeftAlone {
  const there = new LeftAlone([people[0]]);
  there.setsUp({ shifts: (["day", ...more] as const).map((key) => spans[key]) });
  return there;
}

test("whoever comes first finds it owed and takes it up, once, whatever rests and empty shifts lie between", () => {
  const met: Record<string, number> = {};
  fc.assert(
    fc.property(
      fc.subarray<Key>(["evening", "night"]),
      fc.array(coming, { minLength: 8, maxLength: 8 }),
      (more, comings) => {
        const there = postOf(more);
        there.lives(shiftsOf(["day", ...more]), comings);
        for (const [how, often] of Object.entries(there.met)) met[how] = (met[how] ?? 0) + often;
      },
    ),
    { numRuns: 40, seed: freshSeed() },
  );
  expect(Math.min(...Object.values(met)), JSON.stringify(met)).toBeGreaterThan(0);
});

const [first, night] = [shiftOn("squad", "day"), shiftOn("squad", "night", 1)] as [ShiftName, ShiftName];
const [closer, comer] = people;

test("where whoever came does not take it up, it is missed by the end of their shift, and their hand-over, which waits for it, calls up the ladder", () => {
  const [day, evening, late] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("lobby", "night", 1)];
  const there = new RunOfShifts().at("07:45");
  there.does("李伟", "attendance.sign-on", day);
  for (const each of [evening, late]) there.withoutAnybody(each);
  there.at("16:00").prepares("李伟", day, undefined);
  expect(there.signs("李伟", day)).toContain("handover.completed");
  expect(there.does("李伟", "absence.leave-at-once", day)).toContain("absence.left-at-once");
  there.at("+1 00:05").putsIn("马超", late);
  expect(there.does("马超", "attendance.sign-on", late)).toContain("attendance.signed-on");
  const told = (shift: ShiftName, type: string, key: string) =>
    (there.tower.world.streams.get(`tower:handover/${shiftId(shift)}`)?.entries ?? []).filter(
      (each) => each.type === type && (each.body as { key?: string }).key === key,
    ).length;
  const relief = there.at("+1 07:50").does("张磊", "attendance.sign-on", shiftOn("lobby", "day", 1));
  expect(relief).toContain("attendance.signed-on");
  expect(there.prepares("马超", late, undefined)).toBe("handover.before-not-taken-up");
  expect([told(day, "obligation.missed", "take-up"), told(late, "obligation.escalated", "complete")]).toEqual([0, 0]);
  there.at("+1 09:00");
  expect(told(day, "obligation.missed", "take-up")).toBe(1);
  expect(told(late, "obligation.escalated", "complete")).toBeGreaterThan(0);
});

test("while whoever closed it is there still, whoever comes takes it back and both sign; then nothing is left to take up", () => {
  const there = postOf(["evening", "night"]);
  there.at("07:50").comes(closer, first);
  expect(there.at("16:00").closes(closer, first)).toContain("handover.completed");
  there.at("+1 00:05").putsIn(comer, night);
  there.comes(comer, night);
  expect(there.owed()).toEqual([shiftId(first)]);
  for (const who of [closer, comer]) expect(there.takesUp(who, first)).toBe("handover.completed-already");
  expect(there.closes(comer, night)).toBe("handover.before-not-taken-up");
  expect(there.does(comer, "handover.reopen", { ...first, reason: "来人" })).toContain("handover.reopened");
  expect(there.owed()).toEqual([]);
  there.prepares(closer, first, comer);
  there.checks(comer, first);
  const said = [comer, closer].map((who) => there.signs(who, first, "来晚了"));
  expect(said.join(" ")).toContain("handover.completed");
  expect(there.over(first)).toMatchObject({ incoming: towerPerson(comer) });
  expect(there.owed()).toEqual([]);
});
