import { expect, test } from "vitest";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { brokenNow, noPremises } from "#test/standing-truths.ts";
import { towerPerson } from "#test/tower-world.ts";

/* A set-up may bring back a shift that runs already: where nobody stands at the post then, that is called, whoever the plan names (ZB-28). */

const day = shiftOn("lobby", "day");

/** The lobby with its guard of the day on duty, and what sets it up with or without that shift. */
function lobby() {
  const run = new RunOfShifts().at("07:50");
  expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
  const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...post } = currentPost(site, "lobby") as Post & { readonly since: number };
  const setsUp = (shifts: Post["shifts"]) => run.does("setup", "site.establish-post", { ...post, shifts });
  const without = post.shifts.filter(({ key }) => key !== "day");
  return { run, takesOut: () => setsUp(without), bringsBack: () => setsUp(post.shifts) };
}

function calls({ tower: { world } }: RunOfShifts): string[] {
  return world
    .outstanding({ site: "tower", post: "lobby" })
    .filter(({ obligation: { what, detail } }) => what === "manning.publish" && detail?.shift === day.shift)
    .filter(({ obligation: { detail } }) => detail?.date === day.date)
    .map(({ obligation }) => String(obligation.detail?.shift));
}

test("whoever stood in it has gone meanwhile: from when it is owed again somebody is called, until somebody comes", () => {
  const { run, takesOut, bringsBack } = lobby();
  expect(takesOut()).toContain("site.post-established");
  run.at("08:40");
  const gone = { ...day, person: towerPerson("李伟"), leftAt: run.tower.world.now, account: "走" };
  expect(run.does("周敏", "attendance.record-abandonment", gone)).toContain("attendance.abandoned");
  expect(calls(run)).toEqual([]);
  run.at("09:00");
  expect(bringsBack()).toContain("manning.reckoned");
  expect(calls(run)).toEqual(["day"]);
  for (const time of ["09:00", "09:31", "12:00"]) expect(brokenNow(run.at(time).tower.world, noPremises())).toEqual([]);
  expect(run.does("李伟", "attendance.sign-on", day)).toContain("attendance.signed-on");
  expect(calls(run)).toEqual([]);
});

test("whoever stood in it is there still: nobody is called", () => {
  const { run, takesOut, bringsBack } = lobby();
  takesOut();
  bringsBack();
  expect(calls(run)).toEqual([]);
});
