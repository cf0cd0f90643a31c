import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { minute } from "#duty/grammar/time.ts";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * A shift that the set-up moves awaits everybody who is due in it at its times as they are now: whoever stands in the roster, and whoever was put in for
 * them, for their cover, or for themselves again (DESIGN 5.1, truths 2 and 5; ZB-24, ZB-25).
 */

const day = shiftOn("lobby", "day");

/** Who is put in for whom before the shift begins, one after the other, five minutes between; the last one is due. */
const changes = {
  "by the roster": ["李伟"],
  "as a cover": ["李伟", "马超"],
  "as the cover of a cover": ["李伟", "马超", "孙涛"],
  "put back after a cover": ["李伟", "马超", "李伟"],
} as const;
type How = keyof typeof changes;

/** In minutes of the day. The shift is from 8:00 to 16:00 at first. */
interface Life {
  readonly how: How;
  readonly plannedAt: number;
  readonly movedAt: number;
  readonly starts: number;
  readonly minutes: number;
  /** When whoever is due comes; undefined: never. */
  readonly comesAt: number | undefined;
}

const life: fc.Arbitrary<Life> = fc
  .record({
    how: fc.constantFrom(...(Object.keys(changes) as How[])),
    plannedAt: fc.integer({ min: 400, max: 474 }),
    movedAfter: fc.integer({ min: 11, max: 150 }),
    starts: fc.integer({ min: 360, max: 900 }),
    minutes: fc.integer({ min: 150, max: 480 }),
    comesAt: fc.option(fc.integer({ min: 420, max: 1200 })),
  })
  .map(({ movedAfter, ...each }) => ({
    ...{ ...each, comesAt: each.comesAt ?? undefined },
    movedAt: each.plannedAt + movedAfter,
  }))
  .filter(({ movedAt, starts, minutes }) => starts + minutes > movedAt + 60);

const [began, within, openFor, between] = [480, 30, 60, 5];

function clock(minutes: number): string {
  const two = (each: number) => String(each).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The lobby with its day from then on, and nothing beside it. */
function moves(run: RunOfShifts, { starts, minutes }: Pick<Life, "starts" | "minutes">): void {
  const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...before } = currentPost(site, "lobby") as Post & { readonly since: number };
  const shifts = [{ key: "day", name: "早班", starts: clock(starts), minutes }];
  expect(run.does("setup", "site.establish-post", { ...before, shifts })).toContain("site.post-established");
}

/** Read plainly off the rules: by when whoever is due comes where the shift begins then, and nobody moves it. */
function dueBy(starts: number, { how, plannedAt }: Life): number {
  const putIns = changes[how].length - 1;
  const putInAt = plannedAt + (putIns - 1) * between;
  const fresh = Math.max(starts, putInAt + within);
  // Who was to come already when they were let go, and is put back, has twice the time longer in which nobody waited for them, if it is not over.
  const longer = starts + between + between;
  if (how === "put back after a cover" && plannedAt >= began - openFor)
    return longer > putInAt ? Math.min(longer, fresh) : fresh;
  return putIns > 0 && putInAt > began - within ? fresh : starts;
}

/** When somebody who never comes is missed, the last time from when the shift is moved on. */
function missedAt(each: Life): readonly number[] {
  const [before, now] = [dueBy(began, each), dueBy(each.starts, each)];
  const late = before <= each.movedAt ? [before] : [];
  if (now > each.movedAt) return [...late, now];
  return late.length > 0 ? late : [each.movedAt + within];
}

function live(each: Life): { readonly run: RunOfShifts; readonly who: string } {
  const run = new RunOfShifts();
  for (const [index, cover] of changes[each.how].entries()) {
    if (index === 0) continue;
    const absent = changes[each.how][index - 1] as string;
    run.at(clock(each.plannedAt + (index - 1) * between));
    const body = { ...day, absent: towerPerson(absent), cover: towerPerson(cover), reason: "病" };
    expect(run.does("黄丽华", "roster.arrange-cover", body)).toContain("roster.cover-arranged");
  }
  moves(run.at(clock(each.movedAt)), each);
  return { run, who: changes[each.how].at(-1) ?? "nobody" };
}

/** When entries of a type were made in a turn; of what was missed, that they relieve alone. */
function entered({ tower }: RunOfShifts, who: string, type: string): readonly number[] {
  const { entries = [] } =
    tower.world.streams.get(`tower:attendance/${turnId({ ...day, person: towerPerson(who) })}`) ?? {};
  const found = entries.filter((each) => {
    if (each.type !== type) return false;
    return type !== "obligation.missed" || (each.body as Missed).key.startsWith("relief");
  });
  return found.map(({ at }) => (at - wall("00:00")) / minute);
}

type Missed = Extract<ObligationEntry, { type: "obligation.missed" }>["body"];

/** What it comes to when somebody signs on for the shift as it stands now. */
function comes(each: Life, at: number): object {
  const { starts, minutes } = each;
  if (at < starts - openFor) return { told: "attendance.too-early" };
  if (at >= starts + minutes) return { told: "attendance.shift-over" };
  const due = missedAt(each).at(-1) ?? 0;
  return { told: "attendance.signed-on", late: at < due ? 0 : Math.max(1, at - due) };
}

function cameOf({ run, who }: ReturnType<typeof live>): object {
  const told = run.does(who, "attendance.sign-on", day);
  if (!told.includes("attendance.signed-on")) return { told };
  const id = turnId({ ...day, person: towerPerson(who) });
  const state = run.tower.world.state<Attendance>({ site: "tower", noun: "attendance", id });
  return { told: "attendance.signed-on", late: state.phase === "on" ? state.lateMinutes : undefined };
}

test("whoever is due, however they came to be, is awaited, late, missed and let in by the times of the shift as it stands now", () => {
  const met = { again: 0, same: 0, late: 0, early: 0, over: 0 };
  fc.assert(
    fc.property(life, (each) => {
      const lived = live(each);
      const { run, who } = lived;
      const missed = missedAt(each);
      if (each.comesAt !== undefined && each.comesAt >= each.movedAt) {
        const expected = comes(each, each.comesAt);
        run.at(clock(each.comesAt));
        expect(cameOf(lived)).toEqual(expected);
        met.late += Number("late" in expected && expected.late !== 0);
        met.early += Number(JSON.stringify(expected).includes("early"));
        met.over += Number(JSON.stringify(expected).includes("over"));
        return;
      }
      run.at("23:59");
      expect(entered(run, who, "obligation.missed")).toEqual(missed);
      const end = each.starts + each.minutes;
      if (end < 1439) expect(entered(run, who, "attendance.absent")).toEqual([end]);
      met.again += Number(missed.length > 1);
      met.same += Number(missed.length === 1);
    }),
    { numRuns: 120, seed: freshSeed() },
  );
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(2);
}, 60_000);
