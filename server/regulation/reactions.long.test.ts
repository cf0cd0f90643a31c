import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Reaction, Table } from "#duty/door/table.ts";
import { dutyTable } from "#duty/duty-table.ts";
import { house } from "#duty/wiring/composition.ts";
import { CaseGround } from "./case-ground.ts";
import { leadAll, type SoundCase, soundCases } from "./lead-cases.ts";
import type { Mutant } from "./mutants.ts";
import { noticed } from "./notice-mutant.ts";
import { type Published, readPacks } from "./published.ts";
import { readCases } from "./read-cases.ts";
import { Trial } from "./trial.ts";

/* What a noun reacts with is a line in a table, and its loss is noticed by a case of some pack, which says what people would miss. */

const { published } = readPacks("regulations");
const theHouse = published.findLast(({ id }) => id === house) as Published;
const packs = [...published, ...readPacks("test/packs").published].map((edition) => {
  const cases = readCases(edition, theHouse);
  if (!cases.stage) throw new Error(`${edition.place} has no stage`);
  const { stage } = cases;
  return { edition, stage, sound: soundCases(leadAll(cases, new CaseGround(stage, theHouse))) };
});

/**
 * What is held by a test of `duty/wiring` instead, each pair with the file and a word of it by which it is led: a case brings no text of its own, and
 * one that leads every way of going would say the same seven times.
 */
const returned = "returned-shifts.test.ts";
const colleagues = "colleagues-called.test.ts";
const heldElsewhere: Readonly<Record<string, readonly [file: string, word: string]>> = {
  "awaitReturned after site.house-bound": [returned, "site.bind-house"],
  "awaitReturned after site.edition-adopted": [returned, "site.adopt-edition"],
  "awaitReturned after site.adoption-withdrawn": [returned, "site.withdraw-adoption"],
  "leaveUnheard after attendance.signed-off": [colleagues, "attendance.sign-off"],
  "leaveUnheard after attendance.sign-off-recorded": [colleagues, "attendance.record-sign-off"],
  "leaveUnheard after attendance.moved": [colleagues, "attendance.move"],
  "leaveUnheard after attendance.abandoned": [colleagues, "attendance.record-abandonment"],
  "leaveUnheard after attendance.departed": [colleagues, "attendance.departed"],
  "leaveCoverUnheard after absence.stood-down": [colleagues, "absence.come-back"],
  "spareUnheard after absence.gone-unheard": [colleagues, "attendance.sign-off"],
};

const all = Object.entries(dutyTable.reactions).flatMap(([type, reactions]) =>
  reactions.map((reaction, index) => [`${reaction.name} after ${type}`, type, index] as const),
);
const pairs = all.filter(([name]) => !Object.hasOwn(heldElsewhere, name));

/** By the name of a pair, the cases in which it did something, in the order in which they are led; filled by the first test. */
const reacted = new Map<string, Set<unknown>>();

test("no case misses anything in the table as it stands, and something reacts", () => {
  expect(pairs.length).toBeGreaterThan(10);
  let led: unknown;
  const noting =
    (name: string, reaction: Reaction): Reaction =>
    (...about) => {
      const follows = reaction(...about);
      if (follows.length > 0) reacted.set(name, (reacted.get(name) ?? new Set()).add(led));
      return follows;
    };
  const watched = Object.entries(dutyTable.reactions).map(([type, all]) => [
    type,
    all.map((each) => noting(`${each.name} after ${type}`, each)),
  ]);
  const table = { ...dutyTable, reactions: Object.fromEntries(watched) };
  for (const { edition, stage, sound } of packs) {
    const ground = new CaseGround(stage, theHouse, { table });
    for (const each of sound) {
      led = each;
      expect(noticed(nothingElse, new Trial({ ground, edition, cases: [each] })).any).toBe(false);
    }
  }
});

test("what is held elsewhere is there still, and its test names what it follows", () => {
  expect(all.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(heldElsewhere)));
  for (const [file, word] of Object.values(heldElsewhere))
    expect(readFileSync(`duty/wiring/${file}`, "utf8"), file).toContain(`"${word}"`);
});

test.each(pairs)("a case misses %s", (name, type, index) => {
  const kept = dutyTable.reactions[type]?.toSpliced(index, 1) ?? [];
  const table = { ...dutyTable, reactions: { ...dutyTable.reactions, [type]: kept } };
  expect(isNoticed(table, (each) => reacted.get(name)?.has(each) === true)).toBe(true);
});

/** The packs stay as they are. */
const nothingElse: Mutant = { place: "the table", change: "a reaction is lost", rules: [] };

/** Whether some case of some pack goes wrong with this table; the first one is enough. Those that may are led before the others. */
function isNoticed(table: Table, may: (each: SoundCase) => boolean): boolean {
  const grounds = packs.map(({ edition, stage, sound }) => ({
    ...{ edition, likely: sound.filter(may), others: sound.filter((each) => !may(each)) },
    ground: new CaseGround(stage, theHouse, { table }),
  }));
  return (["likely", "others"] as const).some((which) =>
    grounds.some(
      ({ [which]: cases, ground, edition }) => noticed(nothingElse, new Trial({ ground, edition, cases })).any,
    ),
  );
}
