import { expect, test } from "vitest";
import type { Recorded } from "#duty/grammar/entry.ts";
import type { Escalation } from "#duty/grammar/obligation.ts";
import { instant } from "#duty/grammar/time.ts";
import { messagesOf } from "./messages-of.ts";

const at = instant(1_700_000_000_000);
const owed = {
  ...{ key: "answer", what: "bell.answer", post: "hall", opensAt: at, dueAt: at, rules: ["ZB-01"] },
  ladder: [{ afterMinutes: 5, call: "porter" }],
};
const stream = { site: "site", noun: "bell", id: "front" };

function keysOf(escalation: Partial<Escalation> | undefined, types = ["obligation.missed", "obligation.escalated"]) {
  const body = { key: "answer", rung: 2, call: "porter", dueAt: at };
  const entries = types.map((type) => ({ type, body }) as unknown as Recorded);
  const escalations = escalation === undefined ? {} : { answer: { rung: 2, calls: [], ...escalation } };
  return messagesOf({ key: stream, entries, obligations: [owed], escalations } as unknown as Parameters<
    typeof messagesOf
  >[0]).map(({ key }) => key);
}

test("a call has one key however often it is told, and another one each time it is called anew", () => {
  expect(keysOf(undefined)).toEqual(["site:bell/front#answer#2"]);
  expect(keysOf({})).toEqual(["site:bell/front#answer#2"]);
  expect(keysOf({ rounds: 0 })).toEqual(["site:bell/front#answer#2"]);
  expect(keysOf({ rounds: 1 })).toEqual(["site:bell/front#answer#2/2"]);
  expect(keysOf({ rounds: 2 })).toEqual(["site:bell/front#answer#2/3"]);
  expect(keysOf({}, ["obligation.missed"])).toEqual([]);
});
