import { beforeAll, describe, expect, test } from "vitest";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import { nouns } from "#duty/nouns.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import { World } from "#duty/world.ts";
import { packs } from "#test/tower-world.ts";
import { habits } from "./habits.ts";
import { callsIn } from "./journal-figures.ts";
import { liveTower, setUpAt } from "./live.ts";
import { type JournalStream, MissSearch } from "./miss-search.ts";
import { worldStage } from "./stage.ts";

const from = "2026-10-22" as BusinessDate;

describe("what was missed in some days of the tower", () => {
  let lived: World;
  let search: MissSearch;
  beforeAll(async () => {
    lived = new World({ table: dutyTable, calendar, record: plainRecorder }, setUpAt(from));
    const until = plusMinutes(setUpAt(from), 8 * 1440);
    await liveTower(worldStage(lived), { editions: packs, from, until, rosterDays: 12, seed: 1 });
    search = new MissSearch([...lived.streams.values()]);
  }, 120_000);

  test("could have been met before, by acts that are named", () => {
    expect(search.misses.length).toBeGreaterThan(20);
    const never = search.misses.filter(({ could }) => could === undefined);
    expect(never).toEqual([]);
    for (const { could, dueAt } of search.misses) {
      if (could) expect(could.at).toBeLessThan(dueAt);
      expect(could?.by).not.toEqual([]);
    }
  });

  test("is told with the entry of the last call about it, where a rule calls anybody", () => {
    const called = search.misses.filter(({ call }) => call !== undefined);
    expect(called.length).toBeGreaterThan(5);
    for (const { stream, key, call } of called) {
      const entries = lived.streams.get(`${stream.site}:${stream.noun}/${stream.id}`)?.entries ?? [];
      const entry = entries.find(({ version }) => version === call?.version);
      expect(entry).toMatchObject({ type: "obligation.escalated", body: { key, rung: call?.rung } });
    }
  });

  test("follows a journal to the states and the obligations of the life that wrote it", () => {
    for (const [name, { state, obligations }] of lived.streams) {
      expect(search.world.streams.get(name)).toMatchObject({ state, obligations });
    }
  });

  test("had no call that stopped before somebody answered or its ladder ended; one whose rungs are lost is found", () => {
    expect(callsIn(search.world).stopped).toEqual([]);
    const lost = new MissSearch(withoutLastRung([...lived.streams.values()]));
    expect(callsIn(lost.world).stopped.length).toBeGreaterThan(0);
  });

  test("is found where nobody could have met it: a miss that was entered when it began to be owed", () => {
    const found = search.misses.find(({ what, could }) => what === "handover.complete" && could !== undefined);
    const planted = new MissSearch(
      [...lived.streams.values()].map(({ key, entries }) => {
        if (key.id !== found?.stream.id || key.noun !== "handover") return { key, entries };
        const at = entries[0]?.at ?? found.missedAt;
        return { key, entries: entries.map((each) => (each.type === "obligation.missed" ? { ...each, at } : each)) };
      }),
    );
    const again = planted.misses.find(({ stream, key }) => stream.id === found?.stream.id && key === found?.key);
    expect(again).toMatchObject({ what: "handover.complete" });
    expect(again?.could).toBeUndefined();
  });
});

/** The journal of somebody who called the first rung of a ladder of several, and nobody answered or did anything. */
function withoutLastRung(streams: readonly JournalStream[]): JournalStream[] {
  return streams.map(({ key, entries }) => {
    const isSecond = ({ type, body }: (typeof entries)[number]) =>
      type === "obligation.escalated" && (body as { rung: number }).rung > 1;
    const cut = entries.findIndex(isSecond);
    return cut === -1 ? { key, entries } : { key, entries: entries.slice(0, cut) };
  });
}

describe("people of the simulation", () => {
  const owed = nouns.flatMap((each) => Object.keys(each.owed));
  const without = (among: typeof habits) => {
    const known = among.flatMap(({ meets = {} }) => Object.keys(meets));
    return owed.filter((what) => !known.includes(what));
  };

  test("know of every noun how its forms are filled by which something owed is met", () => {
    expect(without(habits)).toEqual([]);
  });

  test.each(habits.filter(({ meets }) => meets))("are missed where $noun does not say it", ({ noun }) => {
    expect(without(habits.filter((each) => each.noun !== noun)).map((what) => what.split(".")[0])).toContain(noun);
  });
});
