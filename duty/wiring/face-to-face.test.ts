import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";

/* Problems are settled face to face: nobody says so while the other side is not there (GPH-06, SLH-10). */

const apart = "handover.other-side-not-there";

describe.each([
  ["lobby", "李伟", "张磊"],
  ["squad", "周敏", "吴军"],
] as const)("at the %s", (post, outgoing, incoming) => {
  const shift = shiftOn(post, "day");
  const evening = { ...shift, shift: "evening" };

  class Hall extends RunOfShifts {
    #problem = "";

    /** The form is prepared, and the outgoing side has told of a problem. */
    constructor() {
      super();
      this.at("07:40").does(outgoing, "attendance.sign-on", shift);
      this.at("15:10");
      expect(this.prepares(outgoing, shift, incoming)).toContain("handover.prepared");
      expect(this.does(outgoing, "handover.raise-problem", { ...shift, text: "手电坏" })).toBe(
        "handover.problem-raised",
      );
      const state = this.handover(shift);
      if (state.phase === "prepared") this.#problem = state.problems[0]?.key ?? "";
    }

    confirms(who: string): string {
      return this.does(who, "handover.confirm-problem", { ...shift, problem: this.#problem });
    }

    comes(): this {
      expect(this.at("15:40").does(incoming, "attendance.sign-on", evening)).toContain("attendance.signed-on");
      this.checks(incoming, shift);
      return this;
    }
  }

  test("the outgoing side settles nothing with a relief who has not come", () => {
    const there = new Hall();
    expect(there.confirms(outgoing)).toBe(apart);
    expect(there.comes().confirms(outgoing)).toBe("handover.problem-confirmed");
  });

  test("the relief settles nothing with somebody who has left for a while, until they are back", () => {
    const there = new Hall();
    there.at("15:20").does(outgoing, "absence.leave-at-once", shift);
    there.comes();
    expect(there.confirms(incoming)).toBe(apart);
    there.does(outgoing, "absence.come-back", shift);
    expect(there.confirms(incoming)).toBe("handover.problem-confirmed");
    expect(there.confirms(outgoing)).toBe("handover.problem-confirmed");
    expect(there.signs(incoming, shift)).toBe("handover.signed");
    expect(there.signs(outgoing, shift)).toContain("handover.completed");
  });

  test("the outgoing side settles nothing with a relief who has left again", () => {
    const there = new Hall().comes();
    there.does(incoming, "absence.leave-at-once", evening);
    expect(there.confirms(outgoing)).toBe(apart);
  });

  test("the second side signs while the first is there, where a problem stands on the form", () => {
    const there = new Hall().comes();
    for (const who of [outgoing, incoming]) there.confirms(who);
    expect(there.signs(outgoing, shift)).toBe("handover.signed");
    there.does(outgoing, "absence.leave-at-once", shift);
    expect(there.signs(incoming, shift)).toBe(apart);
    there.does(outgoing, "absence.come-back", shift);
    expect(there.signs(incoming, shift)).toContain("handover.completed");
  });

  test("whoever stands in speaks for the side that is not there", () => {
    const there = new Hall().comes();
    there.does(outgoing, "absence.leave-at-once", shift);
    expect(there.confirms(incoming)).toBe(apart);
    expect(there.does("孙涛", "handover.stand-in", { ...shift, reason: "送医" })).toBe("handover.stood-in");
    expect(there.confirms(incoming)).toBe("handover.problem-confirmed");
    expect(there.confirms("孙涛")).toBe("handover.problem-confirmed");
    expect(there.signs("孙涛", shift)).toBe("handover.words-of-another");
    expect(there.amends("孙涛", shift, incoming)).toContain("handover.amended");
    expect(there.signs("孙涛", shift)).toBe("handover.signed");
    expect(there.signs(incoming, shift)).toContain("handover.completed");
  });
});
