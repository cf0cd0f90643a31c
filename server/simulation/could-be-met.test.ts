import { expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";
import { couldBeMet } from "./could-be-met.ts";
import { meetingOf } from "./habits.ts";
import { anyWords } from "./meeting.ts";
import { towerSite } from "./tower.ts";

/* Where two stand at a post and the relief has come, the one who does not hand it over may go while the form is open (ZB-24). */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];

function twoAtTheLobby() {
  const run = new RunOfShifts().at("07:40");
  run.does("李伟", "attendance.sign-on", day);
  expect(run.at("07:41").joins("孙涛", day)).toMatch("roster.published");
  expect(run.does("孙涛", "attendance.sign-on", day)).toMatch("signed-on");
  return run;
}

/** What somebody is called on to do when they should sign off. */
function signOffOf(run: RunOfShifts, who: string) {
  const { world } = run.tower;
  const id = turnId({ ...day, person: towerPerson(who) });
  const lines = world.outstanding({ site: towerSite, post: "lobby" });
  return { world, owed: lines.find(({ stream, obligation }) => stream.id === id && obligation.key === "sign-off") };
}

test("the second one's sign-off could be met before the first has handed over; the first one's could not", () => {
  const run = twoAtTheLobby();
  const couldGo = (who: string) => {
    const { world, owed } = signOffOf(run, who);
    return owed && couldBeMet(world, owed, world.now) !== undefined;
  };
  run.at("15:40").does("张磊", "attendance.sign-on", evening);
  run.at("16:20");
  expect(couldGo("李伟")).toBe(false);
  expect(couldGo("孙涛")).toBe(true);
});

test("before anybody of the relief has come, nobody makes for the door (GPH-09)", () => {
  const run = twoAtTheLobby().at("16:05");
  const triedBy = (who: string) => {
    const { world, owed } = signOffOf(run, who);
    if (!owed) throw new Error(`${who} owes no sign-off`);
    return meetingOf(owed.obligation.what)(world.copy(world.now), owed, anyWords).next().value;
  };
  expect(["李伟", "孙涛"].map(triedBy)).toEqual([undefined, undefined]);
  run.does("张磊", "attendance.sign-on", evening);
  expect(triedBy("孙涛")).toMatchObject({ act: "attendance.sign-off" });
});
