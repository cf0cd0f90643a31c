import { describe, expect, test } from "vitest";
import { signOffKey } from "#duty/attendance/going-owed.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { type Instant, minute } from "#duty/grammar/time.ts";
import type { WorldStream } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { shiftOn } from "../handing-over.ts";
import {
  brokenIn,
  dayLeader,
  dayOfLobby,
  dayPerson,
  eveningOfLobby,
  eveningPerson,
  livedDay,
  lobbyForm,
  plantedEntry,
  spoiltWorld,
} from "../planted-truths.ts";
import { towerPerson, wall } from "../tower-world.ts";

/* The standing truths about calls and misses, each shown a history in which it does not hold: see `standing-truths.test.ts`. */

describe("4: a call reaches a person or goes on", () => {
  const turn = turnId({ ...eveningOfLobby, person: eveningPerson });
  const call = { rung: 1, at: livedDay.now, people: [towerPerson(dayLeader)], heardBy: [towerPerson(dayLeader)] };
  const stream = livedDay.streams.get(`${towerSite}:attendance/${turn}`) as WorldStream;
  const owed = stream.obligations.find(({ key }) => key === signOffKey);
  const rungs = [{ functions: ["squad-leader"] }, { functions: ["department-manager"] }] as never;
  const called = (...calls: object[]) =>
    brokenIn(
      spoiltWorld("attendance", turn, () => ({
        obligations: [{ ...(owed as NonNullable<typeof owed>), ladder: rungs }],
        escalations: { [signOffKey]: { rung: calls.length, calls: calls as never } },
      })),
    );
  const name = (number: number) => `call ${number} about ${signOffKey} of attendance/${turn}`;
  const unheard = { ...call, heardBy: undefined, unheardAt: livedDay.now };

  test("is as it must be where it was heard, or nobody heard it and the next was called, or none is left", () => {
    expect(called(call)).toEqual([]);
    expect(called(unheard, call)).toEqual([]);
    expect(called(unheard, unheard)).toEqual([]);
  });

  test.each([
    ["names nobody", { ...call, people: undefined }, `${name(1)} names nobody`],
    [
      "names who is not of the company",
      { ...call, people: ["gone"], heardBy: ["gone"] },
      `${name(1)} names gone, who are not of the organisation`,
    ],
    ["was heard by others", { ...call, heardBy: [dayPerson] }, `${name(1)} was heard by others`],
    ["was heard by an empty list", { ...call, heardBy: [] }, `${name(1)} was heard by others`],
    ["was never looked after", { ...call, heardBy: undefined }, `nobody looked whether ${name(1)} was heard`],
    ["was heard by nobody and stands still", unheard, `${name(1)} was heard by nobody and stands still`],
  ])("a call that %s", (_, each, words) => {
    expect(called(each)).toEqual([words]);
  });

  test("somebody silences a call about themselves: whose it is, whom it names, who is on duty where it is owed, who is missing there", () => {
    const answered = (by: string, more: object, world = livedDay) => {
      const obligations = [
        { ...(owed as NonNullable<typeof owed>), key: "stay", person: null, post: "lobby", ...more },
      ] as never;
      const entries = [plantedEntry("obligation.acknowledged", { key: "stay" }, { person: by })];
      return brokenIn(world, ["attendance", turn, { entries, obligations }]);
    };
    const words = (by: string) => [`${by} silenced the call about stay at lobby, which is about themselves`];
    expect(answered(dayPerson, {})).toEqual([]);
    expect(answered(dayPerson, { person: dayPerson })).toEqual(words(dayPerson));
    expect(answered(dayPerson, { detail: { person: dayPerson } })).toEqual(words(dayPerson));
    expect(answered(eveningPerson, {})).toEqual(words(eveningPerson));
    expect(answered(eveningPerson, { detail: { person: dayPerson } }), "who is held by them may").toEqual([]);
    expect(answered(dayPerson, { detail: { about: `${eveningPerson} ${dayPerson}` } })).toEqual(words(dayPerson));
    const night = livedDay.copy();
    night.moveTo(wall("+1 00:10"));
    // Whoever had the day is due again at midnight.
    const missing = dayPerson;
    const { date } = shiftOn("lobby", "night", 1);
    const empty = (shift: string) => ({ what: "manning.publish", detail: { date, shift } });
    expect(answered(missing, empty("night"), night)).toContain(words(missing)[0]);
    expect(answered(missing, empty("day"), night)).not.toContain(words(missing)[0]);
    expect(answered(missing, { what: "absence.stand-in" }, night)).toContain(words(missing)[0]);
  });

  test("somebody has missed signing off and nobody is ever called", () => {
    const missed = (ladder: unknown) =>
      brokenIn(
        spoiltWorld("attendance", turn, () => ({
          obligations: [{ ...(owed as NonNullable<typeof owed>), ladder } as never],
          escalations: { [signOffKey]: { rung: 0, calls: [], missedAt: livedDay.now } },
        })),
      );
    expect(missed(rungs)).toEqual([]);
    expect(missed([])).toEqual([`${turn} has missed signing off, and nobody is ever called`]);
  });
});

describe("5: a miss was possible to meet", () => {
  const turn = turnId({ ...dayOfLobby, person: dayPerson });
  const owed = { key: signOffKey, what: "attendance.sign-off", metAt: livedDay.now };
  const inTime = { ...owed, dueAt: (livedDay.now + minute) as Instant } as never;
  const late = { ...owed, dueAt: livedDay.now } as never;
  const told = (lateMinutes: number, obligation: never, more: object = {}) =>
    brokenIn(livedDay, [
      "attendance",
      turn,
      {
        entries: [plantedEntry("attendance.signed-off", { lateMinutes, ...more })],
        obligations: [obligation],
        escalations: obligation === late ? { [signOffKey]: { rung: 0, calls: [], missedAt: livedDay.now } } : {},
      },
    ]);

  test("an entry says late what the ledger counts as in time, or the other way round", () => {
    expect(told(0, inTime)).toEqual([]);
    expect(told(1, late)).toEqual([]);
    expect(told(1, inTime)).toEqual(["attendance.signed-off says 1 minutes late, the ledger counts as late: nothing"]);
    expect(told(0, late, { again: true })).toEqual([]);
    expect(told(0, late)).toEqual([
      `attendance.signed-off says 0 minutes late, the ledger counts as late: ${signOffKey}`,
    ]);
  });

  test("an entry tells of what it ends, and not of what else was ended in that moment", () => {
    const due = (dueAt: number) => ({ dueAt: dueAt as Instant, metAt: livedDay.now });
    const passed = (minutes: number, complete: number, fault: number) => {
      const entries = [plantedEntry("handover.completed", { lateMinutes: minutes })];
      const obligations = [
        { key: "complete", what: "handover.complete", ...due(complete) },
        { key: "fault", what: "handover.acknowledge-fault", ...due(fault) },
      ] as never;
      return brokenIn(livedDay, ["handover", lobbyForm, { entries, obligations }]);
    };
    const [later, earlier] = [livedDay.now + minute, livedDay.now - minute];
    expect([passed(0, later, earlier), passed(1, earlier, later)]).toEqual([[], []]);
    expect(passed(0, earlier, later)).toEqual([
      "handover.completed says 0 minutes late, the ledger counts as late: complete",
    ]);
    expect(passed(1, later, earlier)).toEqual([
      "handover.completed says 1 minutes late, the ledger counts as late: nothing",
    ]);
  });

  test("a sign-off was late and never missed, or in time and missed", () => {
    const met = (obligation: never, missedAt: Instant | undefined) => {
      const escalations = missedAt === undefined ? {} : { [signOffKey]: { rung: 0, calls: [], missedAt } };
      return brokenIn(livedDay, ["attendance", turn, { obligations: [obligation], escalations }]);
    };
    expect([met(late, livedDay.now), met(inTime, undefined)]).toEqual([[], []]);
    expect(met(late, undefined)).toEqual([`${signOffKey} of ${turn} was met late, missed: false`]);
    expect(met(inTime, livedDay.now)).toEqual([`${signOffKey} of ${turn} was met in time, missed: true`]);
  });

  test("a coming was missed and then in time, unless its shift begins at another time since", () => {
    const missed = { relief: { rung: 0, calls: [], missedAt: livedDay.now } };
    const met = { ...(inTime as object), key: "relief", what: "attendance.relief" } as never;
    const change = { obligations: [met], escalations: missed };
    expect(brokenIn(livedDay, ["attendance", turn, change])).toEqual([
      `relief of ${turn} was met in time, missed: true`,
    ]);
    const otherwise = plantedEntry("attendance.expected", { occurrence: { startsAt: livedDay.now } });
    const moved = spoiltWorld("attendance", turn, ({ entries }) => ({ entries: [otherwise, ...entries] }));
    expect(brokenIn(moved, ["attendance", turn, change])).toEqual([]);
  });

  test("something is owed by a time that was past when it came to be", () => {
    const born = (dueAt: number, type = "matter.opened") => {
      const obligations = [{ key: "settle", what: "matter.settle", dueAt: dueAt as Instant }] as never;
      return brokenIn(livedDay.copy(), ["matter", "m1", { entries: [plantedEntry(type)], obligations }]);
    };
    expect([born(livedDay.now), born(livedDay.now - minute, "attendance.expected")]).toEqual([[], []]);
    expect(born(livedDay.now - minute)).toEqual([
      "matter.settle of tower:matter/m1 was due 1 minutes before it came to be",
    ]);
  });
});
