import { expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/*
 * A post that is known to stand empty does not become quiet because a shift ends: from the moment the next one begins somebody is called to find
 * one, until somebody is there, whoever is planned meanwhile (ZB-28).
 */

const day = shiftOn("lobby", "day");
const evening = shiftOn("lobby", "evening");
const night = shiftOn("lobby", "night", 1);

/** The lobby has no night: nobody knows that it stands empty when the day begins. */
function withoutNight(run: RunOfShifts): void {
  const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...post } = currentPost(site, "lobby") as Post & { readonly since: number };
  const shifts = post.shifts.filter(({ key }) => key !== "night");
  expect(run.does("setup", "site.establish-post", { ...post, shifts })).toContain("site.post-established");
}

/** The guard of the day has abandoned the lobby. */
function abandoned(time = "15:30") {
  const run = new RunOfShifts().at("07:50");
  expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
  run.at(time);
  const gone = { ...day, person: towerPerson("李伟"), leftAt: run.tower.world.now, account: "走" };
  expect(run.does("周敏", "attendance.record-abandonment", gone)).toContain("attendance.abandoned");
  return run;
}

/** The shifts of a post about whose emptiness a call runs. */
function calls(run: RunOfShifts, at: string, post = "lobby"): string[] {
  const { streams } = run.at(at).tower.world;
  return [...streams.values()]
    .filter(({ key }) => key.noun === "manning" && key.id.startsWith(`${post}/`))
    .flatMap(({ obligations, escalations }) =>
      obligations.filter((each) => isOutstanding(each) && (escalations[each.key]?.rung ?? 0) > 0),
    )
    .map(({ detail }) => String(detail?.shift));
}

test("from shift to shift, with every shift anew, until somebody comes", () => {
  const run = abandoned();
  expect(calls(run, "15:59")).toEqual(["day"]);
  for (const time of ["16:00", "16:04", "20:00", "23:59"]) expect(calls(run, time), time).toEqual(["evening"]);
  for (const time of ["+1 00:00", "+1 00:04"]) expect(calls(run, time), time).toEqual(["night"]);
  expect(run.does("李伟", "attendance.sign-on", night)).toContain("attendance.signed-on");
  expect(calls(run, "+1 00:05")).toEqual([]);
});

test("whoever is put in just after it has begun does not silence it before they come", () => {
  const run = abandoned();
  run.at("16:04");
  const cover = { ...evening, absent: towerPerson("张磊"), cover: towerPerson("王强"), reason: "没来" };
  expect(run.does("孙涛", "roster.arrange-cover", cover)).toContain("roster.cover-arranged");
  for (const time of ["16:04", "16:24", "16:40"]) expect(calls(run, time), time).toEqual(["evening"]);
  expect(run.does("王强", "attendance.sign-on", evening)).toContain("attendance.signed-on");
  expect(calls(run, "16:41")).toEqual([]);
});

test("where the relief has come before, nobody is called", () => {
  const run = abandoned();
  run.at("15:45");
  expect(run.does("张磊", "attendance.sign-on", evening)).toContain("attendance.signed-on");
  for (const time of ["15:45", "16:00", "16:30"]) expect(calls(run, time), time).toEqual([]);
});

test("whoever is put in for a shift that lacked somebody, and was called about, does not silence it before they come", () => {
  const run = new RunOfShifts().at("07:40");
  run.withoutAnybody(evening);
  run.at("07:50").does("李伟", "attendance.sign-on", day);
  run.at("15:00");
  const gone = { ...day, person: towerPerson("李伟"), leftAt: run.tower.world.now, account: "走" };
  run.does("周敏", "attendance.record-abandonment", gone);
  for (const time of ["16:00", "16:03"]) expect(calls(run, time), time).toContain("evening");
  run.at("16:04").putsIn("王强", evening);
  for (const time of ["16:04", "16:15", "16:29", "16:50"]) expect(calls(run, time), time).toContain("evening");
});

test("where nobody is due for the whole day, the evening does not begin quietly; nor does whoever is put in then silence it", () => {
  const run = new RunOfShifts().at("07:40");
  run.withoutAnybody(day);
  for (const time of ["08:00", "15:59"]) expect(calls(run, time), time).toEqual(["day"]);
  for (const time of ["16:00", "16:03"]) expect(calls(run, time), time).toEqual(["evening"]);
  const cover = { ...evening, absent: towerPerson("张磊"), cover: towerPerson("王强"), reason: "没来" };
  expect(run.at("16:04").does("孙涛", "roster.arrange-cover", cover)).toContain("roster.cover-arranged");
  for (const time of ["16:04", "16:29", "16:40"]) expect(calls(run, time), time).toEqual(["evening"]);
  expect(run.does("王强", "attendance.sign-on", evening)).toContain("attendance.signed-on");
  expect(calls(run, "16:41")).toEqual([]);
});

test("where whoever was due for the day never came, the evening does not begin quietly", () => {
  const run = new RunOfShifts().at("06:10");
  withoutNight(run);
  for (const time of ["08:00", "15:59"]) expect(calls(run, time), time).toEqual([]); // their relief is called about
  for (const time of ["16:00", "16:20"]) expect(calls(run, time), time).toEqual(["evening"]);
});

test("whoever is there when a shift ends for which nobody was found keeps the next one quiet", () => {
  const run = new RunOfShifts().at("07:40");
  run.withoutAnybody(day);
  expect(run.at("15:50").does("张磊", "attendance.sign-on", evening)).toContain("attendance.signed-on");
  for (const time of ["16:00", "16:30"]) expect(calls(run, time), time).toEqual([]);
});

test("a shift that was over before somebody could be there waits for whoever is due next", () => {
  const run = new RunOfShifts().at("07:45");
  const [dawn, next] = ["dawn", "day"].map((key) => ({ key, name: key, starts: key === "day" ? "08:00" : "07:00" }));
  const shifts = [
    { ...dawn, minutes: 60 },
    { ...next, minutes: 480 },
  ];
  const gate = { key: "gate", name: "门岗", department: "保安部", shifts, kit: [], books: [], binds: [] };
  expect(run.does("setup", "site.establish-post", gate)).toContain("site.post-established");
  expect(run.putsIn("王强", shiftOn("gate", "day"))).toContain("roster.published");
  for (const time of ["07:59", "08:00", "08:20"]) expect(calls(run, time, "gate"), time).toEqual([]);
});
