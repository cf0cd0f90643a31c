import { expect, test } from "vitest";
import type { Handover } from "#duty/handover/handover.ts";
import { firstDay, packs, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* A shift in which nobody ever came leaves a post in disorder too: whoever comes next says so (GPH-07). */

const day = { post: "lobby", date: firstDay, shift: "day" };
const [relief, leader] = ["张磊", "周敏"] as const;

test("whoever has the post after a shift that nobody came to reports what they found, once it is over", () => {
  const { world, does } = towerWorld(1);
  for (const who of [relief, leader])
    for (const { id: regulation, hash } of packs) does(who, "notice.confirm", { regulation, hash });
  const report = (who: string) =>
    does(who, "handover.report-fault", { ...day, text: "大堂无人，门敞着", photos: [] }).refusal?.code;
  world.moveTo(wall("15:50"));
  expect(does(relief, "attendance.sign-on", { ...day, shift: "evening" }).refusal).toBeUndefined();
  expect(report(relief)).toBe("handover.not-completed");
  world.moveTo(wall("16:10"));
  expect(report(leader)).toBe("handover.not-on-duty");
  expect([report(relief), report(relief)]).toEqual([undefined, undefined]);

  const key = { site: "tower", noun: "handover", id: `lobby/${firstDay}/day` };
  const stream = world.streams.get(`tower:handover/${key.id}`);
  expect(stream?.obligations.map(({ what }) => what)).toEqual(Array(2).fill("handover.acknowledge-fault"));
  expect(stream?.entries.map(({ type }) => type).filter((type) => type.startsWith("handover."))).toEqual([
    "handover.never-begun",
    "handover.fault-found",
    "handover.fault-found",
  ]);
  const { faults } = world.state<Extract<Handover, { phase: "open" }>>(key);
  expect(does(leader, "handover.acknowledge-fault", { ...day, fault: faults[0]?.key ?? "" }).refusal).toBeUndefined();
  // Nobody hands over what nobody had.
  for (const [act, body] of [
    ["handover.stand-in", { reason: "无人当班" }],
    ["handover.prepare", { summary: "无", nothingPending: true, relief: towerPerson(relief) }],
  ] as const)
    expect(does(leader, act, { ...day, ...body }).refusal?.code).toBe("handover.not-open");
});

test("a shift that the post does not have is no shift to report", () => {
  const { world, does } = towerWorld(1);
  world.moveTo(wall("16:10"));
  const body = { ...day, shift: "noon", text: "无", photos: [] };
  expect(does(relief, "handover.report-fault", body).refusal?.code).toBe("handover.not-completed");
});
