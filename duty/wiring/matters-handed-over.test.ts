import { expect, test } from "vitest";
import { mostMatters } from "#duty/grammar/limits.ts";
import { prepareBody } from "#duty/handover/handover-shapes.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { wall } from "#test/tower-world.ts";

test("whatever can be opened at a post can be handed over, with a reason for each", () => {
  const day = shiftOn("lobby", "day");
  const lobby = new RunOfShifts().at("07:50");
  lobby.does("李伟", "attendance.sign-on", day);
  lobby.at("09:00");
  const matter = { post: "lobby", class: "ordinary", text: "灯", dueAt: wall("+3 20:00") };
  const opens = (who: string, length: number) =>
    Array.from({ length }, () => lobby.tower.does(who, "matter.open", matter));
  const first = opens("李伟", mostMatters / 2);
  lobby.at("15:50");
  lobby.does("张磊", "attendance.sign-on", shiftOn("lobby", "evening"));
  const answers = [...first, ...opens("张磊", mostMatters / 2 + 1)];
  const refusals = answers.map(({ refusal }) => refusal);
  const tooMany = { code: "matter.too-many-open", rules: ["ZB-08"] };
  expect(refusals).toEqual([...Array(mostMatters).fill(undefined), tooMany]);
  const opened = [...lobby.tower.world.streams.values()].flatMap(({ key }) => (key.noun === "matter" ? [key.id] : []));
  const reasons = opened.map((id) => ({ matter: id, reason: "等配件" }));
  expect(prepareBody.shape.reasons.safeParse(reasons).success).toBe(true);
  expect(lobby.prepares("李伟", day, "张磊", { nothingPending: false, reasons })).toContain("handover.prepared");
});
