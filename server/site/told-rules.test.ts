import { expect, test } from "vitest";
import type { AdoptedText } from "#duty/regulation.ts";
import { packs } from "#test/tower-world.ts";
import { toldRules } from "./told-rules.ts";

function textOf(id: string): AdoptedText {
  const found = packs.find((each) => each.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found.adopted;
}

const guards = textOf("guard-post-handover");
const binding = (parameters: Record<string, number>) => ({
  ...{ regulation: "guard-post-handover", as: "guard", parameters },
  functions: { "squad-leader": "squad-leader", "department-manager": "department-manager" },
});

function told(text: AdoptedText, id: string, ...bindings: ReturnType<typeof binding>[]) {
  return toldRules(text, bindings).find((rule) => rule.id === id);
}

test("what a clause gives no number for is told with the value that holds, and whom it calls", () => {
  expect(told(guards, "GPH-08")?.open).toEqual([
    { name: "graceMinutes", values: [10] },
    { name: "call", who: { zh: "班长", en: "squad leader" }, values: [15] },
  ]);
  expect(told(guards, "GPH-06")?.open).toEqual([]);
});

test("each value that a post has set is told once, beside that of the posts that set none", () => {
  const set = binding({ "handover.punctual.graceMinutes": 5, "attendance.untilRelieved.callSquadLeader": 8 });
  expect(told(guards, "GPH-08", binding({}), set, set)?.open[0]).toEqual({ name: "graceMinutes", values: [10, 5] });
  expect(told(guards, "GPH-09", binding({}), set, set)?.open[0]?.values).toEqual([5, 8]);
});

test("what another regulation of a post has set under the same name is not told as this one's", () => {
  const other = { ...binding({ "handover.punctual.graceMinutes": 5 }), regulation: "shift-log" };
  expect(told(guards, "GPH-08", binding({}), other)?.open[0]).toEqual({ name: "graceMinutes", values: [10] });
});

test("a rule that nothing cites is carried by nothing, save those of the house, which stand in code", () => {
  expect(told(guards, "GPH-03")?.carried).toBe(true);
  const { handover: _, ...rest } = guards.regulation;
  const without = { ...guards, regulation: rest };
  expect(told(without, "GPH-03")?.carried).toBe(false);
  expect(told(textOf("zhiban-house"), "ZB-03")?.carried).toBe(true);
});
