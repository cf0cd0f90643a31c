import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import { currentPost, type Site } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * Nobody hands a post over to somebody who is not there: no hand-over is counted as missed before it could be done for some time (ZB-35). Once it can,
 * there is as long for it as there always is, and who should have come is late by themselves.
 */

interface Change {
  readonly own: ShiftName;
  readonly next: ShiftName;
  readonly leader: string;
  readonly relief: string;
  readonly instead: string;
  /** Minutes that there are for handing over: of the guards' rules, or the house's own where none are told. */
  readonly minutes: number;
}

const lobby: Change = {
  ...{ own: shiftOn("lobby", "day"), next: shiftOn("lobby", "evening") },
  ...{ leader: "李伟", relief: "张磊", instead: "马超", minutes: 10 },
};
/** A post that no text binds but the house's own. */
const squad: Change = {
  ...{ own: shiftOn("squad", "day"), next: shiftOn("squad", "evening") },
  ...{ leader: "周敏", relief: "吴军", instead: "孙涛", minutes: 30 },
};

class Waiting extends RunOfShifts {
  readonly change: Change;

  constructor(change: Change) {
    super(3);
    this.change = change;
    if (change === squad) {
      const site = this.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
      const { key, name, department, shifts } = currentPost(site, "squad") as never as Record<string, unknown>;
      const bare = { key, name, department, shifts, kit: [], books: [], binds: [] };
      expect(this.does("setup", "site.establish-post", bare)).toContain("site.post-established");
    }
    this.at("07:40").does(change.leader, "attendance.sign-on", change.own);
  }

  moves(to: Instant): this {
    this.tower.world.moveTo(to);
    return this;
  }

  comes(who = this.change.relief): string {
    return this.does(who, "attendance.sign-on", this.change.next);
  }

  /** Both sides do what is asked, from however it stands. */
  handsOver(to = this.change.relief): string {
    const { own, leader } = this.change;
    this.prepares(leader, own, to);
    this.amends(leader, own, to);
    if ((this.form(own)?.kit ?? []).length > 0) this.checks(to, own);
    this.signs(to, own, "有事");
    const told = this.signs(leader, own);
    return told === "handover.late-reason-missing" ? this.signs(leader, own, "有事") : told;
  }

  closes(): string {
    const { own, leader } = this.change;
    this.prepares(leader, own, undefined);
    this.amends(leader, own);
    return this.signs(leader, own);
  }

  entries(): readonly { readonly type: string; readonly at: Instant; readonly body: unknown }[] {
    return this.tower.world.streams.get(`tower:handover/${shiftId(this.change.own)}`)?.entries ?? [];
  }

  /** When the hand-over was counted as missed. */
  missedAt(): Instant | undefined {
    return this.entries().find(
      ({ type, body }) => type === "obligation.missed" && (body as { key: string }).key === "complete",
    )?.at;
  }

  /** Who stands there in the next shift. */
  later(): readonly string[] {
    const lines = presencesIn(this.tower.world.outstanding({ site: "tower", post: this.change.own.post }));
    const away = lines.flatMap(({ as, turn }) => (as === "away" ? [turn.person] : []));
    const on = lines.filter(({ as, turn }) => as === "on-duty" && turn.shift === this.change.next.shift);
    return on.flatMap(({ turn }) => (away.includes(turn.person) ? [] : [turn.person]));
  }
}

const end = wall("16:00");

describe.each([lobby, squad])("at $own.post", (change) => {
  const { own, next, leader, relief, instead, minutes } = change;

  test("closing for want of a relief is in time for so long after the end as there is for every hand-over", () => {
    const there = new Waiting(change);
    there.withoutAnybody(next);
    expect(there.moves(plusMinutes(end, minutes - 1)).missedAt()).toBeUndefined();
    expect(there.closes()).toContain("handover.completed");
    expect(there.handover(own)).toMatchObject({ lateMinutes: 0 });
    const late = new Waiting(change);
    late.withoutAnybody(next);
    expect(late.moves(plusMinutes(end, minutes)).missedAt()).toBe(plusMinutes(end, minutes));
  });

  test("a relief who never comes is missed and called, and the hand-over is not", () => {
    const there = new Waiting(change).at("23:30");
    expect(there.missedAt()).toBeUndefined();
    const owed = there.tower.world.streams.get(`tower:attendance/${shiftId(next)}/${towerPerson(relief)}`);
    expect(owed?.escalations.relief?.missedAt).toBeGreaterThanOrEqual(end);
    expect(owed?.escalations.relief?.rung).toBeGreaterThan(0);
    expect(there.does(leader, "attendance.sign-off", own)).toMatch("attendance.post-uncovered");
  });

  test.each([5, 41, 277])("a relief who is there after %d minutes is handed over to in time from then on", (late) => {
    const there = new Waiting(change);
    const came = plusMinutes(end, late);
    expect(there.moves(came).comes()).toContain("attendance.signed-on");
    there.moves(plusMinutes(came, minutes - 1));
    expect(there.handsOver()).toContain("handover.completed");
    expect(there.handover(own)).toMatchObject({ lateMinutes: 0 });
    expect(there.missedAt()).toBeUndefined();
    const idle = new Waiting(change);
    idle.moves(came).comes();
    idle.moves(plusMinutes(came, minutes));
    expect(idle.missedAt()).toBe(plusMinutes(came, minutes));
    expect(idle.handsOver()).toContain("handover.completed");
    expect(idle.handover(own)).toMatchObject({ lateMinutes: late + minutes });
  });

  test("whoever was there and has gone is waited for, and it runs from when they are back", () => {
    const there = new Waiting(change);
    expect(there.at("15:50").comes()).toContain("attendance.signed-on");
    expect(there.at("15:55").does(relief, "absence.leave-at-once", next)).toContain("absence.left-at-once");
    expect(there.at("17:00").missedAt()).toBeUndefined();
    expect(there.at("17:05").does(relief, "absence.come-back", next)).toContain("absence.returned");
    expect(there.moves(plusMinutes(wall("17:05"), minutes - 1)).missedAt()).toBeUndefined();
    expect(there.moves(plusMinutes(wall("17:05"), minutes)).missedAt()).toBe(plusMinutes(wall("17:05"), minutes));
  });

  test("once nobody is waited for any more there is as long for closing it, from when that is found", () => {
    const there = new Waiting(change).at("16:45");
    expect(there.leavesTheCompany(relief)).toContain("person.left");
    expect(there.closes()).toContain("handover.completed");
    expect(there.handover(own)).toMatchObject({ lateMinutes: 0 });
    const idle = new Waiting(change).at("16:45");
    idle.leavesTheCompany(relief);
    expect(idle.at("20:00").missedAt()).toBeGreaterThanOrEqual(plusMinutes(wall("16:45"), minutes));
  });

  test("what could have been done stays missed, whoever comes or comes back afterwards", () => {
    const there = new Waiting(change);
    there.at("15:50").comes();
    expect(there.at("16:40").missedAt()).toBe(plusMinutes(end, minutes));
    there.does(relief, "absence.leave-at-once", next);
    there.at("16:50").does(relief, "absence.come-back", next);
    expect(there.entries().map(({ type }) => type)).not.toContain("handover.can-pass");
    expect(there.handsOver()).toContain("handover.completed");
    expect(there.handover(own)).toMatchObject({ lateMinutes: 50 });
    expect(instead).not.toBe(relief);
  });
});

const deeds: Readonly<Record<string, (there: Waiting) => unknown>> = {
  "the relief comes": (there) => there.comes(),
  "somebody else is put in": (there) => there.putsIn(there.change.instead, there.change.next),
  "somebody else comes": (there) => there.comes(there.change.instead),
  "the relief goes at once": (there) => there.does(there.change.relief, "absence.leave-at-once", there.change.next),
  "the relief is back": (there) => there.does(there.change.relief, "absence.come-back", there.change.next),
  "the relief is recorded as gone": (there) =>
    there.does("司徒晓明", "attendance.record-abandonment", {
      ...{ ...there.change.next, person: towerPerson(there.change.relief), account: "走了" },
      leftAt: there.tower.world.now,
    }),
  "nobody is planned": (there) => there.withoutAnybody(there.change.next),
  "the relief leaves the company": (there) => there.leavesTheCompany(there.change.relief),
  "it is taken back": (there) =>
    there.does(there.change.leader, "handover.reopen", { ...there.change.own, reason: "有人来" }),
  "it is closed alone": (there) => there.closes(),
  "both sign it": (there) => there.handsOver(),
  "nothing is done": () => undefined,
};

const anyLife = fc.array(
  fc.record({
    what: fc.constantFrom(...Object.keys(deeds)),
    minutes: fc.oneof(fc.constantFrom(1, 10, 30), fc.integer({ min: 1, max: 150 })),
  }),
  { minLength: 2, maxLength: 8 },
);
/** One in four begins with a relief who comes late and is handed over to in time from then on, which chance hardly ever does. */
const lived = fc.oneof(
  { arbitrary: anyLife, weight: 3 },
  {
    arbitrary: anyLife.map((all) => [
      { what: "nothing is done", minutes: 60 },
      { what: "the relief comes", minutes: 10 },
      { what: "both sign it", minutes: 1 },
      ...all,
    ]),
    weight: 1,
  },
);

test("whoever comes and goes, and however it is planned: what is missed could be done for some time before, and is missed where somebody stood there", () => {
  const came = { missed: 0, waited: 0, "in time after all": 0 };
  fc.assert(
    fc.property(fc.constantFrom(lobby, squad), lived, (change, all) => {
      const there = new Waiting(change).at("15:30");
      let possible = 0;
      let stoodSince: Instant | undefined;
      for (const { what, minutes } of all) {
        deeds[what]?.(there);
        const before = there.tower.world.now;
        const stands = there.later().length > 0;
        stoodSince = stands ? (stoodSince ?? before) : undefined;
        const wasMissed = there.missedAt() !== undefined;
        const due = there.tower.world.state<{ assignments: { date: string; shift: string }[] }>({
          ...{ site: "tower", noun: "roster", id: `${change.own.post}/2026-11` },
        });
        const { date, shift } = change.next;
        const isNobodys = !due.assignments.some((each) => each.date === date && each.shift === shift);
        there.moves(plusMinutes(before, minutes));
        const missedAt = there.missedAt();
        const until = missedAt ?? there.tower.world.now;
        if (stands) possible += Math.max(0, until - before);
        else if (isNobodys) possible += Math.max(0, until - Math.max(before, end));
        if (missedAt !== undefined && !wasMissed) expect(possible, what).toBeGreaterThanOrEqual(minute);
        if (there.handover(change.own).phase === "completed" || stoodSince === undefined) continue;
        const latest = plusMinutes(Math.max(stoodSince, end) as Instant, change.minutes);
        if (latest <= there.tower.world.now)
          expect(missedAt ?? Number.POSITIVE_INFINITY, `${what}: stood there`).toBeLessThanOrEqual(latest);
      }
      const types = there.entries().map(({ type }) => type);
      if (there.missedAt() !== undefined) came.missed += 1;
      if (types.includes("handover.relief-waited")) came.waited += 1;
      if (types.includes("handover.can-pass") && there.missedAt() === undefined) came["in time after all"] += 1;
    }),
    { numRuns: 80, seed: freshSeed() },
  );
  expect(Math.min(...Object.values(came)), JSON.stringify(came)).toBeGreaterThan(0);
});
