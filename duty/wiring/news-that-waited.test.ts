import { describe, expect, test } from "vitest";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { wall } from "#test/tower-world.ts";

/*
 * What was written without signal before the form, and arrives when it is signed: nobody who signs has read it, so that it is taken up by name and
 * signed anew, once (ZB-31). When it was written does not help: a relief who answers for a lamp has seen that it smokes. The signature goes with
 * the form, but no reason for being late is asked of who had given it in time (GPH-08).
 */

const day = shiftOn("lobby", "day");
const changed = "handover.matter-progressed-since";
const note = "00000000-0000-4000-8000-00000000f00d";

class Waiting extends RunOfShifts {
  readonly named: { readonly post: string; readonly matter: string };
  readonly #id: string;

  constructor(kind: "ordinary" | "continuing") {
    super(3);
    this.at("07:50").does("李伟", "attendance.sign-on", day);
    const opened = { post: "lobby", class: kind, text: "灯闪", dueAt: wall("+1 12:00") };
    this.at("12:00").does("李伟", "matter.open", opened);
    this.#id = [...this.tower.world.streams.values()].find(({ key }) => key.noun === "matter")?.key.id ?? "";
    this.named = { post: "lobby", matter: this.#id.split("/")[1] ?? "" };
    const reasons = [{ matter: this.#id, reason: "等零件" }];
    this.at("15:40").prepares("李伟", day, "张磊", { nothingPending: false, reasons });
    this.at("15:45").does("张磊", "attendance.sign-on", shiftOn("lobby", "evening"));
    this.checks("张磊", day);
    this.takes();
  }

  takes(): string {
    return this.does("张磊", "handover.take-matter", { ...day, matter: this.#id });
  }

  /** Written at two, before there was any form; the same words arrive as often as the desk sends them. */
  arrives(): string {
    const sent = { id: note, deviceTime: wall("14:00") };
    return this.does("李伟", "matter.progress", { ...this.named, note: "冒烟了" }, sent);
  }
}

describe.each(["ordinary", "continuing"] as const)("of an %s matter", (kind) => {
  test("it is named to both, taken up once, and both sign what they have read", () => {
    const there = new Waiting(kind);
    expect(there.signs("张磊", day)).toBe("handover.signed");
    expect(there.arrives()).toBe("matter.progressed");
    expect(there.signs("李伟", day)).toBe(changed);
    expect(there.amends("李伟", day)).toBe("handover.amended");
    for (const _ of [1, 2]) {
      there.arrives();
      expect(there.amends("李伟", day), "sent twice it is no more news").toBe("");
    }
    if (kind === "ordinary") {
      expect(there.signs("张磊", day)).toBe("handover.matter-not-taken");
      there.takes();
    }
    expect(there.signs("张磊", day)).toBe("handover.signed");
    expect(there.signs("李伟", day)).toContain("handover.completed");
  });

  test("who had signed in time gives no reason for signing anew, and who let it wait does", () => {
    const there = new Waiting(kind);
    expect(there.signs("张磊", day)).toBe("handover.signed");
    there.at("16:20").arrives();
    expect(there.amends("李伟", day)).toBe("handover.amended");
    if (kind === "ordinary") there.takes();
    expect(there.signs("张磊", day)).toBe("handover.signed");
    expect(there.signs("李伟", day)).toBe("handover.late-reason-missing");
    expect(there.signs("李伟", day, "没来得及")).toContain("handover.completed");
  });
});

test("what arrives when the post has passed is news of the next shift, and voids nothing", () => {
  const there = new Waiting("ordinary");
  for (const who of ["张磊", "李伟"]) there.signs(who, day);
  const before = there.handover(day);
  expect(before).toMatchObject({ phase: "completed" });
  there.arrives();
  expect(there.handover(day), shiftId(day)).toEqual(before);
});
