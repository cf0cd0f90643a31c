import { expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import { dueOutcomeOf } from "#duty/ledger/outcome.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * Whoever has the evening and is put into the night as well may leave by the evening in both, and is due back by the end of the one that they left.
 * Once that came, it stays late or in time, however often they leave later (ZB-22).
 */

const [day, evening, night] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("lobby", "night", 1)];
const guard = "张磊";

/** At ten in the evening, two hours before the night that somebody has been put into who has the evening. */
function evenTheNight(): RunOfShifts {
  const run = new RunOfShifts().at("15:40");
  for (const { id: regulation, hash } of packs) run.does(guard, "notice.confirm", { regulation, hash });
  expect(run.does(guard, "attendance.sign-on", evening)).toMatch("signed-on");
  expect(run.does("李伟", "attendance.sign-off", day)).not.toBe("");
  const put = { ...night, absent: towerPerson("李伟"), cover: towerPerson(guard), reason: "连班" };
  expect(run.at("22:00").does("黄丽华", "roster.arrange-cover", put)).toMatch("cover-arranged");
  return run;
}

/** What came of each return: by when it was due, and how it was. */
function returns({ tower: { world } }: RunOfShifts) {
  const id = turnId({ ...evening, person: towerPerson(guard) });
  const owed = world.streams.get(`tower:absence/${id}`)?.obligations ?? [];
  return owed
    .filter(({ what }) => what === "absence.return")
    .map((each) => [each.dueAt, dueOutcomeOf(each, world.now)] as const);
}

test("who was late for the end of the evening is so after they have left again in the night", () => {
  const run = evenTheNight();
  expect(run.at("22:50").does(guard, "absence.leave-at-once", evening)).toMatch("left-at-once");
  expect(run.at("+1 00:10").does(guard, "attendance.sign-on", night)).toMatch("absence.returned");
  const late = [wall("+1 00:00"), "late"];
  expect(returns(run)).toEqual([late]);
  expect(run.at("+1 03:00").does(guard, "absence.leave-at-once", evening)).toMatch("left-at-once");
  expect(returns(run)).toEqual([late, [wall("+1 08:00"), "open"]]);
  expect(run.at("+1 04:00").does(guard, "absence.come-back", evening)).toMatch("absence.returned");
  expect(returns(run)).toEqual([late, [wall("+1 08:00"), "in-time"]]);
});

test("who came back before the night was over was in time, whatever they leave after it", () => {
  const run = evenTheNight();
  expect(run.at("23:50").does(guard, "attendance.sign-on", night)).toMatch("signed-on");
  expect(run.at("+1 01:00").does(guard, "absence.leave-at-once", evening)).toMatch("left-at-once");
  expect(run.at("+1 04:00").does(guard, "absence.come-back", evening)).toMatch("absence.returned");
  const inTime = [wall("+1 08:00"), "in-time"];
  expect(returns(run)).toEqual([inTime]);
  expect(run.at("+1 08:05").does(guard, "absence.leave-at-once", evening)).toMatch("left-at-once");
  expect(returns(run)).toEqual([inTime, [wall("+1 09:05"), "open"]]);
});
