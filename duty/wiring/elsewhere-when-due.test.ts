import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, type Instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import { dueFor, type Roster } from "#duty/roster/roster.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* Whoever is kept at one post is not late at another: they are waited for from when they may go, and the post that stands empty meanwhile is called. */

const lobby = shiftOn("lobby", "day");
const lobbyNext = shiftOn("lobby", "evening");
const squad = shiftOn("squad", "evening");

const streamOf = (run: RunOfShifts, { post, date, shift }: ShiftName, who: string) => {
  const id = turnId({ post, date, shift, person: towerPerson(who) });
  return run.tower.world.streams.get(`tower:attendance/${id}`);
};
const typesOf = (run: RunOfShifts, shift: ShiftName, who: string) =>
  streamOf(run, shift, who)?.entries.map(({ type }) => type) ?? [];
const missedIn = (run: RunOfShifts, shift: ShiftName, who: string) => {
  const { escalations = {} } = streamOf(run, shift, who) ?? {};
  return Object.keys(escalations).filter((key) => escalations[key]?.missedAt !== undefined);
};
const dueIn = (run: RunOfShifts, shift: ShiftName, who: string) => {
  const owed = streamOf(run, shift, who)?.obligations ?? [];
  return Object.fromEntries(owed.map(({ key, dueAt }) => [key, dueAt]));
};

/** 李伟 has the lobby by day, and is put in at the squad post for the evening. */
function putInAtSquad(): RunOfShifts {
  const run = new RunOfShifts();
  run.at("07:40").does("李伟", "attendance.sign-on", lobby);
  const why = { absent: towerPerson("吴军"), cover: towerPerson("李伟"), reason: "吴军发烧" };
  expect(run.at("10:00").does("周敏", "roster.arrange-cover", { ...squad, ...why })).toContain("roster.cover-arranged");
  return run;
}

function handsOver(run: RunOfShifts): void {
  run.does("张磊", "attendance.sign-on", lobbyNext);
  run.prepares("李伟", lobby, "张磊");
  run.checks("张磊", lobby);
  signsAnyhow(run, "张磊", lobby);
  expect(signsAnyhow(run, "李伟", lobby)).toContain("handover.completed");
}

/** With a reason for being late where one is asked. */
function signsAnyhow(run: RunOfShifts, who: string, shift: ShiftName): string {
  const told = run.signs(who, shift);
  return told.includes("handover.signed") ? told : run.signs(who, shift, "有事");
}

describe("whoever is due at one post and kept at another", () => {
  test("is neither late nor absent where nobody ever comes to relieve them, and the empty post is called", () => {
    const run = putInAtSquad();
    expect(run.at("15:40").does("李伟", "attendance.sign-on", squad)).toBe("attendance.elsewhere");
    expect(run.does("李伟", "attendance.sign-off", lobby)).toBe("attendance.post-uncovered");
    run.at("+1 00:30");
    expect(missedIn(run, squad, "李伟")).toEqual([]);
    expect(typesOf(run, squad, "李伟")).not.toContain("attendance.absent");
    const manning = run.tower.world.streams.get(`tower:manning/squad/${squad.date}`);
    expect(manning?.escalations).toMatchObject({
      evening: { missedAt: wall("16:00"), calls: [{ at: wall("16:00") }, {}] },
    });
  });

  test("is in time where they come when their relief has let them go", () => {
    const run = putInAtSquad();
    handsOver(run.at("15:58"));
    expect(run.at("16:01").does("李伟", "attendance.sign-off", lobby)).toContain("attendance.signed-off");
    expect(run.at("16:05").does("李伟", "attendance.sign-on", squad)).toContain("attendance.signed-on");
    expect(streamOf(run, squad, "李伟")?.state).toMatchObject({ lateMinutes: 0 });
    run.at("17:00");
    expect(missedIn(run, squad, "李伟")).not.toEqual(expect.arrayContaining(["sign-on", "relief"]));
  });

  test("is waited for within thirty minutes of when they went, and late after that", () => {
    const run = putInAtSquad();
    handsOver(run.at("17:10"));
    run.does("李伟", "attendance.sign-off", lobby);
    run.at("17:39");
    expect(missedIn(run, squad, "李伟")).toEqual([]);
    run.at("18:30");
    expect(dueIn(run, squad, "李伟")).toMatchObject({ "sign-on": wall("17:40"), relief: wall("17:40") });
    expect(missedIn(run, squad, "李伟")).toEqual(["sign-on", "relief"]);
    run.does("李伟", "attendance.sign-on", squad);
    expect(streamOf(run, squad, "李伟")?.state).toMatchObject({ lateMinutes: 50 });
  });

  test("is waited for from when they might have gone, where that was after the end and they stay", () => {
    const run = putInAtSquad();
    handsOver(run.at("17:10"));
    run.at("19:00");
    expect(missedIn(run, lobby, "李伟")).toContain("sign-off");
    expect(dueIn(run, squad, "李伟")).toMatchObject({ "sign-on": wall("17:40"), relief: wall("17:40") });
  });

  test("is late all the same where they might go and stay", () => {
    const run = putInAtSquad();
    handsOver(run.at("15:58"));
    run.at("18:00");
    expect(missedIn(run, lobby, "李伟")).toContain("sign-off");
    expect(missedIn(run, squad, "李伟")).toEqual(["sign-on", "relief"]);
    run.at("+1 00:30");
    expect(typesOf(run, squad, "李伟")).toContain("attendance.absent");
  });
});

test("whoever missed their sign-on before they came to another post is late for it, however long they are kept there", () => {
  const [night, day] = [shiftOn("lobby", "night"), shiftOn("squad", "day")];
  const run = new RunOfShifts().at("07:50");
  expect(run.putsIn("周敏", night)).toContain("roster.published");
  expect(run.at("07:56").does("周敏", "attendance.sign-on", night)).toContain("attendance.signed-on");
  run.at("08:01");
  expect(missedIn(run, day, "周敏")).toEqual(["sign-on"]);
  expect(typesOf(run, day, "周敏")).toContain("attendance.bound");
  run.at("08:20").does("李伟", "attendance.sign-on", lobby);
  const account = "没等交班就走了";
  const gone = { ...night, person: towerPerson("周敏"), leftAt: run.tower.world.now, account };
  expect(run.does("孙涛", "attendance.record-abandonment", gone)).toContain("attendance.abandoned");
  expect(run.at("08:40").does("周敏", "attendance.sign-on", day)).toContain("attendance.signed-on");
  expect(streamOf(run, day, "周敏")?.state).toMatchObject({ lateMinutes: 55 });
  expect(dueIn(run, day, "周敏")).toMatchObject({ "sign-on": wall("07:45"), relief: wall("08:50") });
  expect(missedIn(run, day, "周敏")).not.toContain("relief");
});

const guards = ["李伟", "张磊", "王强", "马超", "周敏", "吴军", "孙涛"];
const shifts = ["lobby", "squad"].flatMap((post) => ["day", "evening"].map((shift) => shiftOn(post, shift)));
const change = fc.record({
  minutes: fc.integer({ min: 0, max: 75 }).map((each) => each * 10),
  shift: fc.constantFrom(...shifts),
  cover: fc.constantFrom(...guards),
});
/** Somebody of the day at one post is put in for the evening at the other. */
const crossed = fc.record({
  minutes: fc.integer({ min: 0, max: 55 }).map((each) => each * 10),
  turn: fc.constantFrom([squad, "李伟"] as const, [lobbyNext, "周敏"] as const),
});
const lived = fc.record({
  crossed,
  changes: fc.array(change, { maxLength: 4 }),
  /** Who does nothing at all. */
  idle: fc.subarray(guards, { minLength: 1, maxLength: 3 }),
  /** Minutes after its end at which a shift hands over. */
  after: fc.record({ lobby: fc.integer({ min: -2, max: 30 }), squad: fc.integer({ min: -2, max: 30 }) }),
});

function isDueSoon(run: RunOfShifts, { post, date, shift }: ShiftName, who: string, now: Instant): boolean {
  const id = { site: "tower", noun: "roster", id: `${post}/2026-11` };
  const isDue = dueFor(run.tower.world.state<Roster>(id), { date: date as BusinessDate, shift }).some(
    ({ person }) => person === towerPerson(who),
  );
  return isDue && (shift === "day" || now >= wall("15:00"));
}

/** Everybody but the idle goes as soon as they may, and comes as soon as they may, in the same moment where they have just gone; each tries every ten minutes. */
function live({
  crossed: first,
  changes: others,
  idle,
  after,
}: typeof lived extends fc.Arbitrary<infer L> ? L : never) {
  const [shift, cover] = first.turn;
  const changes = [{ minutes: first.minutes, shift, cover }, ...others];
  const run = new RunOfShifts();
  const eager = guards.filter((each) => !idle.includes(each));
  const tell = (each: ShiftName, who: string) => streamOf(run, each, who)?.state as Attendance | undefined;
  for (let now = wall("06:30"); now < wall("+1 00:40"); now = plusMinutes(now, 10)) {
    run.tower.world.moveTo(now);
    for (const { minutes, shift, cover } of changes) {
      if (plusMinutes(wall("07:00"), minutes) !== now) continue;
      const id = { site: "tower", noun: "roster", id: `${shift.post}/2026-11` };
      const [{ person: absent } = {}] = dueFor(run.tower.world.state<Roster>(id), shift as never);
      run.does("黄丽华", "roster.arrange-cover", { ...shift, absent, cover: towerPerson(cover), reason: "临时" });
    }
    for (const who of eager)
      for (const each of [...shifts, ...shifts]) {
        const state = tell(each, who);
        if (state?.phase === "off" || (state === undefined && !isDueSoon(run, each, who, now))) continue;
        if (state?.phase === "on") {
          const over = (now - state.occurrence.endsAt) / minute;
          const next = shifts.find(({ post, shift }) => post === each.post && shift !== each.shift);
          const relief = eager.find((other) => next && other !== who && tell(next, other)?.phase === "on");
          if (each.shift === "day" && over >= after[each.post as "lobby"] * 5 && relief) {
            if (run.handover(each).phase === "unknown") run.prepares(who, each, relief);
            if (run.form(each)) run.checks(relief, each);
            signsAnyhow(run, relief, each);
            signsAnyhow(run, who, each);
          }
          if (over >= 0) run.does(who, "attendance.sign-off", each);
        } else run.does(who, "attendance.sign-on", each);
      }
  }
  return { run, eager };
}

test("of whatever plans and reliefs, nobody is late, missed or absent who comes and goes whenever they may", () => {
  let kept = 0;
  fc.assert(
    fc.property(lived, (told) => {
      const { run, eager } = live(told);
      for (const who of eager)
        for (const each of shifts) {
          const late = missedIn(run, each, who).filter((key) => /^(sign-on|relief)/.test(key));
          expect(late, `${who} ${turnId({ ...each, person: who })}`).toEqual([]);
          expect(typesOf(run, each, who)).not.toContain("attendance.absent");
          const state = streamOf(run, each, who)?.state as Attendance | undefined;
          if (state?.phase === "on" || state?.phase === "off") expect(state.lateMinutes).toBe(0);
          if (typesOf(run, each, who).includes("attendance.bound")) kept += 1;
        }
    }),
    { numRuns: 10, seed: freshSeed() },
  );
  expect(kept).toBeGreaterThan(0);
});
