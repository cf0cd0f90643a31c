import { expect, test } from "vitest";
import { type Instant, instantOf, minute } from "#duty/grammar/time.ts";
import type { UnmetRow } from "./outstanding-view.ts";
import { toDoFrom } from "./to-do.ts";

const now = instantOf("2026-11-21T08:00:00Z");

const called: UnmetRow = {
  ...{ noun: "manning", id: "lobby/2026-11-21", key: "day", what: "manning.publish", detail: null, post: "lobby" },
  ...{
    person: null,
    dueAt: (now - 10 * minute) as Instant,
    rules: ["ZB-28"],
    missedAt: (now - 10 * minute) as Instant,
  },
  ...{ rung: 1, acknowledgedBy: null, acknowledgedAt: null, selfAnswered: false },
};

function toldAs(more: Partial<UnmetRow>) {
  const facts = { now, site: "tower", prepared: new Map(), texts: new Map() };
  return toDoFrom([{ ...called, ...more }], facts).map(({ kind, selfAnswered }) => ({ kind, selfAnswered }));
}

test("a call that only whom it is about has answered stands as called, as one that nobody answered (ZB-27)", () => {
  const answer = { acknowledgedBy: "lin", acknowledgedAt: (now - 5 * minute) as Instant };
  expect(toldAs({})).toEqual([{ kind: "call", selfAnswered: false }]);
  expect(toldAs({ ...answer, selfAnswered: true })).toEqual([{ kind: "call", selfAnswered: true }]);
  expect(toldAs(answer)).toEqual([{ kind: "overdue", selfAnswered: false }]);
});
