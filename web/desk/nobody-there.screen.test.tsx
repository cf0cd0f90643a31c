import { expect, test } from "vitest";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { leaderHere, lin, sun, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { openedPart, said } from "./opened-part.tsx";
import { DoubledTurns } from "./overview/DoubledTurns.tsx";
import { UnheardFunctions } from "./overview/UnheardFunctions.tsx";

/* What is wrong with a site itself: functions that nobody holds, and people in two shifts at once. */

setUpDesks();

/** Each row: its mark, its sentence, the lines below, and the rules. */
const rows = () =>
  [...document.querySelectorAll(".overview-row")].map((row) => ({
    mark: [row.querySelector(".status")?.className, row.querySelector(".status")?.textContent],
    what: row.querySelector("b")?.textContent,
    lines: [...row.querySelectorAll("p")].map((each) => each.textContent),
    rules: [...row.querySelectorAll(".rule-chip")].map((each) => each.textContent),
  }));

async function unheard(all: OverviewAnswer["unheard"]) {
  deskHere([leaderHere(lin)]);
  await openedPart(<UnheardFunctions unheard={all} />, { at: "/overview" });
}

test("a function that nobody holds is told once, with the posts at which nobody does, and no other, and each rule once", async () => {
  const ofLeader = { function: "squad-leader", rules: ["GPH-07"] };
  await unheard([
    { ...ofLeader, post: "gate" },
    { function: "department-manager", post: "lobby", rules: ["ZB-27"] },
    { ...ofLeader, post: "lobby", rules: ["GPH-07", "GPH-11"] },
  ]);
  const told = (called: string, posts: string, rules: string[]) => ({
    mark: ["status overdue", "无人可叫"],
    what: said("overview:unheard.what", { function: called }),
    lines: [said("overview:unheard.where", { posts }), said("overview:unheard.todo", { function: called })],
    rules,
  });
  expect(rows()).toEqual([told("班长", "大门岗、大堂岗", ["GPH-07", "GPH-11"]), told("部门经理", "大堂岗", ["ZB-27"])]);
});

test("where one post of two has nobody, the other is not named", async () => {
  await unheard([{ post: "lobby", function: "squad-leader", rules: ["GPH-07"] }]);
  expect(rows().map(({ lines }) => lines[0])).toEqual([said("overview:unheard.where", { posts: "大堂岗" })]);
});

test("whoever stands in two shifts at once is named, with both by post, day and shift, and what is to be done", async () => {
  const date = "2026-11-22";
  const turns = [
    { post: "gate", date, shift: "day" },
    { post: "lobby", date, shift: "evening" },
  ];
  deskHere([leaderHere(lin)]);
  const doubled = [
    { person: wu, turns, rules: ["ZB-10"] },
    { person: sun, turns: [...turns].reverse(), rules: [] },
  ];
  await openedPart(<DoubledTurns doubled={doubled} />, { at: "/overview" });
  const told = (person: string, both: string, rules: string[]) => ({
    mark: ["status overdue", "排班重叠"],
    what: said("overview:doubled.what", { person }),
    lines: [both, said("overview:doubled.todo")],
    rules,
  });
  expect(rows()).toEqual([
    told("吴敏", "大门岗 2026-11-22 早班、大堂岗 2026-11-22 中班", ["ZB-10"]),
    told("孙梅", "大堂岗 2026-11-22 中班、大门岗 2026-11-22 早班", []),
  ]);
});

test("where all is well nothing of it stands there", async () => {
  await unheard([]);
  await openedPart(<DoubledTurns doubled={[]} />, { at: "/overview" });
  expect(rows()).toEqual([]);
});
