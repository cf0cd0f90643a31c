import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { changedPacks, changePack, copyPack } from "#test/changed-pack.ts";
import {
  furtherPlants,
  oncePassed,
  type Plant,
  sealedCases,
  sealedParts,
  withoutCatalogue,
} from "#test/pack-plants.ts";
import { examineAll } from "./examine-packs.ts";
import { type Packs, type Published, readPacks } from "./published.ts";
import { readCases } from "./read-cases.ts";
import { errorLine } from "./yaml-text.ts";

vi.setConfig({ testTimeout: 300_000 }); // some dozens of regulations are examined

const root = mkdtempSync(join(tmpdir(), "zhiban-plants-"));
afterAll(() => rmSync(root, { recursive: true }));

const theHouse = readPacks("regulations").published.find(({ id }) => id === "zhiban-house") as Published;

interface Planted {
  readonly name: string;
  readonly packs: Packs;
  readonly edition: Published | undefined;
}

function planted({ name, pack, changes }: Plant, index: number): Planted {
  const from = pack === "leaving-the-post" ? "test/packs" : "regulations";
  const packs = readPacks(changedPacks(join(root, `plant-${index}`), `${pack}/2026-01-01`, changes, from));
  return { name, packs, edition: packs.published.find(({ id }) => id === pack) };
}

/** The same in a copy of the pack under a name that no catalogue knows. */
function plantedInCopy({ name, pack, changes }: Plant, index: number): Planted {
  const folder = join(root, `copy-${index}`, "regulations");
  copyPack(pack, { id: "other-text", prefix: "OTH" }, folder);
  const renamed = changes.map((each) => ({ ...each, from: renamedIn(each.from), to: renamedIn(each.to) }));
  changePack(join(folder, "other-text", "2026-01-01"), renamed);
  const packs = readPacks(folder);
  return { name, packs, edition: packs.published[0] };
}

function renamedIn<T extends string | RegExp>(text: T): T {
  const to = (said: string) => said.replaceAll(/\b(?:GPH|SLH)-/g, "OTH-");
  return (typeof text === "string" ? to(text) : new RegExp(to(text.source), text.flags)) as T;
}

/** Of these, what `regulations check` does not notice, and of that, what `regulations coverage` does not. A plant is a valid edition. */
async function unnoticed(plants: readonly Planted[]): Promise<{ byCheck: string[]; byNeither: string[] }> {
  expect(plants.flatMap(({ name, packs }) => packs.errors.map((each) => `${name}: ${errorLine(each)}`))).toEqual([]);
  const passing = plants.flatMap(({ name, edition }) =>
    edition && edition.unheld.length === 0 ? [{ name, edition }] : [],
  );
  const examined = await examineAll(
    passing.map(({ edition }) => edition),
    theHouse,
  );
  const whole = passing.filter((_, index) => examined[index]?.whole);
  return { byCheck: passing.map(({ name }) => name), byNeither: whole.map(({ name }) => name) };
}

test("whatever is done to a pack is noticed, by the check of its text or by the coverage of its cases", async () => {
  const plants = [...oncePassed, ...furtherPlants].map(planted);
  const { byCheck, byNeither } = await unnoticed(plants);
  expect(byNeither).toEqual([]);
  const counts = `${plants.length - byCheck.length} noticed by check, ${byCheck.length} by coverage`;
  console.info(`${plants.length} plants: ${counts}`);
});

test("where no catalogue knows the text, coverage notices alone; what nothing was done to is whole", async () => {
  const untouched: Plant[] = [
    { name: "guards", pack: "guard-post-handover", changes: [] },
    { name: "leaders", pack: "squad-leader-handover", changes: [] },
  ];
  const plants = [...untouched, ...withoutCatalogue].map(plantedInCopy);
  const { byCheck, byNeither } = await unnoticed(plants);
  expect(byCheck).toHaveLength(plants.length);
  expect(byNeither).toEqual(["guards", "leaders"]);
  console.info(`${withoutCatalogue.length} plants in copies under another name: all noticed by coverage`);
});

/** Whatever else passes: cases are changed along with a pack by the same hand, so what was reviewed must be told without them. */
test.each([...sealedParts, ...sealedCases].map(([plant, said], index) => [plant.name, said, plant, index] as const))(
  "%s: check says “%s”, whatever the cases say",
  (_, said, plant, index) => {
    const { packs, edition } = planted(plant, 1000 + index);
    expect(packs.errors.map(errorLine)).toEqual([]);
    if (!edition) throw new Error(`there is no ${plant.pack}`);
    const cases = readCases(edition, theHouse);
    expect(cases.errors.map(errorLine)).toEqual([]);
    const told = [...edition.unheld, ...cases.unheld].map(errorLine).filter((line) => line.includes(said));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(
      /^regulations\/[a-z-]+\/2026-01-01\/(?:regulation|cases)\.yaml:\d+:\d+: .*node server\/regulation\/write-review\.ts [A-Z]+$/,
    );
  },
);
