import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { signOnDueAt } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { type OwnTurn, ownTurnAsk } from "#duty/attendance/own-turn.ts";
import { type BoardShift, type PostBoard, shiftToHandOver } from "#duty/attendance/post-board.ts";
import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { type ShiftName, type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import { type HandoverKnown, nextAct } from "#duty/next-act.ts";
import { dueFor, type Roster } from "#duty/roster/roster.ts";
import { postAt } from "#duty/site/running-shift.ts";
import type { Site } from "#duty/site/site.ts";
import type { World } from "#duty/world.ts";
import { factsSeen, ruleSeen } from "#server/simulation/facts-seen.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";
import { monthKey } from "./questions.ts";

/* What a screen makes biggest can be done: whoever is offered to sign on or off is not refused it, whatever has happened at the post. */

const site = "tower";
const [guard, relief, leader] = ["李伟", "张磊", "周敏"] as const;
const people = [guard, relief, leader];
const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];

const hours = ({ date, shift, startsAt, endsAt }: ShiftOccurrence): BoardShift => ({ date, shift, startsAt, endsAt });

/** The lobby as its screen shows it. */
function boardOf(world: World): PostBoard {
  const { shift, next } = postAt(world.state<Site>({ site, noun: "site", id: "setup" }), "lobby", world.now);
  const on = [...world.streams.values()].flatMap(({ key, state }) => {
    const attendance = state as Attendance;
    if (key.noun !== "attendance" || attendance.phase !== "on" || attendance.occurrence.post !== "lobby") return [];
    const { occurrence, person, onAt } = attendance;
    return [{ person, date: occurrence.date, shift: occurrence.shift, since: onAt }];
  });
  const due = [shift, next].flatMap((occurrence) => {
    if (!occurrence) return [];
    return dueFor(world.state<Roster>(monthKey(site, "lobby", occurrence.date)), occurrence).flatMap(({ person }) => {
      const key: StreamKey = { site, noun: "attendance", id: turnId({ ...occurrence, person }) };
      const { phase } = world.state<Attendance>(key);
      if (phase === "on" || phase === "off") return [];
      const { date, shift: name } = occurrence;
      return [{ person, date, shift: name, dueAt: signOnDueAt(occurrence, ruleSeen<AttendanceRule>(world, key)) }];
    });
  });
  return { shift: shift ? hours(shift) : null, next: next ? hours(next) : null, on, due };
}

function ownTurnOf(world: World, person: PersonId, turn: ShiftName): OwnTurn {
  const asked = { ask: "attendance.turn", site, body: { ...turn, person }, actor: { person } };
  return factsSeen(world, asked) as unknown as OwnTurn;
}

/** What the screen of the lobby offers somebody, with the shift for which it does. */
function offeredTo(world: World, person: PersonId) {
  const board = boardOf(world);
  const at = shiftToHandOver(board);
  const key: StreamKey = { site, noun: "handover", id: at ? shiftId({ post: "lobby", ...at }) : "" };
  const handover = { state: world.state(key), rule: ruleSeen(world, key) } as HandoverKnown;
  const turn = ownTurnAsk(board, person);
  const own = turn && ownTurnOf(world, person, { post: "lobby", date: turn.date as BusinessDate, shift: turn.shift });
  return nextAct(board, { handover: at && handover, turn: own }, person, world.now);
}

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
      const next = offeredTo(run.tower.world, person);
      if (next.do === "wait") offered.wait += 1;
      if (next.do !== "sign-on" && next.do !== "sign-off") continue;
      offered[next.do] += 1;
      const body = { post: "lobby", date: next.shift.date, shift: next.shift.shift };
      const act = `attendance.${next.do}`;
      const told = run.tower.world.copy().execute({
        ...{ id: `offered-${offered["sign-on"]}-${offered["sign-off"]}`, site, act, body },
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
