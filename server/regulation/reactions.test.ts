import { expect, test } from "vitest";
import type { Table } from "#duty/door/table.ts";
import { dutyTable } from "#duty/duty-table.ts";
import { house } from "#duty/wiring/composition.ts";
import { CaseGround } from "./case-ground.ts";
import { leadAll, noticed, soundCases } from "./lead-cases.ts";
import type { Mutant } from "./mutants.ts";
import { type Published, readPacks } from "./published.ts";
import { readCases } from "./read-cases.ts";

/* What a noun reacts with is a line in a table, and its loss is noticed by a case of some pack, which says what people would miss. */

const { published } = readPacks("regulations");
const theHouse = published.findLast(({ id }) => id === house) as Published;
const packs = [...published, ...readPacks("test/packs").published].map((edition) => {
  const cases = readCases(edition, theHouse);
  if (!cases.stage) throw new Error(`${edition.place} has no stage`);
  const { stage } = cases;
  return { edition, stage, sound: soundCases(leadAll(cases, new CaseGround(stage, theHouse))) };
});

const pairs = Object.entries(dutyTable.reactions).flatMap(([type, all]) =>
  all.map((reaction, index) => [`${reaction.name} after ${type}`, type, index] as const),
);

test.each(pairs)("a case misses %s", (_, type, index) => {
  const kept = dutyTable.reactions[type]?.toSpliced(index, 1) ?? [];
  expect(isNoticed({ ...dutyTable, reactions: { ...dutyTable.reactions, [type]: kept } })).toBe(true);
});

test("no case misses anything in the table as it stands, and something reacts", () => {
  expect(pairs.length).toBeGreaterThan(10);
  expect(isNoticed(dutyTable)).toBe(false);
});

/** The packs stay as they are. */
const nothingElse: Mutant = { place: "the table", change: "a reaction is lost", rules: [] };

/** Whether some case of some pack goes wrong with this table; the first one is enough. */
function isNoticed(table: Table): boolean {
  return packs.some(
    ({ edition, stage, sound }) => noticed(nothingElse, sound, new CaseGround(stage, theHouse, table), edition).any,
  );
}
