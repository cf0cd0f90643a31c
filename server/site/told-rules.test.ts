import { expect, test } from "vitest";
import type { AdoptedText } from "#duty/regulation.ts";
import { currentPost, type Post, type Site, withPost } from "#duty/site/site.ts";
import { firstDay, packs, towerWorld } from "#test/tower-world.ts";
import { boundPosts, toldRules } from "./told-rules.ts";

function textOf(id: string): AdoptedText {
  const found = packs.find((each) => each.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found.adopted;
}

const leader = { zh: "班长", en: "squad leader" };
const manager = { zh: "部门经理", en: "department manager" };
const guards = textOf("guard-post-handover");
const binding = (parameters: Record<string, number>) => ({
  ...{ regulation: "guard-post-handover", as: "guard", parameters },
  functions: { "squad-leader": "squad-leader", "department-manager": "department-manager" },
});

const tower = towerWorld().world.state<Site>({ site: "tower", noun: "site", id: "setup" });
const noPosts: Site = { ...tower, posts: {} };
const lobby = currentPost(tower, "lobby") as Post;

function told(text: AdoptedText, id: string, ...bindings: ReturnType<typeof binding>[]) {
  const posts = bindings.flatMap((each) => boundPosts(withPost(noPosts, { ...lobby, binds: [each] }), firstDay));
  return toldRules(text, posts).find((rule) => rule.id === id);
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

test("where another rule that binds the post is stricter, what holds is told beside what the site has set, with that rule", () => {
  const set = binding({
    "attendance.untilRelieved.callSquadLeader": 60,
    "attendance.untilRelieved.callDepartmentManager": 120,
  });
  expect(told(guards, "GPH-09", set)?.open).toEqual([
    { name: "call", who: leader, values: [60], stricter: [{ value: 15, rules: ["ZB-24"] }] },
    { name: "call", who: manager, values: [120], stricter: [{ value: 45, rules: ["ZB-24"] }] },
  ]);
  const one = binding({ "attendance.untilRelieved.callSquadLeader": 60 });
  expect(told(guards, "GPH-09", one, one, binding({}))?.open).toEqual([
    { name: "call", who: leader, values: [60, 5], stricter: [{ value: 15, rules: ["ZB-24"] }] },
    { name: "call", who: manager, values: [20] },
  ]);
});

test("whom the site calls otherwise is called in its own words", () => {
  const functions = { "squad-leader": "chief", "department-manager": "head" };
  const set = { ...binding({ "attendance.untilRelieved.callSquadLeader": 60 }), functions };
  expect(told(guards, "GPH-09", set)?.open[0]).toEqual({ name: "call", who: leader, values: [60] });
});
