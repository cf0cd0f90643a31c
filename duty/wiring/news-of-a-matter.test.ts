import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { wall } from "#test/tower-world.ts";

/* What is told of a matter after the form was written stands on no form: it is taken up, and the matter is taken with it (ZB-31). */

const day = shiftOn("lobby", "day");
const evening = shiftOn("lobby", "evening");
const changed = "handover.matter-progressed-since";

class Lamp extends RunOfShifts {
  readonly id: string;

  constructor(kind: "ordinary" | "important" | "continuing") {
    super(3);
    this.at("07:50").does("李伟", "attendance.sign-on", day);
    this.at("12:00").does("李伟", "matter.open", {
      ...{ post: "lobby", class: kind, text: "灯闪", dueAt: wall("+1 12:00") },
    });
    const stream = [...this.tower.world.streams.values()].find(({ key }) => key.noun === "matter");
    this.id = stream?.key.id ?? "";
    if (kind === "important") this.does("孙涛", "matter.release", { ...this.named, reason: "同意" });
  }

  get named() {
    return { post: "lobby", matter: this.id.split("/")[1] };
  }

  tells(): string {
    return this.does("李伟", "matter.progress", { ...this.named, note: "冒烟了" });
  }

  writesUp(): string {
    return this.prepares("李伟", day, "张磊", {
      ...{ nothingPending: false, reasons: [{ matter: this.id, reason: "等零件" }] },
    });
  }

  takes(): string {
    return this.does("张磊", "handover.take-matter", { ...day, matter: this.id });
  }
}

/** 张磊 has looked everything through, and taken the lamp where it is taken one by one. */
function lookedThrough(kind: "ordinary" | "important" | "continuing"): Lamp {
  const there = new Lamp(kind);
  there.at("15:10").writesUp();
  there.at("15:20").does("张磊", "attendance.sign-on", evening);
  there.checks("张磊", day);
  if (kind !== "continuing") expect(there.takes()).toBe("handover.matter-taken");
  return there;
}

describe.each(["ordinary", "important", "continuing"] as const)("there is news of an %s matter", (kind) => {
  test("after the relief has taken it and signed: it is taken up, taken and signed anew", () => {
    const there = lookedThrough(kind);
    expect(there.signs("张磊", day)).toBe("handover.signed");
    expect(there.tells()).toBe("matter.progressed");
    expect(there.signs("李伟", day)).toBe(changed);
    expect(there.amends("李伟", day)).toBe("handover.amended");
    expect(there.amends("李伟", day)).toBe("");
    expect(there.handover(day)).toMatchObject({ phase: "prepared", signatures: [] });
    if (kind !== "continuing") {
      expect(there.signs("张磊", day)).toBe("handover.matter-not-taken");
      expect(there.takes()).toBe("handover.matter-taken");
    }
    expect(there.signs("张磊", day)).toBe("handover.signed");
    expect(there.signs("李伟", day)).toContain("handover.completed");
  });

  test("between taking and signing, and once more after it was taken up", () => {
    const there = lookedThrough(kind);
    for (const _ of [1, 2]) {
      there.tells();
      expect(there.signs("张磊", day)).toBe(changed);
      expect(there.signs("李伟", day)).toBe(changed);
      there.amends("李伟", day);
      if (kind !== "continuing") {
        expect(there.signs("张磊", day)).toBe("handover.matter-not-taken");
        there.takes();
      }
    }
    expect(there.signs("李伟", day)).toBe("handover.signed");
    expect(there.tells()).toBe("matter.progressed");
    expect(there.signs("张磊", day), "after the outgoing side has signed").toBe(changed);
  });

  test("while the hand-over is open again: what was taken before says nothing of it", () => {
    const there = lookedThrough(kind);
    there.does("李伟", "handover.reopen", { ...day, reason: "补写" });
    there.tells();
    there.writesUp();
    expect(there.signs("张磊", day)).toBe(kind === "continuing" ? "handover.signed" : "handover.matter-not-taken");
  });
});

test("whoever closes alone tells of it too", () => {
  const there = new Lamp("ordinary");
  const night = shiftOn("lobby", "evening", 2);
  there.at("+2 15:50").does("王强", "attendance.sign-on", night);
  there.at("+2 23:50").prepares("王强", night, undefined, {
    ...{ nothingPending: false, reasons: [{ matter: there.id, reason: "等零件" }] },
  });
  expect(there.does("王强", "matter.progress", { ...there.named, note: "冒烟了" })).toBe("matter.progressed");
  there.at("+3 00:01");
  expect(there.signs("王强", night)).toBe(changed);
  expect(there.amends("王强", night)).toBe("handover.amended");
  expect(there.signs("王强", night)).toContain("handover.completed");
});

test("a release by somebody entitled is what the form waited for, and no news", () => {
  const there = new Lamp("ordinary");
  there.at("15:10").writesUp();
  there.does("李伟", "matter.open", { post: "lobby", class: "important", text: "水管渗水", dueAt: wall("+1 12:00") });
  const leak = [...there.tower.world.streams.values()].filter(({ key }) => key.noun === "matter")[1]?.key.id ?? "";
  there.amends("李伟", day);
  there.does("孙涛", "matter.release", { post: "lobby", matter: leak.split("/")[1], reason: "同意" });
  expect(there.signs("李伟", day)).not.toBe(changed);
});
