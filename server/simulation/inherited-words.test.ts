import { expect, test } from "vitest";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import { World } from "#duty/world.ts";
import { packs } from "#test/tower-world.ts";
import { liveTower, setUpAt } from "./live.ts";
import { type Stage, worldStage } from "./stage.ts";

/*
 * Every object of the language has a `constructor` that nobody gave it. Two days in which a post, a shift, an item or a book of the tower is
 * called so are, word by word, those in which it is called something that no object has.
 */

const from = "2026-10-22" as BusinessDate;
const days = 2;

/** Everything in it that is called one thing, called another, wherever it stands by itself or as a part of an id. */
function renamed<T>(value: T, [before, after]: readonly [string, string]): T {
  const inText = (text: string) =>
    text
      .split(/([/:#@])/)
      .map((part) => (part === before ? after : part))
      .join("");
  const inside = (each: unknown): unknown => {
    if (typeof each === "string") return inText(each);
    if (Array.isArray(each)) return each.map(inside);
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, held]) => [inText(name), inside(held)]));
  };
  return inside(value) as T;
}

/** A stage in whose house something is called otherwise than those believe who live in it. */
function calledOtherwise(stage: Stage, name: string, word: string): Stage {
  const goesIn = <T>(value: T) => renamed(value, [name, word]);
  const comesOut = <T>(value: T) => renamed(value, [word, name]);
  return {
    ...stage,
    execute: async (command) => comesOut(await stage.execute(goesIn(command))),
    takeCalls: async () => comesOut(await stage.takeCalls()),
    hear: async (message, hearers) => comesOut(await stage.hear(goesIn(message), hearers)),
    owing: async (believed) => comesOut(await stage.owing(goesIn(believed))),
  };
}

async function lived(seed: number, name: string, word: string) {
  const world = new World({ table: dutyTable, calendar, record: plainRecorder }, setUpAt(from));
  const until = plusMinutes(setUpAt(from), days * 24 * 60);
  const life = { editions: packs, from, until, rosterDays: days + 2, seed };
  await liveTower(calledOtherwise(worldStage(world), name, word), life);
  const streams = [...world.streams.values()].map(({ key, entries, obligations, escalations, wakeAt }) => ({
    ...{ key, entries, obligations, escalations, wakeAt },
  }));
  return withIdsInTurn(renamed(streams, [word, name]));
}

/** Ids are made of names, so they are told apart by the order in which they come. */
function withIdsInTurn(value: unknown): unknown {
  const ids = new Map<string, number>();
  const numberOf = (id: string) => {
    if (!ids.has(id)) ids.set(id, ids.size);
    return `id ${ids.get(id)}`;
  };
  return JSON.parse(JSON.stringify(value).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, numberOf));
}

test.each(["lobby", "day", "radio", "visitors"])(
  "%s may be called like something that every object has",
  async (name) => {
    // Wanting kit is a matter whose id is made of the item's name: in these days none stands in a list beside another that would come before it or after.
    const seed = 5;
    const plain = await lived(seed, name, "constructed");
    expect(JSON.stringify(plain)).toContain("handover.completed");
    expect(await lived(seed, name, "constructor")).toEqual(plain);
  },
);
