import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { firstDay, packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * A shift that nobody follows is closed alone, and whoever closed it stays as long as the post is owed (ZB-20). If somebody comes for the next
 * shift after all, it is handed over to them like any other: two signatures are two people (ZB-18, GPH-09).
 */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const gate = shiftOn("east-gate", "evening");
const [closer, comer] = ["李伟", "马超"] as const;
const reason = "有人来接班";

/** The lobby of a day whose evening is nobody's, so far. */
class NobodyFollows extends RunOfShifts {
  constructor() {
    super(2);
    for (const { id: regulation, hash } of packs) this.does("陈刚", "notice.confirm", { regulation, hash });
    this.at("07:45");
    this.does(closer, "attendance.sign-on", day);
    this.plans([]);
    this.at("15:50");
  }

  /** The evening by the plan: these people, the first of them leads. */
  plans(people: readonly string[]): string {
    const key = { site: "tower", noun: "roster", id: "lobby/2026-11" };
    const { assignments } = this.tower.world.state<{ assignments: { date: string; shift: string }[] }>(key);
    const others = assignments.filter((each) => each.date !== firstDay || each.shift !== "evening");
    const { date, shift } = evening;
    const now = people.map((who, index) => ({ date, shift, person: towerPerson(who), leading: index === 0 }));
    const { head: seen } = this.tower.world.streams.get("tower:roster/lobby/2026-11") ?? {};
    const body = { post: "lobby", month: "2026-11", assignments: [...others, ...now] };
    return this.does("周敏", "roster.publish", body, { seen });
  }

  covers(absent: string, cover: string): string {
    const people = { absent: towerPerson(absent), cover: towerPerson(cover) };
    return this.does("周敏", "roster.arrange-cover", { ...evening, ...people, reason });
  }

  closes(): void {
    this.prepares(closer, day, undefined);
    this.signs(closer, day);
  }

  on(who: string, shift: ShiftName): boolean {
    return this.turn(who, shift).phase === "on";
  }

  turn(who: string, shift: ShiftName): Attendance {
    const id = turnId({ ...shift, person: towerPerson(who) });
    return this.tower.world.state<Attendance>({ site: "tower", noun: "attendance", id });
  }

  /** Whoever of the evening is on duty at the lobby. */
  later(): readonly string[] {
    const lines = presencesIn(this.tower.world.outstanding({ site: "tower", post: "lobby" }));
    const on = lines.filter(({ as, turn }) => as === "on-duty" && turn.shift === "evening");
    return on.map(({ turn }) => turn.person);
  }

  /** Both do what a hand-over asks for, from however it stands. */
  handsOverTo(who: string, by: string = closer): string {
    this.does(by, "handover.reopen", { ...day, reason });
    this.prepares(closer, day, who);
    this.amends(closer, day, who);
    if (this.form(day)) this.checks(who, day);
    if (who !== closer) this.signs(who, day, "有事");
    return this.signs(closer, day, "有事");
  }

  /** By when the lobby has passed on. */
  dueAt(): number | undefined {
    const owed = this.tower.world.outstanding({ site: "tower", post: "lobby" });
    return owed.find(({ obligation }) => obligation.what === "handover.complete")?.obligation.dueAt;
  }

  isOfTwo(): boolean {
    const state = this.handover(day);
    if (state.phase !== "completed") return false;
    const signers = new Set(state.signatures.map(({ person }) => person));
    return state.incoming !== undefined && state.incoming !== state.outgoing && signers.size === 2;
  }
}

interface Way {
  /** What was so before the shift was closed. */
  readonly before?: (there: NobodyFollows) => unknown;
  readonly comes: (there: NobodyFollows) => unknown;
}

/** By which act somebody comes to stand in the evening after all. */
const ways = {
  "by the plan that is published again": {
    comes: (there) => {
      there.plans([comer]);
      there.does(comer, "attendance.sign-on", evening);
    },
  },
  "as the cover of whoever was planned meanwhile": {
    comes: (there) => {
      there.plans(["孙涛"]);
      there.covers("孙涛", comer);
      there.does(comer, "attendance.sign-on", evening);
    },
  },
  "from another post": {
    before: (there) => there.joins(comer, gate),
    comes: (there) => {
      for (const who of ["赵鹏", comer]) there.does(who, "attendance.sign-on", gate);
      there.does(comer, "attendance.move", { ...gate, to: "lobby", record: "好" });
    },
  },
} satisfies Record<string, Way>;

describe.each(Object.entries<Way>(ways))("where somebody comes %s, after the shift was closed alone", (_, way) => {
  function come(time = "16:20"): NobodyFollows {
    const there = new NobodyFollows();
    way.before?.(there);
    there.at("16:00").closes();
    expect(there.handover(day)).toMatchObject({ phase: "completed", incoming: undefined });
    way.comes(there.at(time));
    expect(there.later()).toEqual([towerPerson(comer)]);
    return there;
  }

  test("whoever closed it does not go before both have signed", () => {
    const there = come();
    expect(there.does(closer, "attendance.sign-off", day)).toBe("attendance.closed-alone");
    const told = { ...day, person: towerPerson(closer), at: there.tower.world.now, reason: "忘了" };
    expect(there.does("孙涛", "attendance.record-sign-off", told)).toBe("attendance.closed-alone");
    expect(there.handsOverTo(comer)).toContain("handover.completed");
    expect(there.isOfTwo()).toBe(true);
    expect(there.does(closer, "attendance.sign-off", day)).toContain("attendance.signed-off");
  });

  test.each([closer, comer])("%s takes the closed form back, and nobody else", (who) => {
    const there = come();
    for (const other of ["孙涛", "赵鹏"])
      expect(there.does(other, "handover.reopen", { ...day, reason })).toBe("handover.not-a-side");
    expect(there.does(who, "handover.reopen", { ...day, reason })).toContain("handover.reopened");
    expect(there.handover(day)).toMatchObject({ phase: "open", signatures: [], preparation: { summary: {} } });
    expect(there.handover(day)).not.toHaveProperty("completedAt");
    expect(there.handsOverTo(comer)).toContain("handover.completed");
  });

  test("what is open passes to whoever came, by name", () => {
    const there = new NobodyFollows();
    way.before?.(there);
    const dueAt = there.tower.world.now + 1e8;
    there.does(closer, "matter.open", { post: "lobby", class: "continuing", text: "三号梯停用。", dueAt });
    there.at("16:00").prepares(closer, day, undefined, { nothingPending: false });
    expect(there.signs(closer, day)).toContain("handover.completed");
    way.comes(there.at("16:20"));
    there.does(closer, "handover.reopen", { ...day, reason });
    there.prepares(closer, day, comer, { nothingPending: false });
    there.checks(comer, day);
    there.signs(comer, day, "有事");
    expect(there.signs(closer, day, "有事")).toContain("matter.taken");
  });
});

test("what was closed in time and taken back later is owed anew from then on, and late only after that", () => {
  const there = new NobodyFollows().at("16:00");
  there.closes();
  expect(there.handover(day)).toMatchObject({ phase: "completed", lateMinutes: 0 });
  ways["by the plan that is published again"].comes(there.at("18:00"));
  there.at("18:30").does(comer, "handover.reopen", { ...day, reason });
  expect(there.dueAt()).toBe(wall("18:40"));
  there.at("18:39").handsOverTo(comer);
  expect(there.handover(day)).toMatchObject({ phase: "completed", incoming: towerPerson(comer), lateMinutes: 0 });
  // Whoever could not go before has the whole time to go.
  expect(there.turn(closer, day)).toMatchObject({ freedAt: wall("18:39") });
});

test("what was closed too late and is taken back stays late", () => {
  const there = new NobodyFollows().at("16:30");
  there.closes();
  ways["by the plan that is published again"].comes(there.at("18:00"));
  there.does(comer, "handover.reopen", { ...day, reason });
  expect(there.dueAt()).toBe(wall("16:10"));
  there.handsOverTo(comer);
  expect(there.handover(day)).toMatchObject({ phase: "completed", lateMinutes: 120 });
});

test("whoever closed alone and goes on into the next shift goes from the first one, also beside others", () => {
  const there = new NobodyFollows();
  there.plans([closer]);
  there.does(closer, "attendance.sign-on", evening);
  there.prepares(closer, day, closer);
  expect(there.signs(closer, day)).toContain("handover.completed");
  there.at("16:10").plans([closer, comer]);
  there.does(comer, "attendance.sign-on", evening);
  expect(there.does(comer, "handover.reopen", { ...day, reason })).toBe("handover.completed-already");
  expect(there.does(closer, "attendance.sign-off", day)).toContain("attendance.signed-off");
});

const comers = [comer, "陈刚"] as const;

/** What people do, each with one of those who may come. */
const deeds: Readonly<Record<string, (there: NobodyFollows, who: string, minutes: number) => unknown>> = {
  "is planned": (there, who) => there.plans([who]),
  comes: (there, who) => {
    there.plans([who]);
    there.does(who, "attendance.sign-on", evening);
  },
  "closer stays": (there, who) => {
    there.plans([closer, who]);
    there.does(closer, "attendance.sign-on", evening);
  },
  "nobody is planned": (there) => there.plans([]),
  "is put in": (there) => there.covers(...comers),
  "signs on": (there, who) => there.does(who, "attendance.sign-on", evening),
  "goes again": (there, who) => {
    const left = { ...evening, person: towerPerson(who), leftAt: there.tower.world.now, account: "走" };
    return there.does("孙涛", "attendance.record-abandonment", left);
  },
  prepares: (there, who) => there.prepares(closer, day, there.later().length > 0 ? who : undefined),
  signs: (there) => there.signs(closer, day, "有事"),
  closes: (there) => there.closes(),
  "closer reopens": (there) => there.does(closer, "handover.reopen", { ...day, reason }),
  reopens: (there, who) => there.does(who, "handover.reopen", { ...day, reason }),
  "is handed over to": (there, who) => there.handsOverTo(comers.find((each) => there.on(each, evening)) ?? who),
  "closer goes": (there) => there.does(closer, "attendance.sign-off", day),
  "closer is recorded as gone": (there) => {
    const told = { ...day, person: towerPerson(closer), at: there.tower.world.now, reason: "忘了" };
    return there.does("孙涛", "attendance.record-sign-off", told);
  },
  "time passes": (there, _, minutes) => there.tower.world.moveTo(plusMinutes(there.tower.world.now, minutes)),
};
const often = ["comes", "comes", "is handed over to", "closer goes", "time passes"];
const lived = fc.array(
  fc.record({
    what: fc.oneof(fc.constantFrom(...Object.keys(deeds)), fc.constantFrom(...often)),
    minutes: fc.nat({ max: 30 }),
  }),
  { minLength: 6, maxLength: 22 },
);

/** Whether nobody else was left with the lobby who has not signed for it. */
function isLeftRightly(there: NobodyFollows): boolean {
  const later = there.later();
  return later.length === 0 || later.includes(towerPerson(closer)) || there.isOfTwo();
}

/** Whoever is there still is relieved by whoever has come, or by somebody who comes now. */
function isRelievedInTheEnd(there: NobodyFollows): void {
  const others = [...comers, "王强", "孙涛", "赵鹏"];
  for (const who of others) {
    if (there.later().some((each) => each !== towerPerson(closer))) break;
    there.plans([who]);
    for (const due of [...comers, closer]) there.covers(due, who);
    there.does(who, "attendance.sign-on", evening);
  }
  if (there.tower.world.now < wall("16:00")) there.at("16:00");
  there.handsOverTo([...others, closer].find((who) => there.on(who, evening)) ?? comer);
  expect(there.does(closer, "attendance.sign-off", day)).toContain("attendance.signed-off");
  expect(isLeftRightly(there), "left without two signatures").toBe(true);
}

test("in whatever order people come, go and close: who left somebody of the next shift there was relieved by two signatures, and can be", () => {
  const came = { "left on the way": 0, "closed alone in the end": 0 };
  fc.assert(
    fc.property(lived, fc.boolean(), (all, isClosed) => {
      const there = new NobodyFollows();
      if (isClosed) there.at("16:00").closes();
      for (const { what, minutes } of all) {
        const wasThere = there.on(closer, day);
        deeds[what]?.(there, comers[minutes % 2] ?? comer, minutes);
        if (!wasThere || there.on(closer, day)) continue;
        came["left on the way"] += 1;
        expect(isLeftRightly(there), "left without two signatures").toBe(true);
      }
      if (!there.on(closer, day)) return;
      const end = there.handover(day);
      if (end.phase === "completed" && end.incoming === undefined) came["closed alone in the end"] += 1;
      isRelievedInTheEnd(there);
    }),
    { numRuns: 80, seed: freshSeed() },
  );
  expect(Math.min(...Object.values(came)), JSON.stringify(came)).toBeGreaterThan(0);
});
