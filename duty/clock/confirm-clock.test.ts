import { expect, test } from "vitest";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { by } from "#test/given.ts";
import { confirmClock } from "./confirm-clock.ts";
import { type ClockJump, type ClockPast, clockFaultAt, clockId, clockKind } from "./site-clock.ts";

const noon = 1_800_000_000_000 as Instant;
const circumstances = by("00000000-0000-4000-8000-000000000001", noon);
const hour = plusMinutes(noon, 60);
const jumped: ClockJump = { from: noon, to: hour, witness: "none", server: "node-1", at: hour };
const decide = (jump: ClockJump, { named = "j", authorised = true } = {}) =>
  confirmClock({
    state: { jumps: { j: jump }, gaps: [] },
    body: { jump: named },
    rule: undefined,
    facts: { authorised },
    circumstances,
  });

test("an administrator confirms a jump that waits, and one for which the wait is over", () => {
  for (const jump of [jumped, { ...jumped, endedAt: hour, endedBy: "time" as const }])
    expect(decide(jump)).toEqual({ entries: [{ type: "clock.confirmed", body: { jump: "j" } }] });
});

test("nobody else does, none that there is not is confirmed, and none twice or after the database", () => {
  expect(decide(jumped, { authorised: false }).refusal).toEqual({ code: "clock.not-entitled", rules: ["ZB-10"] });
  const unknown = { code: "clock.no-such-jump", rules: ["ZB-10"], field: "jump" };
  expect(decide(jumped, { named: "other" }).refusal).toEqual(unknown);
  for (const looked of [{ confirmedBy: "somebody" }, { endedAt: hour, endedBy: "database" as const }])
    expect(decide({ ...jumped, ...looked }).refusal).toEqual({ code: "clock.looked-at", rules: ["ZB-10"] });
});

test("what falls due in a gap, in a jump or in its wait is told so, to the moment", () => {
  const clock: ClockPast = {
    jumps: { j: { ...jumped, endedAt: plusMinutes(hour, 10) } },
    gaps: [{ from: plusMinutes(noon, -60), to: plusMinutes(noon, -30), server: "node-1" }],
  };
  const told = [-61, -60, -31, -30, 0, 1, 70, 71].map((minutes) => clockFaultAt(clock, plusMinutes(noon, minutes)));
  expect(told).toEqual([undefined, "gap", "gap", undefined, undefined, "jump", "jump", undefined]);
  const back = { ...clock, jumps: { j: { ...jumped, from: hour, to: noon, endedAt: plusMinutes(noon, 10) } } };
  expect([0, 1, 60, 61].map((minutes) => clockFaultAt(back, plusMinutes(noon, minutes)))).toEqual([
    ...[undefined, "jump", "jump", undefined],
  ]);
  expect(clockKind.owes(clockKind.begin(clockId), undefined)).toEqual([]);
});
