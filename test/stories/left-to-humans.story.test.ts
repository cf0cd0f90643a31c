import { expect, test } from "vitest";
import type { Command } from "#duty/door/table.ts";
import { type BusinessDate, localInstant, plusMinutes } from "#duty/grammar/time.ts";
import { execute } from "#server/execute.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import { headOffice, tower } from "#server/simulation/tower.ts";
import { teams } from "#server/simulation/tower-people.ts";
import { databaseOfTest } from "../database.ts";
import { towerStage } from "../tower-stage.ts";
import { shelf } from "../tower-world.ts";

const from = "2026-10-22" as BusinessDate;

test("whoever was signed on by a human is left to them, from that shift on", async () => {
  const fresh = await databaseOfTest();
  const { org, stage, door, close } = towerStage(fresh, from);
  try {
    await liveTower(stage, { editions: shelf, from, until: plusMinutes(setUpAt(from), 60), rosterDays: 2, seed: 1 });
    const human = teams.lobby[1].person;
    const asHuman = (id: string, act: string, body: object): Command => {
      return { id, site: tower, act, body, actor: { person: human }, proof: "session" };
    };
    const context = { org, sites: [headOffice, tower] };
    for (const { id: regulation, hash } of shelf)
      await execute(door, context, asHuman(`read-${regulation}`, "notice.confirm", { regulation, hash }));
    await stage.moveTo(plusMinutes(localInstant(from, "08:00", "Asia/Shanghai"), -20));
    expect(await stage.isHuman?.(human, stage.now())).toBe(false);
    const signedOn = await execute(
      door,
      context,
      asHuman("on", "attendance.sign-on", { post: "lobby", date: from, shift: "day" }),
    );
    expect(signedOn.answer.refusal).toBeUndefined();
    await expect.poll(async () => await stage.isHuman?.(human, stage.now()), { timeout: 5_000 }).toBe(true);
    expect(await stage.isHuman?.(human, plusMinutes(stage.now(), -3 * 60))).toBe(false);
  } finally {
    await close();
  }
});
