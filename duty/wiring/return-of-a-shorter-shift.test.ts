import { describe, expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import { dueOutcomeOf } from "#duty/ledger/outcome.ts";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* Whoever is away when their shift is made shorter is on duty still: the return that they promised can be met (DESIGN 5.1, truth 5; ZB-23). */

const lobby = shiftOn("lobby", "day");
const [guard, second] = ["李伟", "马超"] as const;

/** The day of the lobby ends at two, and the evening begins then. */
function endsAtTwo(run: RunOfShifts): void {
  const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...before } = currentPost(site, "lobby") as Post & { readonly since: number };
  const shifts = before.shifts.map((each) => {
    if (each.key === "day") return { ...each, minutes: 360 };
    return each.key === "evening" ? { ...each, starts: "14:00", minutes: 600 } : each;
  });
  expect(run.does("setup", "site.establish-post", { ...before, shifts })).toContain("post-established");
}

/** What came of the return by then: when it was due, and how it was. */
function returnsBy(run: RunOfShifts, time: string) {
  const { world } = run.at(time).tower;
  const stream = world.streams.get(`tower:absence/${turnId({ ...lobby, person: towerPerson(guard) })}`);
  const owed = (stream?.obligations ?? []).filter(({ what }) => what === "absence.return");
  return owed.map((each) => [each.dueAt, dueOutcomeOf(each, world.now)] as const);
}

/** One of two at the lobby is away from one o'clock until three, and then the shift is made to end at two. */
function away(act: "absence.ask" | "absence.leave-at-once"): RunOfShifts {
  const run = new RunOfShifts();
  run.joins(second, lobby);
  run.at("07:40");
  for (const who of [guard, second]) expect(run.does(who, "attendance.sign-on", lobby)).toContain("signed-on");
  const said = { ...lobby, returnBy: wall("15:00") };
  if (act === "absence.ask")
    expect(run.at("13:00").does(guard, act, { ...said, why: "meal" })).toContain("absence.left");
  else {
    expect(run.at("13:00").does(guard, act, lobby)).toContain("left-at-once");
    expect(run.does(guard, "absence.tell", { ...said, why: "other", reason: "救人" })).toContain("absence.told");
  }
  endsAtTwo(run);
  return run;
}

describe.each(["absence.ask", "absence.leave-at-once"] as const)("who went by %s", (act) => {
  test("is awaited when they said, and is in time when they come after the new end", () => {
    const run = away(act);
    expect(returnsBy(run, "14:59")).toEqual([[wall("15:00"), "open"]]);
    expect(run.does(guard, "absence.come-back", lobby)).toContain("absence.returned");
    expect(returnsBy(run, "18:00")).toEqual([[wall("15:00"), "in-time"]]);
  });

  test("and does not come has missed what they could have met, and may still come", () => {
    const run = away(act);
    expect(returnsBy(run, "15:00")).toEqual([[wall("15:00"), "missed"]]);
    expect(run.at("15:05").does(guard, "absence.come-back", lobby)).toContain("absence.returned");
    expect(returnsBy(run, "15:05")).toEqual([[wall("15:00"), "late"]]);
  });
});
