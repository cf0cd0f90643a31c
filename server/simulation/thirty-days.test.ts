import { beforeAll, describe, expect, test } from "vitest";
import type { ActId } from "#duty/acts.ts";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { acts } from "#duty/nouns.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import { World } from "#duty/world.ts";
import { packs } from "#test/tower-world.ts";
import { liveTower, setUpAt } from "./live.ts";
import { rareWays } from "./rare-ways.ts";
import { worldStage } from "./stage.ts";
import type { LifeTally } from "./troupe.ts";

/* The demonstration's thirty days, in memory: what a building sees must be seen in them, whatever the seed. */

const from = "2026-10-22" as BusinessDate;

async function thirtyDays(seed: number): Promise<{ world: World; tally: LifeTally }> {
  const world = new World({ table: dutyTable, calendar, record: plainRecorder }, setUpAt(from));
  const until = plusMinutes(setUpAt(from), 30 * 1440);
  const tally = await liveTower(worldStage(world), { editions: packs, from, until, rosterDays: 44, seed });
  return { world, tally };
}

/** What people may do and nobody of the tower does while it lives, and why. A name that is no act does not compile. */
const UNDONE: Readonly<Partial<Record<ActId, string>>> = {
  "site.establish": "the tower is set up before anybody lives in it",
  "site.establish-post": "the tower is set up before anybody lives in it",
  "site.set-calendar": "the tower is set up before anybody lives in it",
  "site.adopt-edition": "the tower is set up before anybody lives in it",
  "site.withdraw-adoption": "no edition is replaced within the days of the demonstration",
  "person.join": "people are taken on when the tower is set up",
  "person.grant-function": "people are taken on when the tower is set up",
  "person.end-function": "nobody's function ends within the days of the demonstration",
  "person.reset-pin": "the code itself is kept outside the journal; nobody forgets theirs",
  "person.leave": "whoever left would be missing from every later roster",
  "absence.hear": "of two at a post one goes and the other covers; nobody is left to be told",
  "absence.stand-down": "who covers for a meal stands until it is over",
  "log.countersign": "no edition in force at the tower asks for it",
  "redaction.order": "nobody asks to be forgotten within the days of the demonstration",
};

describe.each([1, 2])("thirty days of the tower, seed %i", (seed) => {
  let lived: Awaited<ReturnType<typeof thirtyDays>>;
  beforeAll(async () => {
    lived = await thirtyDays(seed);
  }, 120_000);

  test("go each rare way at least twice", () => {
    expect(rareWays.filter((way) => lived.tally.rare[way] < 2)).toEqual([]);
  });

  test("do every act that people may do, or it stands here with a reason", () => {
    const done = Object.keys(lived.tally.acts);
    const sent = Object.entries(acts).flatMap(([act, { shape }]) => (shape === undefined ? [] : [act]));
    expect(sent.filter((act) => !done.includes(act)).toSorted()).toEqual(Object.keys(UNDONE).toSorted());
  });

  test("leave no call that nobody looked at: it was answered, what it was about was done, or it went to its end", () => {
    const came = { answered: 0, needless: 0, ended: 0 };
    const unattended: string[] = [];
    for (const { key, obligations, escalations } of lived.world.streams.values()) {
      for (const [name, { rung, calls, acknowledgedAt }] of Object.entries(escalations)) {
        const owed = obligations.find((each) => each.key === name);
        const looked = calls.every(({ people, heardBy, unheardAt }) => people && (heardBy ?? unheardAt) !== undefined);
        const over = owed === undefined || (owed.metAt ?? owed.endedAt) !== undefined;
        if (rung > 0 && acknowledgedAt !== undefined) came.answered += 1;
        else if (rung > 0 && over) came.needless += 1;
        else if (rung > 0 && rung === owed?.ladder.length) came.ended += 1;
        else if (rung > 0) unattended.push(`${key.noun}/${key.id}#${name}`);
        if (!looked) unattended.push(`nobody looked: ${key.noun}/${key.id}#${name}`);
      }
    }
    // Whatever is called in the last minutes may still be on its way.
    expect(unattended.length).toBeLessThan(2);
    expect(came.answered).toBeGreaterThan(20);
    expect(came.needless).toBeGreaterThan(0);
    expect(lived.tally.calls.heard).toBeGreaterThan(40);
    expect(lived.tally.calls.left).toBeGreaterThan(lived.tally.calls.heard);
  });

  test("hand every shift over", () => {
    const handovers = [...lived.world.streams.values()].filter(({ key }) => key.noun === "handover");
    const left = handovers.filter(({ state }) => (state as Handover).phase !== "completed");
    expect(left.map(({ key }) => key.id.split("/")[0]).toSorted()).toEqual(["east-gate", "lobby", "squad"]);
  });

  test("are those of a well-run building: most in time, some late, little refused", () => {
    const all = [...lived.world.streams.values()].flatMap(({ obligations }) => obligations);
    const due = all.filter(({ dueAt, endedAt }) => dueAt <= lived.world.now && endedAt === undefined);
    const late = due.filter(({ metAt, dueAt }) => metAt === undefined || metAt >= dueAt);
    expect(late.length / due.length).toBeGreaterThan(0.01);
    expect(late.length / due.length).toBeLessThan(0.12);
    const refused = Object.values(lived.tally.refused).reduce((sum, each) => sum + each, 0);
    expect(Object.keys(lived.tally.refused)).toContain("attendance.post-uncovered");
    expect(refused / lived.tally.commands).toBeLessThan(0.03);
  });
});
