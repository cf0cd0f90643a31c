import { expect, test } from "vitest";
import { isOutstanding, type ObligationEntry } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { manningId } from "#duty/manning/manning.ts";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * A shift to which its only guard never came is made longer, and the post is owed two hours longer: it does not fall silent, be it that they are waited
 * for still or not any more (DESIGN 5.1, truth 1; ZB-24, ZB-28).
 */

const day = shiftOn("lobby", "day");

/** The lobby with its shifts as told. */
function setsUp(run: RunOfShifts, change: (shifts: Post["shifts"]) => Post["shifts"]): void {
  const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...before } = currentPost(site, "lobby") as Post & { readonly since: number };
  const shifts = change(before.shifts);
  expect(run.does("setup", "site.establish-post", { ...before, shifts })).toContain("site.post-established");
}

/** A shift of the lobby comes to end two hours later, and the next one to begin then. */
function lengthen(run: RunOfShifts, longer: string, next: string): void {
  setsUp(run, (before) =>
    before.map((each) => {
      if (each.key === longer) return { ...each, minutes: each.minutes + 120 };
      const later = `${String(Number(each.starts.slice(0, 2)) + 2).padStart(2, "0")}:00`;
      return each.key === next ? { ...each, starts: later, minutes: each.minutes - 120 } : each;
    }),
  );
}

/** The calls that nobody stands in a shift of the lobby, and when each was made. */
function calls({ tower }: RunOfShifts, shift: typeof day): [call: string, at: number][] {
  const found = tower.world.streams.get(`tower:manning/${manningId(shift)}`)?.entries ?? [];
  return found.flatMap((each) => {
    if (each.type !== "obligation.escalated") return [];
    const { key, call } = each.body as Extract<ObligationEntry, { type: "obligation.escalated" }>["body"];
    return key.startsWith(shift.shift) ? [[call, each.at] as [string, number]] : [];
  });
}

/** The day of the lobby, to which nobody comes, ends at six for four, as is said at a time. */
function nobodyCame(toldAt: string): RunOfShifts {
  const run = new RunOfShifts();
  // The night before, for which the tower had nobody, comes to be none: nobody knows yet that the lobby stands empty.
  setsUp(run, (shifts) => shifts.filter(({ key }) => key !== "night"));
  lengthen(run.at(toldAt), "day", "evening");
  return run;
}

/** What somebody is called about since the guard of the day has not come. */
function callsForGuard({ tower }: RunOfShifts): string[] {
  const id = turnId({ ...day, person: towerPerson("李伟") });
  const { obligations = [], escalations = {} } = tower.world.streams.get(`tower:attendance/${id}`) ?? {};
  const called = obligations.filter((each) => isOutstanding(each) && (escalations[each.key]?.rung ?? 0) > 0);
  return called.map(({ key }) => key);
}

test("while it runs: whoever never came is waited for, and called about, until its new end and no longer", () => {
  const run = nobodyCame("14:00");
  expect(callsForGuard(run.at("17:59"))).toEqual(["relief"]);
  expect(callsForGuard(run.at("18:00"))).toEqual([]);
  expect(calls(run.at("18:30"), day)).toEqual([]);
});

test("when it is over: somebody is called at once, since nobody waits any more for whoever never came, and no more once it is over again", () => {
  expect(calls(nobodyCame("16:10").at("18:30"), day)).toEqual([
    ["squad-leader", wall("16:10")],
    ["department-manager", wall("16:55")],
  ]);
});

test("whoever comes all the same ends it", () => {
  const run = nobodyCame("16:10");
  expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
  expect(calls(run.at("17:59"), day)).toEqual([["squad-leader", wall("16:10")]]);
});
