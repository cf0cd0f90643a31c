import { describe, expect, test } from "vitest";
import type { Page } from "#duty/log/log.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* What is signed is what stands there when it is signed: the page as it was corrected, and every matter of the post (ZB-03, ZB-31). */

const squad = shiftOn("squad", "day");
const lobby = shiftOn("lobby", "day");
const changed = "handover.page-corrected-since";

/** 周敏 hands the squad over to 吴军, who has read, counted and taken what there is. */
function readThrough(): { there: RunOfShifts; correct: () => string } {
  const there = new RunOfShifts().at("07:44");
  there.does("周敏", "attendance.sign-on", squad);
  there.does("周敏", "log.write-line", { ...squad, text: "钥匙三把", category: "routine" });
  const page = there.tower.world.state<Page>({ site: "tower", noun: "log", id: `squad/${squad.date}/day` });
  const line = page.phase === "unknown" ? undefined : page.lines[0]?.id;
  there.at("15:30").prepares("周敏", squad, "吴军");
  there.at("15:45").does("吴军", "attendance.sign-on", { ...squad, shift: "evening" });
  there.checks("吴军", squad);
  return { there, correct: () => there.does("周敏", "log.correct-line", { ...squad, line, text: "钥匙两把" }) };
}

describe("a line of the page that is handed over is corrected", () => {
  test("after the relief has signed: nobody signs until it is taken up, and then it is read and signed anew", () => {
    const { there, correct } = readThrough();
    expect(there.signs("吴军", squad)).toBe("handover.signed");
    expect(correct()).toBe("log.line-corrected");
    expect(there.signs("周敏", squad)).toBe(changed);
    expect(there.amends("周敏", squad)).toBe("handover.amended");
    expect(there.handover(squad)).toMatchObject({ phase: "prepared", signatures: [] });
    expect(there.signs("吴军", squad)).toBe("handover.records-unread");
    expect(there.does("吴军", "handover.read-records", squad)).toBe("handover.records-read");
    expect(there.signs("吴军", squad)).toBe("handover.signed");
    expect(there.signs("周敏", squad)).toContain("handover.completed");
  });

  test("between reading and signing, and again after it was taken up", () => {
    const { there, correct } = readThrough();
    for (const _ of [1, 2]) {
      expect(correct()).toBe("log.line-corrected");
      expect(there.signs("吴军", squad)).toBe(changed);
      expect(there.signs("周敏", squad)).toBe(changed);
      expect(there.amends("周敏", squad)).toBe("handover.amended");
      expect(there.amends("周敏", squad)).toBe("");
      expect(there.signs("吴军", squad)).toBe("handover.records-unread");
      there.does("吴军", "handover.read-records", squad);
    }
    expect(there.signs("周敏", squad)).toBe("handover.signed");
    expect(there.signs("吴军", squad)).toContain("handover.completed");
  });

  test("while the hand-over is open again, it is on the page that is cut then", () => {
    const { there, correct } = readThrough();
    there.does("周敏", "handover.reopen", { ...squad, reason: "改" });
    correct();
    there.prepares("周敏", squad, "吴军");
    expect(there.signs("吴军", squad)).toBe("handover.records-unread");
    there.does("吴军", "handover.read-records", squad);
    expect(there.signs("吴军", squad)).toBe("handover.signed");
  });
});

const classes = ["ordinary", "important", "continuing"] as const;
const reasonsFor = (there: RunOfShifts) => {
  const lines = [...there.tower.world.streams.values()].filter(({ key }) => key.noun === "matter");
  return { reasons: lines.map(({ key }) => ({ matter: key.id, reason: "没零件" })) };
};
const open = (there: RunOfShifts, who: string, its: string) =>
  there.does(who, "matter.open", { post: "lobby", class: its, text: "灯", dueAt: wall("+3 20:00") });
const settle = (there: RunOfShifts, who: string, at = 0) => {
  const matter = reasonsFor(there).reasons[at]?.matter.split("/")[1];
  return there.does(who, "matter.settle", { post: "lobby", matter, outcome: "好" });
};

describe.each(classes)("of %s matters the form tells what is so at each signature", (its) => {
  test("with both sides, whoever signs next", () => {
    const there = new RunOfShifts().at("07:45");
    there.does("李伟", "attendance.sign-on", lobby);
    there.at("15:40").prepares("李伟", lobby, "张磊");
    there.at("15:50").does("张磊", "attendance.sign-on", { ...lobby, shift: "evening" });
    there.checks("张磊", lobby);
    there.signs("张磊", lobby);
    expect(open(there, "李伟", its)).toBe("matter.opened");
    expect(there.signs("李伟", lobby)).toBe("handover.matter-opened-since");
    there.does("孙涛", "matter.release", { post: "lobby", matter: matterOf(there), reason: "同意" });
    expect(there.amends("李伟", lobby, undefined, reasonsFor(there))).toBe("handover.amended");
    expect(settle(there, "李伟")).toContain("matter.settled");
    expect(there.signs("李伟", lobby)).toBe("handover.matter-settled-since");
    expect(there.signs("张磊", lobby)).toBe("handover.matter-settled-since");
    expect(there.amends("李伟", lobby)).toBe("handover.amended");
    expect(there.signs("李伟", lobby)).toBe("handover.signed");
    expect(there.signs("张磊", lobby)).toContain("handover.completed");
  });

  test("alone", () => {
    const there = new RunOfShifts(3);
    const evening = shiftOn("lobby", "evening", 2);
    there.at("+2 15:50").does("王强", "attendance.sign-on", evening);
    there.at("+2 23:50").prepares("王强", evening, undefined);
    open(there, "王强", its);
    there.at("+3 00:01");
    expect(there.signs("王强", evening)).toBe("handover.matter-opened-since");
    there.does("孙涛", "matter.release", { post: "lobby", matter: matterOf(there), reason: "同意" });
    expect(there.amends("王强", evening, undefined, reasonsFor(there))).toBe("handover.amended");
    settle(there, "王强");
    expect(there.signs("王强", evening)).toBe("handover.matter-settled-since");
    expect(there.amends("王强", evening)).toBe("handover.amended");
    expect(there.signs("王强", evening)).toContain("handover.completed");
    expect(there.form(evening)).toMatchObject({ matters: [] });
  });
});

function matterOf(there: RunOfShifts): string | undefined {
  return reasonsFor(there).reasons[0]?.matter.split("/")[1];
}

test("the form keeps whoever relieves when it is brought up to date", () => {
  const { there, correct } = readThrough();
  correct();
  there.amends("周敏", squad);
  expect(there.form(squad)).toMatchObject({ relief: towerPerson("吴军"), matters: [] });
});
