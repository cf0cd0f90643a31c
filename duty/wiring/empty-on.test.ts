import { expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/*
 * A post that is known to stand empty does not become quiet because a shift ends: from the moment the next one begins somebody is called to find
 * one, until somebody is there, whoever is planned meanwhile (ZB-28).
 */

const day = shiftOn("lobby", "day");
const evening = shiftOn("lobby", "evening");
const night = shiftOn("lobby", "night", 1);

/** The guard of the day has abandoned the lobby. */
function abandoned(time = "15:30") {
  const run = new RunOfShifts().at("07:50");
  expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
  run.at(time);
  const gone = { ...day, person: towerPerson("李伟"), leftAt: run.tower.world.now, account: "走" };
  expect(run.does("周敏", "attendance.record-abandonment", gone)).toContain("attendance.abandoned");
  return run;
}

/** The shifts of the lobby about whose emptiness a call runs. */
function calls(run: RunOfShifts, at: string): string[] {
  const { streams } = run.at(at).tower.world;
  return [...streams.values()]
    .filter(({ key }) => key.noun === "manning" && key.id.startsWith("lobby/"))
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
