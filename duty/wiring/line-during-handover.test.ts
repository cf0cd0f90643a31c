import { expect, test } from "vitest";
import type { Page } from "#duty/log/log.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";

const [lobby, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const [goes, comes] = ["李伟", "张磊"] as const;

/** Of each line of the evening's page whether it was written while the day was handed over, oldest first. */
function marked(run: RunOfShifts): readonly boolean[] {
  const page = run.tower.world.state<Page>({ site: "tower", noun: "log", id: `lobby/${evening.date}/evening` });
  return page.phase === "unknown" ? [] : page.lines.map(({ duringHandover }) => duringHandover);
}

test("a line on the next page is written during the hand-over from when somebody is there until both have signed, prepared or not", () => {
  const run = new RunOfShifts();
  const writes = (text: string) =>
    expect(run.does(comes, "log.write-line", { ...evening, text, category: "routine" })).toContain("log.line-written");
  run.at("07:50").does(goes, "attendance.sign-on", lobby);
  run.at("15:50").does(comes, "attendance.sign-on", evening);
  writes("还没有备交班");
  run.prepares(goes, lobby, comes);
  writes("备好了交班");
  run.does(goes, "handover.reopen", { ...lobby, reason: "漏写一件" });
  writes("重新打开以后");
  run.prepares(goes, lobby, comes);
  run.checks(comes, lobby);
  for (const who of [comes, goes]) run.signs(who, lobby);
  expect(run.handover(lobby).phase).toBe("completed");
  writes("交接完毕");
  expect(marked(run)).toEqual([true, true, true, false]);
});

test("nor is one so where the shift before was never opened", () => {
  const run = new RunOfShifts();
  run.at("15:50").does(comes, "attendance.sign-on", evening);
  run.does(comes, "log.write-line", { ...evening, text: "接不到班", category: "routine" });
  expect(marked(run)).toEqual([false]);
});
