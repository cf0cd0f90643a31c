import fc from "fast-check";
import { expect, test } from "vitest";
import { minute, plusMinutes } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { wall } from "#test/tower-world.ts";

/*
 * What waited in a browser comes by its proof when its author is off duty, or has left: whether they were on duty is asked for the moment of writing.
 */

const day = shiftOn("lobby", "day");
const line = { ...day, text: "水管滴水", category: "routine" };
const [came, left] = [wall("07:50"), wall("12:00")];

/** Somebody comes at ten to eight and leaves the company at noon. */
function gone(): RunOfShifts {
  const run = new RunOfShifts();
  run.at("07:50").does("李伟", "attendance.sign-on", day);
  run.at("12:00").leavesTheCompany("李伟");
  return run.at("12:30");
}

const written = (at: number) => ({ proof: "device", deviceTime: at }) as const;

test("a line written while its author was on duty is entered after they have left, and one from after that is not", () => {
  const run = gone();
  expect(run.does("李伟", "log.write-line", line, { proof: "session", deviceTime: wall("11:00") })).toBe(
    "log.not-on-duty",
  );
  expect(run.does("李伟", "log.write-line", line, written(wall("11:00")))).toBe("log.line-written");
  expect(run.does("李伟", "log.write-line", line, written(plusMinutes(left, 1)))).toBe("log.not-on-duty");
});

test("whoever wrote before the shift came, or was never on duty there, was not on duty then", () => {
  const run = gone();
  expect(run.does("李伟", "log.write-line", line, written(plusMinutes(came, -1)))).toBe("log.not-on-duty");
  expect(run.does("王强", "log.write-line", line, written(wall("11:00")))).toBe("log.not-on-duty");
});

test("a matter is opened for the moment at which it was written", () => {
  const opened = { post: "lobby", class: "ordinary", text: "灯闪", dueAt: wall("+1 12:00") };
  const run = gone();
  expect(run.does("李伟", "matter.open", opened, written(plusMinutes(left, 10)))).toBe("matter.not-on-duty");
  expect(run.does("李伟", "matter.open", opened, written(wall("09:00")))).toBe("matter.opened");
});

test("a signature is not given by a device", () => {
  const run = new RunOfShifts();
  run.at("07:50").does("李伟", "attendance.sign-on", day);
  run.at("15:40").prepares("李伟", day, "张磊");
  expect(run.does("李伟", "handover.sign", { ...day, forms: ["work"] }, written(wall("15:30")))).toBe(
    "account.pin-required",
  );
});

test("whenever it was written, a line is entered exactly where its author was on duty then", () => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 330 }), fc.nat({ max: 120 }), (minutesAfter, later) => {
      const at = plusMinutes(came, minutesAfter);
      const run = gone();
      run.tower.world.moveTo(plusMinutes(wall("12:30"), later));
      const isWithin = came <= at && at <= left;
      expect(run.does("李伟", "log.write-line", line, written(at)), `${(at - came) / minute} minutes after`).toBe(
        isWithin ? "log.line-written" : "log.not-on-duty",
      );
    }),
    { numRuns: 25, seed: freshSeed() },
  );
});
