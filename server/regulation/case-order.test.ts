import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test, vi } from "vitest";
import { parseDocument, type YAMLSeq } from "yaml";
import { changedPacks, type PackChange } from "#test/changed-pack.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { type Examined, examine } from "./coverage.ts";
import { type Published, readPacks } from "./published.ts";

/* What coverage says of a pack does not hang on the order in which its cases are written, and so asked. */

vi.setConfig({ testTimeout: 600_000 }); // hundreds of small lives are led, beside other work

const root = mkdtempSync(join(tmpdir(), "zhiban-order-"));
afterAll(() => rmSync(root, { recursive: true }));

const theHouse = readPacks("regulations").published.find(({ id }) => id === "zhiban-house") as Published;
let copies = 0;

/** A pack examined with its cases in another order: each stands where its number has it among those of the others. */
function examinedIn(
  numbers: readonly number[],
  id: string,
  from: string,
  changes: readonly PackChange[] = [],
): Examined {
  copies += 1;
  const folder = changedPacks(join(root, String(copies)), `${id}/2026-01-01`, changes, from);
  const file = join(folder, id, "2026-01-01", "cases.yaml");
  const document = parseDocument(readFileSync(file, "utf8"));
  const cases = document.get("cases") as YAMLSeq;
  const placed = cases.items.map((each, index) => ({ each, number: numbers[index] ?? -index }));
  cases.items = placed.toSorted((one, other) => one.number - other.number).map(({ each }) => each);
  writeFileSync(file, document.toString());
  const edition = readPacks(folder).published.find((each) => each.id === id);
  if (!edition) throw new Error(`there is no ${id}`);
  return examine(edition, theHouse);
}

test.each([
  ["squad-leader-handover", "regulations"],
  ["leaving-the-post", "test/packs"],
  ["guard-post-handover", "regulations"],
])("%s is found the same in whatever order its cases stand", (id, from) => {
  const reversed = examinedIn([], id, from);
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (numbers) => {
      expect(examinedIn(numbers, id, from)).toEqual(reversed);
    }),
    { numRuns: 2, endOnFailure: true, seed: freshSeed() },
  );
});

test("a value that is seen to be another, and never to be gone without the part, shows nothing, whoever is asked first", () => {
  const unsaid = [{ file: "cases.yaml", from: "with: { lateMinutes: 10 }, ", to: "" }] as const;
  for (const numbers of [[], Array.from({ length: 60 }, (_, index) => index)]) {
    const { rules } = examinedIn(numbers, "squad-leader-handover", "regulations", unsaid);
    const lacks = rules.find(({ id }) => id === "SLH-01")?.lacks;
    expect(lacks).toEqual(["no case shows it refusing or computing by a part of its own"]);
  }
});
