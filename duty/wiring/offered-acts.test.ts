import fc from "fast-check";
import { expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { offeredAt } from "#test/offered-at.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* What a screen makes biggest can be done: whoever is offered to sign on or off is not refused it, whatever has happened at the post. */

const [guard, relief, leader] = ["李伟", "张磊", "周敏"] as const;
const people = [guard, relief, leader];
const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];

const roads: Readonly<Record<string, (run: RunOfShifts) => unknown>> = {
  "comes for the day": (run) => run.does(guard, "attendance.sign-on", day),
  "comes for the evening": (run) => run.does(relief, "attendance.sign-on", evening),
  "comes early to another post": (run) => run.does(relief, "attendance.sign-on", shiftOn("east-gate", "evening")),
  prepares: (run) => run.prepares(guard, day, relief),
  signs: (run) => {
    if (run.form(day)) run.checks(relief, day);
    for (const who of people) run.signs(who, day, "迟了");
  },
  "relief leaves at once": (run) => run.does(relief, "absence.leave-at-once", evening),
  "guard leaves at once": (run) => run.does(guard, "absence.leave-at-once", day),
  "relief moves away": (run) => run.does(relief, "attendance.move", { ...evening, to: "east-gate", record: "正常" }),
  "relief is found gone": (run) =>
    run.does(leader, "attendance.record-abandonment", {
      ...{ ...evening, person: towerPerson(relief), leftAt: run.tower.world.now, account: "不在岗" },
    }),
  "relief leaves the company": (run) => run.leavesTheCompany(relief),
  "somebody is put in": (run) =>
    run.does(leader, "roster.arrange-cover", {
      ...{ ...evening, absent: towerPerson(relief), cover: towerPerson(guard), reason: "未到" },
    }),
  "goes off": (run) => run.does(guard, "attendance.sign-off", day),
};

const names = Object.keys(roads);
const usual = ["comes for the evening", "prepares", "signs"];
const deeds = fc.array(
  fc.record({
    road: fc.oneof(fc.constantFrom(...usual), fc.constantFrom(...names)),
    minutes: fc.oneof(fc.constant(0), fc.nat({ max: 120 })),
  }),
  { maxLength: 10 },
);

test("whoever is offered to sign on or off is not refused it", { timeout: 300_000 }, () => {
  const offered = { "sign-on": 0, "sign-off": 0, wait: 0 };
  const lived = (run: RunOfShifts) => {
    for (const who of people) {
      const person = towerPerson(who);
      const next = offeredAt("lobby", run.tower.world, person);
      if (next.do === "wait") offered.wait += 1;
      if (next.do !== "sign-on" && next.do !== "sign-off") continue;
      offered[next.do] += 1;
      const body = { post: "lobby", date: next.shift.date, shift: next.shift.shift };
      const act = `attendance.${next.do}`;
      const told = run.tower.world.copy().execute({
        ...{ id: `offered-${offered["sign-on"]}-${offered["sign-off"]}`, site: towerSite, act, body },
        ...{ actor: { person }, proof: "session" as const },
      });
      expect(told.refusal?.code, `${who} ${act} ${body.shift}`).toBeUndefined();
    }
  };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.boolean(), deeds, (later, handedOver, living) => {
      const run = new RunOfShifts();
      run.at("07:00");
      lived(run);
      run.at("07:50");
      roads["comes for the day"]?.(run);
      run.tower.world.moveTo(plusMinutes(wall("14:30"), later));
      const before = handedOver ? usual.map((road) => ({ road, minutes: 0 })) : [];
      for (const { road, minutes } of [...before, ...living]) {
        run.tower.world.moveTo(plusMinutes(run.tower.world.now, minutes));
        roads[road]?.(run);
        lived(run);
      }
    }),
    { numRuns: 100, seed: freshSeed() },
  );
  expect(Object.entries(offered).filter(([, times]) => times < 20)).toEqual([]);
});
