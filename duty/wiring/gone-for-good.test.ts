import fc from "fast-check";
import { expect, test } from "vitest";
import type { Absence } from "#duty/absence/absence.ts";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { standingAmong } from "#duty/grammar/presence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { isEmptiness, isOpen, type Manning } from "#duty/manning/manning.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* Somebody is away from the lobby and then leaves it for good: they owe nothing there any more, and the post stands empty once, since when it does. */

const day = shiftOn("lobby", "day");
const [first, second] = ["李伟", "马超"] as const;
const own = (who: string) => ({ ...day, person: towerPerson(who) });

function begun(isSecondThere: boolean): RunOfShifts {
  const run = new RunOfShifts();
  if (isSecondThere) expect(run.joins(second, day)).toMatch("roster.published");
  run.at("07:50");
  for (const who of isSecondThere ? [first, second] : [first])
    expect(run.does(who, "attendance.sign-on", day)).toMatch("signed-on");
  return run.at("10:00");
}

const acts: Readonly<Record<string, (run: RunOfShifts, who: string) => void>> = {
  "leaves at once": (run, who) => run.does(who, "absence.leave-at-once", day),
  asks: (run, who) => {
    const returnBy = plusMinutes(run.tower.world.now, 30);
    const said = { why: "work", reason: "送件", to: "前台", device: "对讲机", returnBy };
    const cover = who === first ? { cover: own(second) } : {};
    run.does(who, "absence.ask", { ...day, ...said, ...cover });
    if (who === first) run.does(second, "absence.accept", { ...own(first), own: day });
  },
  "comes back": (run, who) => run.does(who, "absence.come-back", day),
  "is replaced": (run, who) => {
    const cover = { ...day, absent: towerPerson(who), cover: towerPerson("欧阳建国"), reason: "不适" };
    run.does("黄丽华", "roster.arrange-cover", cover);
  },
  "is recorded as gone": (run, who) =>
    run.does("周敏", "attendance.record-abandonment", { ...own(who), leftAt: run.tower.world.now, account: "不在岗" }),
  "leaves the company": (run, who) => run.leavesTheCompany(who),
  "signs off": (run, who) => run.does(who, "attendance.sign-off", day),
  moves: (run, who) => run.does(who, "attendance.move", { ...day, to: "east-gate", record: "正常" }),
};

function peopleThere({ tower: { world } }: RunOfShifts): number {
  return standingAmong(presencesIn(world.outstanding({ site: "tower", post: "lobby" }))).length;
}

/** Where nobody stands at the post, since when the shift is told to have stood empty. */
function emptiness({ tower: { world } }: RunOfShifts): readonly (Instant | undefined)[] {
  const { gaps } = world.state<Manning>({ site: "tower", noun: "manning", id: `lobby/${day.date}` });
  return gaps.filter((gap) => gap.shift === "day" && isOpen(gap) && isEmptiness(gap)).map((gap) => gap.emptySince);
}

/** What whoever has left the shift for good owes in it still. */
function owedByGone({ tower: { world } }: RunOfShifts): string[] {
  return [first, second].flatMap((who) => {
    const id = `lobby/${day.date}/day/${towerPerson(who)}`;
    const turn = world.state<Attendance>({ site: "tower", noun: "attendance", id });
    if (turn.phase !== "off") return [];
    // Whoever had come back before they went, or signs off, says still why they had left, unless they are of the company no more.
    const { times } = world.state<Absence>({ site: "tower", noun: "absence", id });
    const came = times.filter(
      (each) => each.kind === "leave" && (each.over?.how === "returned" || turn.how === "signed-off"),
    );
    const said = turn.how === "departed" ? [] : came.map(({ number }) => `tell/${number}`);
    return ["attendance", "absence"].flatMap((noun) =>
      (world.streams.get(`tower:${noun}/${id}`)?.obligations ?? [])
        .filter((each) => isOutstanding(each) && each.person === towerPerson(who) && !said.includes(each.key))
        .map(({ key }) => `${who}: ${key}`),
    );
  });
}

const step = fc.record({
  does: fc.constantFrom(...Object.keys(acts)),
  who: fc.constantFrom(first, first, second),
  after: fc.constantFrom(0, 4, 15, 50),
});
const awayAndGone = (gone: string) => [
  { does: "leaves at once", who: first, after: 4 },
  { does: gone, who: first, after: 4 },
];

test("whoever has left for good owes nothing there, and the post is empty once, since the last one left it", () => {
  let empty = 0;
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { minLength: 2, maxLength: 6 }), (isSecondThere, steps) => {
      const run = begun(isSecondThere);
      const { world } = run.tower;
      let since: Instant | undefined;
      for (const { does, who, after } of steps) {
        const before = peopleThere(run);
        acts[does]?.(run, who);
        if (before > 0 && peopleThere(run) === 0) since = world.now;
        const told = emptiness(run);
        expect(owedByGone(run)).toEqual([]);
        expect(told.length, "gaps of one shift").toBeLessThan(2);
        if (peopleThere(run) === 0 && told.length > 0) {
          expect(told).toEqual([since]);
          empty += 1;
        }
        world.moveTo(plusMinutes(world.now, after));
      }
    }),
    {
      numRuns: 40,
      seed: freshSeed(),
      examples: Object.keys(acts).flatMap((gone) => [
        [false, awayAndGone(gone)],
        [
          true,
          [
            ...awayAndGone(gone),
            { does: "leaves at once", who: second, after: 4 },
            { does: gone, who: second, after: 0 },
          ],
        ],
      ]),
    },
  );
  expect(empty).toBeGreaterThan(0);
});

test.each([
  ["alone there", false],
  ["after another one", true],
])("who was recorded later as having left %s has left it then", (_, isSecondThere) => {
  const run = begun(isSecondThere).at("10:30");
  if (isSecondThere) acts["is recorded as gone"]?.(run, second);
  run.at("11:00");
  const left = { ...own(first), leftAt: wall("10:20"), account: "不在岗" };
  expect(run.does("周敏", "attendance.record-abandonment", left)).toMatch("attendance.abandoned");
  expect(emptiness(run)).toEqual([wall(isSecondThere ? "10:30" : "10:20")]);
});

test("the reason for leaving at once is not missed by whoever left the company within the hour", () => {
  const run = begun(false);
  acts["leaves at once"]?.(run, first);
  run.at("10:10");
  acts["leaves the company"]?.(run, first);
  run.at("12:00");
  const { escalations = {} } =
    run.tower.world.streams.get(`tower:absence/lobby/${day.date}/day/${towerPerson(first)}`) ?? {};
  expect(escalations["tell/1"]?.missedAt).toBeUndefined();
});
