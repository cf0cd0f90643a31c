import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished } from "vitest";
import { parseDocument, type YAMLSeq } from "yaml";
import { type Examined, examine } from "#server/regulation/coverage.ts";
import { type Published, readPacks } from "#server/regulation/published.ts";
import { changedPacks, type PackChange } from "./changed-pack.ts";

const theHouse = readPacks("regulations").published.find(({ id }) => id === "zhiban-house") as Published;

/** A pack of a folder examined with its cases in another order: each stands where its number has it among those of the others. */
export function examinedIn(
  numbers: readonly number[],
  { id, from }: { readonly id: string; readonly from: string },
  changes: readonly PackChange[] = [],
): Examined {
  const root = mkdtempSync(join(tmpdir(), "zhiban-order-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const folder = changedPacks(root, `${id}/2026-01-01`, changes, from);
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

/** A pack is found the same in whatever order its cases stand. */
export function foundTheSame(pack: { readonly id: string; readonly from: string }, seed: number): void {
  const reversed = examinedIn([], pack);
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (numbers) => {
      expect(examinedIn(numbers, pack)).toEqual(reversed);
    }),
    { numRuns: 2, endOnFailure: true, seed },
  );
}
