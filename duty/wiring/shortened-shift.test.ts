import { describe, expect, test } from "vitest";
import { isOutstanding, type ObligationEntry } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { manningId } from "#duty/manning/manning.ts";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * A shift to which nobody came is made shorter while it runs, or comes to be none: nobody is called about whoever may not come any more, and the post
 * does not fall silent where the next shift is empty as well (DESIGN 5.1, truths 1, 4 and 5; ZB-24, ZB-28).
 */

const day = shiftOn("lobby", "day");
type Shifts = Post["shifts"];

/** The lobby with its shifts, or its other things, as told. */
function setsUp(run: RunOfShifts, change: (shifts: Shifts) => Shifts, more: Partial<Post> = {}): void {
  const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...before } = currentPost(site, "lobby") as Post & { readonly since: number };
  const post = { ...before, shifts: change(before.shifts), ...more };
  expect(run.does("setup", "site.establish-post", post)).toContain("site.post-established");
}

/** The day of the lobby is so many minutes long, and the evening begins when it ends. */
function dayUntil(run: RunOfShifts, ends: string, minutes: number): void {
  setsUp(run, (before) =>
    before.map((each) => {
      if (each.key === "day") return { ...each, minutes };
      return each.key === "evening" ? { ...each, starts: ends, minutes: 960 - minutes } : each;
    }),
  );
}

/** Nobody comes to the lobby, which has no night: that it stands empty is called by nobody waiting for its guard alone. */
function nobodyComes(time: string): RunOfShifts {
  const run = new RunOfShifts();
  setsUp(run, (shifts) => shifts.filter(({ key }) => key !== "night"));
  return run.at(time);
}

function turnOf({ tower }: RunOfShifts, person = "李伟") {
  const id = turnId({ ...day, person: towerPerson(person) });
  const { obligations = [], escalations = {}, entries = [] } = tower.world.streams.get(`tower:attendance/${id}`) ?? {};
  const calls = obligations.filter((each) => isOutstanding(each) && (escalations[each.key]?.rung ?? 0) > 0);
  return { calls: calls.map(({ key }) => key), types: entries.map(({ type }) => type), obligations };
}

/** When somebody was called since nobody stands in a shift of the lobby. */
function emptyCalls({ tower }: RunOfShifts, shift: string): number[] {
  const found = tower.world.streams.get(`tower:manning/${manningId(day)}`)?.entries ?? [];
  return found.flatMap((each) => {
    if (each.type !== "obligation.escalated") return [];
    const { key, rung } = each.body as Extract<ObligationEntry, { type: "obligation.escalated" }>["body"];
    return key.startsWith(shift) && rung === 1 ? [each.at] : [];
  });
}

const signsOn = (run: RunOfShifts) => run.does("李伟", "attendance.sign-on", day);

describe("a shift to which its guard has not come is made shorter", () => {
  test("they are waited for, and called about, until its new end and no longer", () => {
    const run = nobodyComes("09:00");
    dayUntil(run, "14:00", 360);
    expect(turnOf(run.at("13:59")).calls).toEqual(["relief"]);
    expect(turnOf(run.at("14:00")).calls).toEqual([]);
    expect(turnOf(run).types).toContain("attendance.absent");
    expect(signsOn(run)).toBe("attendance.shift-over");
    expect(emptyCalls(run, "evening")).toEqual([wall("14:00")]);
  });

  test("they are late from when they were due, and not once more", () => {
    const run = nobodyComes("09:00");
    dayUntil(run, "14:00", 360);
    expect(signsOn(run.at("10:00"))).toContain("attendance.signed-on");
    expect(turnOf(run).obligations.filter(({ what }) => /sign-on|relief/.test(what))).toMatchObject([
      { key: "sign-on", dueAt: wall("08:00"), metAt: wall("10:00") },
      { key: "relief", dueAt: wall("08:00"), metAt: wall("10:00") },
    ]);
  });

  test("where that end is over already, nobody waits for them from that moment on", () => {
    const run = nobodyComes("14:10");
    dayUntil(run, "14:00", 360);
    expect(turnOf(run.at("14:11")).calls).toEqual([]);
    expect(turnOf(run).types).toContain("attendance.absent");
    expect(emptyCalls(run, "evening")).toEqual([wall("14:10")]);
  });

  test("whoever is there stays, and is waited for no more than before", () => {
    const run = nobodyComes("07:50");
    expect(signsOn(run)).toContain("attendance.signed-on");
    dayUntil(run.at("09:00"), "14:00", 360);
    expect(turnOf(run.at("14:30")).types).not.toContain("attendance.unscheduled");
  });
});

describe("a shift to which its guard has not come is none any more", () => {
  const without = (run: RunOfShifts) => setsUp(run, (shifts) => shifts.filter(({ key }) => key !== "day"));

  test("by the set-up: nobody waits for them", () => {
    const run = nobodyComes("09:00");
    expect(turnOf(run).calls).toEqual(["relief"]);
    without(run);
    expect(turnOf(run).calls).toEqual([]);
    expect(signsOn(run)).toBe("attendance.no-such-shift");
    expect(turnOf(run.at("16:30")).types).not.toContain("attendance.absent");
  });

  test("by what the post owes on such a day: nobody waits for them", () => {
    const run = nobodyComes("09:00");
    setsUp(run, (shifts) => shifts, { carries: { manning: [{ shift: "day", days: ["working"] }] } });
    expect(turnOf(run).calls).toEqual([]);
  });

  test.each(["09:20", "12:00"])("and comes back at %s: they are waited for again", (time) => {
    const run = nobodyComes("09:00");
    const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
    const { shifts = [] } = currentPost(site, "lobby") ?? {};
    without(run);
    setsUp(run.at(time), () => shifts);
    expect(turnOf(run).types.slice(-1)).toEqual(["attendance.put-in"]);
    expect(turnOf(run.at("13:00")).calls).not.toEqual([]);
  });

  test("and comes back before anybody was to sign on: whoever was put in shortly before is waited for again", () => {
    const run = new RunOfShifts().at("07:40");
    const cover = { ...day, absent: towerPerson("李伟"), cover: towerPerson("马超"), reason: "病" };
    expect(run.does("黄丽华", "roster.arrange-cover", cover)).toContain("attendance.put-in");
    const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
    const { shifts = [] } = currentPost(site, "lobby") ?? {};
    without(run.at("07:45"));
    setsUp(run.at("07:50"), () => shifts);
    expect(turnOf(run.at("09:00"), "马超").calls).not.toEqual([]);
  });
});

describe("a shift of which it is known that nobody is there", () => {
  test("is made so short that it is over: the calls about it end, and go on about the next one", () => {
    const run = new RunOfShifts().at("14:10"); // the night was empty, and so the day was called at once
    expect(emptyCalls(run, "day")).toEqual([wall("08:00")]);
    dayUntil(run, "14:00", 360);
    const { world } = run.at("14:11").tower;
    const outstanding = world.outstanding({ site: "tower", post: "lobby" }).filter(({ obligation }) => {
      return obligation.what === "manning.publish" && obligation.detail?.date === day.date;
    });
    expect(outstanding.map(({ obligation }) => obligation.detail?.shift)).toEqual(["evening"]);
    expect(emptyCalls(run, "evening")).toEqual([wall("14:10")]);
  });
});
