import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import type { Under } from "#test/given.ts";
import {
  at,
  facts,
  lin,
  once,
  opened,
  prepared,
  rule,
  type StoryEntry,
  signed,
  text,
  wu,
} from "#test/handover-story.ts";
import type { Form, Handover, Side } from "./handover.ts";
import { wantsLateReason } from "./late-side.ts";

/*
 * Whoever lets a hand-over become late tells why, by whichever acts they did it: coming, writing, taking back, bringing up to date, signing one
 * form and then the other (GPH-08). One of the two always; and never one who did at once what was theirs to do.
 */

const dueAt = at("16:10");
const [form] = prepared();
type Prepared = Extract<Handover, { phase: "prepared" }>;

const other = (side: Side): Side => (side === "outgoing" ? "incoming" : "outgoing");
const by = (side: Side, now: Instant): Under => ({ at: now, actor: { person: side === "outgoing" ? lin : wu } });

/** A hand-over as it goes: who was asked at the signature that stands. */
class Passing {
  readonly #told: StoryEntry[] = [opened];
  readonly asked = new Set<Side>();
  readonly first: Side | undefined;
  readonly came: Instant;
  now = at("15:30");

  constructor(first: Side | undefined, came: Instant) {
    this.first = first;
    this.came = came;
  }

  waits(minutes: number): void {
    if (!this.isOver) this.now = plusMinutes(this.now, minutes);
  }

  get state(): Handover {
    return once(...this.#told);
  }

  signedBy(side: Side): readonly Form[] {
    const { signatures } = this.state as Prepared;
    return signatures.filter((each) => each.side === side).flatMap(({ forms }) => forms);
  }

  writes(): void {
    this.#told.push([form, by("outgoing", this.now)]);
  }

  takesBack(side: Side): void {
    this.#told.push([{ type: "handover.reopened", body: { reason: text("改") } }, by(side, this.now)]);
    this.asked.clear();
  }

  bringsUpToDate(): void {
    this.#told.push([{ type: "handover.amended", body: { relief: wu, matters: [] } }, by("outgoing", this.now)]);
    this.asked.clear();
  }

  isAsked(side: Side): boolean {
    const order = this.first === undefined ? {} : { order: { first: this.first, cites: ["SLH-06"] } };
    const known = { ...facts, reliefSince: this.came <= this.now ? this.came : undefined };
    return wantsLateReason(
      { state: this.state as Prepared, rule: { ...rule, ...order }, facts: known, now: this.now },
      side,
    );
  }

  maySign(side: Side): boolean {
    if (this.state.phase !== "prepared" || (side === "incoming" && this.came > this.now)) return false;
    const isNext = this.first === undefined || this.first === side || this.signedBy(this.first).length > 0;
    return isNext && this.signedBy(side).length < 2;
  }

  signs(side: Side, forms: readonly Form[] = ["work", "property"]): void {
    const left = forms.filter((each) => !this.signedBy(side).includes(each));
    if (this.isAsked(side)) this.asked.add(side);
    this.#told.push([signed(side, left)[0], by(side, this.now)]);
  }

  get isOver(): boolean {
    return (
      this.state.phase === "prepared" &&
      (["outgoing", "incoming"] as const).every((side) => this.signedBy(side).length === 2)
    );
  }
}

const minutes = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 50 }));
const order = fc.constantFrom<Side | undefined>("outgoing", "incoming", undefined);
const does = fc.constantFrom("sign", "sign", "sign nothing", "sign one", "take back", "bring up to date");
const steps = fc.array(fc.record({ after: minutes, does, side: fc.constantFrom<Side>("outgoing", "incoming") }), {
  maxLength: 8,
});
const runs = { numRuns: 600, seed: freshSeed() };

type Step = Readonly<{ after: number; does: string; side: Side }>;

function step(passing: Passing, { does, side }: Step): void {
  if (passing.isOver) return;
  if (passing.state.phase !== "prepared") {
    if (side === "outgoing") passing.writes();
    return;
  }
  if (does === "take back" && (side === "outgoing" || passing.came <= passing.now)) passing.takesBack(side);
  else if (does === "bring up to date" && side === "outgoing") passing.bringsUpToDate();
  else if (does.startsWith("sign") && passing.maySign(side)) {
    const forms: Record<string, readonly Form[]> = { "sign nothing": [], "sign one": ["work"] };
    passing.signs(side, forms[does]);
  }
}

/** Everything that is this side's to do, at once; the relief is there from the beginning. */
function doesAtOnce(passing: Passing, side: Side): void {
  if (passing.isOver) return;
  if (side === "outgoing" && passing.state.phase !== "prepared") passing.writes();
  const waitsForOther =
    side === "outgoing" &&
    passing.first === undefined &&
    passing.state.phase === "prepared" &&
    passing.signedBy("incoming").length < 2;
  if (passing.maySign(side) && !waitsForOther) passing.signs(side);
}

/** What is left is done by one after the other. */
function finishes(passing: Passing, prompt: Side | undefined): void {
  for (let turn = 0; !passing.isOver && turn < 8; turn += 1)
    for (const side of [passing.first ?? "incoming", other(passing.first ?? "incoming")] as const) {
      passing.now = Math.max(passing.now, passing.came) as Instant;
      if (passing.state.phase !== "prepared") passing.writes();
      if (passing.maySign(side)) passing.signs(side);
      if (prompt) doesAtOnce(passing, prompt);
    }
  expect(passing.isOver).toBe(true);
}

test("of a hand-over that passes late one side at least has told why, and of one that passes in time none", () => {
  let late = 0;
  fc.assert(
    fc.property(order, minutes, steps, (first, came, all) => {
      const passing = new Passing(first, plusMinutes(at("15:30"), came));
      for (const each of all) {
        passing.waits(each.after);
        step(passing, each);
      }
      finishes(passing, undefined);
      late += Number(isOverdue(dueAt, passing.now));
      expect(passing.asked.size > 0).toBe(isOverdue(dueAt, passing.now));
    }),
    runs,
  );
  expect(late).toBeGreaterThan(100);
});

describe.each(["outgoing", "incoming"] as const)(
  "where the %s side does at once whatever is theirs to do",
  (prompt) => {
    test("it is never asked, and the other is where it is late", () => {
      let late = 0;
      fc.assert(
        fc.property(order, minutes, steps, (first, came, all) => {
          const passing = new Passing(first, prompt === "incoming" ? at("15:30") : plusMinutes(at("15:30"), came));
          doesAtOnce(passing, prompt);
          for (const each of all) {
            passing.waits(each.after);
            step(passing, { ...each, side: other(prompt) });
            doesAtOnce(passing, prompt);
          }
          finishes(passing, prompt);
          late += Number(isOverdue(dueAt, passing.now));
          expect([...passing.asked]).toEqual(isOverdue(dueAt, passing.now) ? [other(prompt)] : []);
        }),
        runs,
      );
      expect(late).toBeGreaterThan(100);
    });
  },
);

describe("by name", () => {
  const came = at("15:30");
  const on = (passing: Passing, time: string) => {
    passing.now = at(time);
    return passing;
  };
  const asks = (passing: Passing, time: string) =>
    (["outgoing", "incoming"] as const).map((side) => on(passing, time).isAsked(side));

  test("signing nothing, or one form of two, in time leaves the rest late", () => {
    for (const forms of [[], ["work"]] as const) {
      const passing = new Passing(undefined, came);
      on(passing, "15:40").writes();
      on(passing, "15:50").signs("outgoing");
      passing.signs("incoming", forms);
      expect(asks(passing, "16:50")).toEqual([false, true]);
    }
  });

  test("a form that is taken back a minute after the end and written again much later", () => {
    const passing = new Passing(undefined, came);
    on(passing, "15:40").writes();
    on(passing, "15:45").signs("incoming");
    on(passing, "16:11").takesBack("outgoing");
    on(passing, "16:50").writes();
    expect(asks(passing, "16:51")).toEqual([true, false]);
  });

  test("a relief that had signed in time and signs again what was brought up to date late", () => {
    const passing = new Passing(undefined, came);
    on(passing, "15:40").writes();
    on(passing, "15:45").signs("incoming");
    on(passing, "16:30").bringsUpToDate();
    expect(asks(passing, "16:31")).toEqual([true, false]);
    expect(asks(passing, "16:40")).toEqual([true, true]);
  });

  test("a relief that takes the form back at the last minute, and has it again in a moment", () => {
    const passing = new Passing(undefined, came);
    on(passing, "15:40").writes();
    on(passing, "16:09").takesBack("incoming");
    on(passing, "16:12").writes();
    expect(asks(passing, "16:13")).toEqual([false, true]);
    expect(asks(passing, "16:13")).toEqual([false, true]);
  });
});
