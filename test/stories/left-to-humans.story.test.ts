import { expect, test } from "vitest";
import type { Command } from "#duty/door/table.ts";
import { type BusinessDate, localInstant, plusMinutes } from "#duty/grammar/time.ts";
import { execute } from "#server/door/execute.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { teams } from "#server/simulation/tower-people.ts";
import { databaseOfTest } from "../database.ts";
import { towerStage } from "../tower-stage.ts";
import { packs } from "../tower-world.ts";

const from = "2026-10-22" as BusinessDate;

test("whoever was signed on by a human is left to them, from that shift on", async () => {
  const fresh = await databaseOfTest();
  const { org, stage, runtime, close } = towerStage(fresh, from);
  try {
    await liveTower(stage, { editions: packs, from, until: plusMinutes(setUpAt(from), 60), rosterDays: 2, seed: 1 });
    const human = teams.lobby[1].person;
    const asHuman = (id: string, act: string, body: object): Command => {
      return { id, site: towerSite, act, body, actor: { person: human }, proof: "session" };
    };
    const context = { org, sites: [towerOffice, towerSite] };
    for (const { id: regulation, hash } of packs)
      await execute(runtime, context, asHuman(`read-${regulation}`, "notice.confirm", { regulation, hash }));
    await stage.moveTo(plusMinutes(localInstant(from, "08:00", "Asia/Shanghai"), -20));
    expect(await stage.isHuman?.(human, stage.now())).toBe(false);
    const signedOn = await execute(
      runtime,
      context,
      asHuman("on", "attendance.sign-on", { post: "lobby", date: from, shift: "day" }),
    );
    expect(signedOn.answer.refusal).toBeUndefined();
    await expect.poll(async () => await stage.isHuman?.(human, stage.now())).toBe(true);
    expect(await stage.isHuman?.(human, plusMinutes(stage.now(), -3 * 60))).toBe(false);
  } finally {
    await close();
  }
});
