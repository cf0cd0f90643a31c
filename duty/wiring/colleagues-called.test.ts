import { describe, expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";
import { heardBy } from "#test/who-listens.ts";

/*
 * Whoever leaves at once leaves nobody at the post alone with it: each of them is called by name in the same moment, wherever the one who goes stood,
 * and says that they have heard (DESIGN 5.1, truth 10; ZB-22).
 */

const [lobby, gate, evening] = [shiftOn("lobby", "day"), shiftOn("east-gate", "day"), shiftOn("lobby", "evening")];
const [guard, second, first, other, relief] = ["李伟", "马超", "刘洋", "陈刚", "张磊"] as const;
const third = "欧阳建国";
const person = towerPerson;

/** At ten in the morning two stand at the lobby, to which a third may come, and two at the gate; of all these have a screen open. */
function morning(...listening: readonly string[]): RunOfShifts {
  const screens = listening.map(person);
  const run = new RunOfShifts(2, { called: heardBy((people) => people.filter((each) => screens.includes(each))) });
  for (const { id: regulation, hash } of packs)
    for (const who of [first, other]) run.does(who, "notice.confirm", { regulation, hash });
  for (const [who, shift] of [
    [second, lobby],
    [other, gate],
    [third, lobby],
  ] as const)
    expect(run.joins(who, shift)).toContain("published");
  run.at("07:40");
  for (const who of [guard, second]) does(run, who, "attendance.sign-on", lobby);
  for (const who of [first, other]) does(run, who, "attendance.sign-on", gate);
  return run.at("10:00");
}

function does({ tower }: RunOfShifts, who: string, act: string, body: object): void {
  expect(tower.does(who, act, body).refusal?.code, `${act} by ${who}`).toBeUndefined();
}

const leaves = (run: RunOfShifts, who: string = first, shift = gate) => does(run, who, "absence.leave-at-once", shift);

/** One of the gate covers at the lobby for its guard, who has gone for a meal. */
function covers(run: RunOfShifts): RunOfShifts {
  const cover = { ...gate, person: person(first) };
  does(run, guard, "absence.ask", { ...lobby, why: "meal", returnBy: wall("10:40"), cover });
  does(run, first, "absence.accept", { ...lobby, person: person(guard), own: gate });
  return run.at("10:10");
}

/** Who is called since somebody left at once: about what, where, when, and what came of it. */
function hearings({ tower: { world } }: RunOfShifts, who: string = first, shift: ShiftName = gate) {
  const stream = world.streams.get(`tower:absence/${turnId({ ...shift, person: person(who) })}`);
  const owed = (stream?.obligations ?? []).filter(({ what }) => what === "absence.hear");
  return owed.map((each) => {
    const calls = stream?.escalations[each.key]?.calls ?? [];
    const { key: _, metAt, rules } = each;
    return { who: each.person, post: each.post, isOpen: isOutstanding(each), metAt, rules, calls };
  });
}

describe("whoever leaves at once", () => {
  test("calls whoever is on duty at the same post in the same moment, by name, and a screen of theirs rings", () => {
    const run = morning(other);
    leaves(run);
    const call = { at: wall("10:00"), people: [person(other)], heardBy: [person(other)], heardAt: wall("10:00") };
    expect(hearings(run)).toEqual([
      { who: person(other), post: "east-gate", isOpen: true, metAt: undefined, rules: ["ZB-22"], calls: [call] },
    ]);
  });

  test("a call that finds no screen of theirs is unheard and stays; the squad leader is called all the same", () => {
    const run = morning();
    leaves(run);
    const call = { at: wall("10:00"), people: [person(other)], unheardAt: wall("10:00") };
    expect(hearings(run)).toMatchObject([{ isOpen: true, calls: [call] }]);
    const called = [...run.tower.world.outbox.values()].map((each) => `${each.call} ${each.obligation.what}`);
    expect(called).toContain("squad-leader absence.stand-in");
    expect(hearings(run.at("10:30"))).toMatchObject([{ isOpen: true, calls: [call] }]);
  });

  test("nobody answers it instead of them, and they answer with no reason: that they have heard is the answer", () => {
    const run = morning(other);
    leaves(run);
    const stream = { noun: "absence", id: turnId({ ...gate, person: person(first) }) };
    const answer = { stream, key: `hear/1/${person(other)}`, reason: "我在" };
    for (const who of [other, "周敏", first])
      expect(run.does(who, "ledger.acknowledge", answer), who).toBe("ledger.to-be-heard");
    does(run.at("10:02"), other, "absence.hear", { ...gate, person: person(first) });
    expect(hearings(run)).toMatchObject([{ isOpen: false, metAt: wall("10:02") }]);
  });

  test("whoever stands in has heard of it", () => {
    const run = morning(other);
    leaves(run);
    does(run.at("10:03"), other, "absence.accept", { ...gate, person: person(first), own: gate });
    expect(hearings(run)).toMatchObject([{ isOpen: false, metAt: wall("10:03") }]);
  });

  test("it ends when whoever left is back; pressed twice it calls once, and each time that they leave it calls anew", () => {
    const run = morning(other);
    leaves(run);
    leaves(run);
    expect(hearings(run)).toHaveLength(1);
    does(run.at("10:02"), first, "absence.come-back", gate);
    expect(hearings(run)).toMatchObject([{ isOpen: false, metAt: undefined }]);
    leaves(run.at("11:00"));
    expect(hearings(run)).toMatchObject([{ isOpen: false }, { isOpen: true, calls: [{ at: wall("11:00") }] }]);
  });

  test("calls whoever is away for a meal, and a relief who has come early; an ordinary leave calls nobody", () => {
    const run = morning();
    does(run, other, "absence.ask", { ...gate, why: "meal", returnBy: wall("10:40") });
    expect(hearings(run, other)).toEqual([]);
    leaves(run);
    expect(hearings(run)).toMatchObject([{ who: person(other), calls: [{ at: wall("10:00") }] }]);
    does(run.at("15:50"), relief, "attendance.sign-on", evening);
    leaves(run, guard, lobby);
    expect(hearings(run, guard, lobby)).toMatchObject([{ who: person(second) }, { who: person(relief) }]);
  });
});

describe("whoever goes for good before they heard", () => {
  test.each<[string, (run: RunOfShifts) => void]>([
    [
      "is recorded as gone",
      (run) => {
        const gone = { ...gate, person: person(other), leftAt: wall("10:01"), account: "走了" };
        does(run, "黄丽华", "attendance.record-abandonment", gone);
      },
    ],
    ["leaves the company", (run) => expect(run.leavesTheCompany(other)).toContain("attendance.departed")],
  ])("and %s need not any more, from that moment", (_, goes) => {
    const run = morning();
    leaves(run);
    goes(run.at("10:02"));
    expect(hearings(run)).toMatchObject([{ who: person(other), isOpen: false, metAt: undefined }]);
  });

  test("whoever leaves the company and stood there in two shifts at once need not either: both end in that moment", () => {
    const run = morning();
    const next = shiftOn("east-gate", "evening");
    expect(run.joins(other, next)).toContain("published");
    does(run.at("15:50"), other, "attendance.sign-on", next);
    leaves(run.at("15:55"));
    expect(run.at("15:56").leavesTheCompany(other)).toMatch(/attendance\.departed.*attendance\.departed/s);
    expect(hearings(run)).toMatchObject([{ who: person(other), isOpen: false, metAt: undefined }]);
  });
});

describe("whoever goes from the post in the ordinary way before they heard need not any more, from that moment", () => {
  test("where they go to another post", () => {
    const run = morning();
    does(run, third, "attendance.sign-on", lobby);
    leaves(run, second, lobby);
    does(run.at("10:02"), third, "attendance.move", { ...lobby, to: "east-gate", record: "正常" });
    const open = hearings(run, second, lobby).map(({ who, isOpen }) => [who, isOpen]);
    expect(open).toEqual([
      [person(guard), true],
      [person(third), false],
    ]);
  });

  test.each<[string, (run: RunOfShifts) => void]>([
    ["where they sign off", (run) => does(run, guard, "attendance.sign-off", lobby)],
    [
      "where their sign-off is recorded",
      (run) => {
        const gone = { ...lobby, person: person(guard), at: wall("16:00"), reason: "已走" };
        does(run.at("16:01"), relief, "attendance.record-sign-off", gone);
      },
    ],
  ])("%s", (_, goes) => {
    const run = morning().at("15:50");
    does(run, relief, "attendance.sign-on", evening);
    expect(run.prepares(guard, lobby, relief)).toContain("handover.prepared");
    leaves(run.at("15:58"), second, lobby);
    expect(run.checks(relief, lobby)).toContain("handover.counted");
    run.at("16:00");
    expect(run.signs(relief, lobby)).toContain("handover.signed");
    expect(run.signs(guard, lobby)).toContain("handover.completed");
    expect(hearings(run, second, lobby)[0]).toMatchObject({ who: person(guard), isOpen: true });
    goes(run);
    expect(hearings(run, second, lobby)[0]).toMatchObject({ who: person(guard), isOpen: false, metAt: undefined });
  });
});

describe("whoever covers at another post", () => {
  test("calls those of the post that they covered when they leave at once, and those of their own", () => {
    const run = covers(morning(second));
    leaves(run);
    const at = wall("10:10");
    expect(hearings(run)).toMatchObject([
      { who: person(guard), post: "lobby", calls: [{ at, unheardAt: at }] },
      { who: person(second), post: "lobby", calls: [{ at, heardBy: [person(second)] }] },
      { who: person(other), post: "east-gate", calls: [{ at, unheardAt: at }] },
    ]);
    // Whoever they stood for need not have heard of it before they are back at the post that they are called about.
    expect(hearings(run.at("10:16"))).toMatchObject([{ isOpen: true }, { isOpen: true }, { isOpen: true }]);
  });

  test("is called when somebody of that post leaves it at once", () => {
    const run = covers(morning(first));
    leaves(run, second, lobby);
    expect(hearings(run, second, lobby)).toMatchObject([
      { who: person(first), post: "lobby", calls: [{ heardBy: [person(first)] }] },
      { who: person(guard), calls: [{ unheardAt: wall("10:10") }] },
    ]);
    // They stand there, though none of their turns does: it is counted that they have not heard.
    expect(hearings(run.at("10:20"), second, lobby)).toMatchObject([{ isOpen: true }, { isOpen: true }]);
  });

  test("need not hear of it any more once they are back from there", () => {
    const run = covers(morning(first));
    leaves(run, second, lobby);
    does(run.at("10:12"), guard, "absence.come-back", lobby);
    expect(hearings(run, second, lobby)).toMatchObject([
      { who: person(first), isOpen: false, metAt: undefined },
      { who: person(guard), isOpen: true },
    ]);
  });
});
