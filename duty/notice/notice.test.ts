import { expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { adoptableWith, firstDay, packs, towerWorld, wall } from "#test/tower-world.ts";
import { confirmNotice } from "./confirm-notice.ts";
import { type Notice, noticeId } from "./notice.ts";

const { id: regulation, hash } = packs[0] as (typeof packs)[number];
const dayShift = { post: "lobby", date: firstDay, shift: "day" };

test("a reader confirms an edition once, and is then let on duty", () => {
  const { world, does } = towerWorld();
  world.moveTo(wall("07:50"));
  expect(does("李伟", "attendance.sign-on", dayShift).refusal).toMatchObject({
    code: "attendance.regulation-unconfirmed",
    rules: ["GPH-01"],
  });
  expect(does("李伟", "notice.confirm", { regulation, hash }).refusal).toBeUndefined();
  expect(does("李伟", "notice.confirm", { regulation, hash }).touched).toEqual([]);
  const key = { site: towerSite, noun: "notice", id: noticeId(regulation, hash, personNamed("李伟")) };
  expect(world.state<Notice>(key)).toMatchObject({ phase: "confirmed", confirmedAt: wall("07:50") });
  expect(does("李伟", "attendance.sign-on", dayShift).refusal).toBeUndefined();
});

test("the next edition asks again, from its day on", () => {
  const { world, does } = towerWorld();
  does("李伟", "notice.confirm", { regulation, hash });
  does("张磊", "notice.confirm", { regulation, hash });
  const next = adoptableWith(regulation, "2026-11-22");
  does("何雅静", "site.adopt-edition", { ...next, from: "2026-11-22" });
  world.moveTo(wall("07:50"));
  expect(does("李伟", "attendance.sign-on", dayShift).refusal).toBeUndefined();
  world.moveTo(plusMinutes(wall("+1 00:00"), -10));
  const night = { post: "lobby", date: "2026-11-22", shift: "night" };
  expect(does("李伟", "attendance.sign-on", night).refusal?.code).toBe("attendance.regulation-unconfirmed");
});

test("only a text that was adopted is confirmed, and only by a reader", () => {
  const { does } = towerWorld();
  const unknown = { regulation, hash: "0".repeat(64) };
  expect(does("李伟", "notice.confirm", unknown).refusal).toMatchObject({
    code: "notice.edition-not-in-force",
    rules: ["ZB-14"],
  });
  expect(does("setup", "notice.confirm", { regulation, hash }).refusal?.code).toBe("notice.not-a-reader");
});

test("the table of commands decides by the act of this folder", () => {
  expect(acts["notice.confirm"].decide).toBe(confirmNotice);
});
