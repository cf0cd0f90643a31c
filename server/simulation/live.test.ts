import { describe, expect, test } from "vitest";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { personOf } from "#duty/grammar/entry.ts";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import { World } from "#duty/world.ts";
import { packs } from "#test/tower-world.ts";
import { LifeChance } from "./chance.ts";
import { liveTower, setUpAt } from "./live.ts";
import { type Stage, worldStage } from "./stage.ts";
import { personNamed } from "./tower-people.ts";

/* What is so of every shift is asked of whole months: `thirty-days.test.ts`. */

const from = "2026-10-22" as BusinessDate;

async function lived(seed: number, days: number, more: Partial<Stage> = {}) {
  const world = new World({ table: dutyTable, calendar, record: plainRecorder }, setUpAt(from));
  const life = { editions: packs, from, until: plusMinutes(setUpAt(from), days * 1440), rosterDays: days + 3, seed };
  const tally = await liveTower({ ...worldStage(world), ...more }, life);
  const entries = [...world.streams.values()].flatMap((stream) => stream.entries);
  return { world, tally, entries };
}

describe("a life in the tower", () => {
  test("is the same again with the same seed, to the last entry, and another with another", async () => {
    const [one, again, other] = [await lived(3, 3), await lived(3, 3), await lived(4, 3)];
    expect(again.tally).toEqual(one.tally);
    expect(again.entries).toEqual(one.entries);
    expect(other.entries).not.toEqual(one.entries);
  });

  test("leaves alone whoever was signed on by a human", async () => {
    const human = personNamed("李伟");
    const { tally, entries } = await lived(3, 2, { isHuman: (person) => person === human });
    expect(tally.leftToHumans).toBeGreaterThan(0);
    expect(entries.filter(({ actor }) => personOf(actor) === human)).toEqual([]);
  });
});

describe("chance", () => {
  test("can be had again", () => {
    const draw = (seed: number) => {
      const chance = new LifeChance(seed);
      return Array.from({ length: 20 }, () => chance.between(1, 6));
    };
    const first = draw(7);
    expect(draw(7)).toEqual(first);
    expect(first).not.toEqual(draw(8));
    expect(new Set(draw(7))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });

  test("picks only what there is", () => {
    expect(() => new LifeChance(1).pick([])).toThrow("nothing to pick");
  });
});
