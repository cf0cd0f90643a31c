import { expect, test } from "vitest";
import { packs } from "#test/tower-world.ts";
import { openNumbers } from "./open-numbers.ts";

const guards = packs.find(({ id }) => id === "guard-post-handover");
const binding = (parameters: Record<string, number>) => ({
  ...{ regulation: "guard-post-handover", as: "guard", parameters },
  functions: { "squad-leader": "squad-leader", "department-manager": "department-manager" },
});

test("what a clause gives no number for is told with the value that holds, and whom it calls", () => {
  if (!guards) throw new Error("there are no guards");
  const numbers = openNumbers(guards.adopted, []);
  expect(numbers.get("GPH-08")).toEqual([
    { name: "graceMinutes", values: [10] },
    { name: "call", who: { zh: "班长", en: "squad leader" }, values: [15] },
  ]);
  expect(numbers.get("GPH-06")).toBeUndefined();
});

test("each value that a post has set is told once, beside that of the posts that set none", () => {
  if (!guards) throw new Error("there are no guards");
  const set = binding({ "handover.punctual.graceMinutes": 5, "attendance.untilRelieved.callSquadLeader": 8 });
  const numbers = openNumbers(guards.adopted, [binding({}), set, set]);
  expect(numbers.get("GPH-08")?.[0]).toEqual({ name: "graceMinutes", values: [10, 5] });
  expect(numbers.get("GPH-09")?.[0]?.values).toEqual([5, 8]);
});
