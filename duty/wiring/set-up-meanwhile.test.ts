import { expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/*
 * A post may be set up otherwise while somebody stands there in a shift that it does not know any more. What has begun goes on as it began: they
 * leave in an emergency, write, ask for a meal and are held at the post as if nothing had changed (ZB-01, ZB-21, ZB-22, DESIGN 5.1, truth 10).
 */

const day = shiftOn("lobby", "day");
const atGate = shiftOn("east-gate", "day");

type Shifts = Post["shifts"];
const renamed = (each: Shifts[number]) => (each.key === "day" ? { ...each, key: "morning" } : each);
const changes: Readonly<Record<string, (before: Post) => Partial<Post>>> = {
  "without it": ({ shifts }) => ({ shifts: shifts.filter(({ key }) => key !== "day") }),
  "with another name for it": ({ shifts }) => ({ shifts: shifts.map(renamed) }),
  "with it on working days alone": ({ carries }) => ({
    carries: { ...carries, manning: [{ shift: "day", days: ["working"] }] },
  }),
  "twice, the second time without it": ({ shifts }) => ({ shifts: shifts.filter(({ key }) => key === "night") }),
};

/** The guard of the lobby is on duty since the morning of a Saturday; at ten its post is set up otherwise. */
function changedAtTen(how: keyof typeof changes, post = "lobby") {
  const run = new RunOfShifts().at("07:50");
  run.joins("王强", atGate);
  run.joins("马超", atGate);
  for (const who of ["李伟", "王强", "马超"])
    expect(run.does(who, "attendance.sign-on", who === "李伟" ? day : atGate)).toMatch("signed-on");
  run.at("10:00");
  const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...before } = currentPost(site, post) as Post & { readonly since: number };
  const change = changes[how] ?? (() => ({}));
  if (how === "twice, the second time without it")
    run.does("setup", "site.establish-post", { ...before, name: "大堂" });
  expect(run.does("setup", "site.establish-post", { ...before, ...change(before) })).toContain("site.post-established");
  return run;
}

test.each(Object.keys(changes))(
  "whoever is on duty when the post is set up %s leaves at once, and comes back",
  (how) => {
    const run = changedAtTen(how);
    const left = run.does("李伟", "absence.leave-at-once", day);
    for (const each of ["absence.left-at-once", "obligation.escalated"]) expect(left).toContain(each);
    expect(run.at("10:20").does("李伟", "absence.come-back", day)).toContain("absence.returned");
  },
);

test.each(Object.keys(changes))("they write in their book and are held at the post, where it is set up %s", (how) => {
  const run = changedAtTen(how);
  expect(run.does("李伟", "log.write-line", { ...day, category: "routine", text: "巡查正常" })).toBe(
    "log.line-written",
  );
  const meal = { ...day, why: "meal", returnBy: run.tower.world.now + 20 * minute };
  expect(run.does("李伟", "absence.ask", meal)).toBe("absence.cover-missing");
  expect(run.does("李伟", "attendance.sign-off", day)).toBe("attendance.post-uncovered");
});

test("whoever covers elsewhere, whose own shift is not known any more, is counted there and not where they came from", () => {
  const run = changedAtTen("without it", "east-gate");
  const cover = { ...atGate, person: towerPerson("马超") };
  const meal = { ...day, why: "meal", returnBy: run.tower.world.now + 20 * minute, cover };
  expect(run.does("李伟", "absence.ask", meal)).toContain("absence.asked");
  const accepts = { ...day, person: towerPerson("李伟"), own: atGate };
  expect(run.does("马超", "absence.accept", accepts)).toContain("absence.stood");
  expect(run.does("王强", "attendance.sign-off", atGate)).toBe("attendance.post-uncovered");
});

/** The relief of the lobby has signed on early for the evening; then its post is set up otherwise. */
const changesOfTheRelief: Readonly<Record<string, (run: RunOfShifts, before: Post) => string>> = {
  "without the evening": (run, before) =>
    run.does("setup", "site.establish-post", {
      ...before,
      shifts: before.shifts.filter(({ key }) => key !== "evening"),
    }),
  "with another name for the evening": (run, before) =>
    run.does("setup", "site.establish-post", {
      ...before,
      shifts: before.shifts.map((each) => (each.key === "evening" ? { ...each, key: "late" } : each)),
    }),
  "with the evening on working days alone": (run, before) =>
    run.does("setup", "site.establish-post", {
      ...before,
      carries: { ...before.carries, manning: [{ shift: "evening", days: ["working"] }] },
    }),
};

test.each(Object.keys(changesOfTheRelief))(
  "whoever has come to relieve takes over, is named and signs, where the post is set up %s",
  (how) => {
    const run = new RunOfShifts().at("07:50");
    expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
    run.at("15:46");
    const evening = shiftOn("lobby", "evening");
    expect(run.does("张磊", "attendance.sign-on", evening)).toMatch("signed-on");
    const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
    const { since: _, ...before } = currentPost(site, "lobby") as Post & { readonly since: number };
    expect(changesOfTheRelief[how]?.(run, before)).toContain("site.post-established");
    run.at("15:50");
    expect(run.prepares("李伟", day, undefined)).toBe("handover.relief-missing");
    expect(run.prepares("李伟", day, "张磊")).toContain("handover.prepared");
    expect(run.checks("张磊", day)).toContain("handover.counted");
    expect(run.signs("李伟", day)).toContain("handover.signed");
    expect(run.signs("张磊", day)).toContain("handover.completed");
    expect(run.at("16:01").does("李伟", "attendance.sign-off", day)).toContain("attendance.signed-off");
    expect(run.does("张磊", "log.write-line", { ...evening, category: "routine", text: "接班" })).toBe(
      "log.line-written",
    );
    expect(run.does("张磊", "attendance.sign-off", evening)).toBe("attendance.post-uncovered");
  },
);

test("a shift that had not begun when it was taken out of the set-up is nobody's", () => {
  const run = changedAtTen("twice, the second time without it");
  expect(run.at("15:50").does("张磊", "attendance.sign-on", shiftOn("lobby", "evening"))).toMatch(
    /no-such-shift|not-rostered/,
  );
});
