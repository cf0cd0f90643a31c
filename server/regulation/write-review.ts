import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import type { AdoptedText } from "#duty/regulation.ts";
import { house } from "#duty/wiring/composition.ts";
import { readPacks } from "./published.ts";
import { type ReadCases, readCases } from "./read-cases.ts";
import { fileIn, type Reading } from "./reviewed.ts";
import { partSeals, textSeal, wordsOf } from "./seal-text.ts";
import { errorLine } from "./yaml-text.ts";

/*
 * `node server/regulation/write-review.ts [--regulations DIR] PREFIX…` writes down that the texts with these prefixes have been compared with
 * their source as they stand now: wording in both languages, strength, what the parts that carry each rule say, what posts and functions are
 * called, and what the cases claim. Whoever runs it says that they have read all of it. Status 1 where something cannot be read; that text is
 * not written then.
 */

const ours = join(import.meta.dirname, "..", "..", "regulations");
const { values, positionals: prefixes } = parseArgs({
  options: { regulations: { type: "string", default: ours } },
  allowPositionals: true,
});
const { regulations: folder } = values;
const theHouse = readPacks(ours).published.findLast(({ id }) => id === house);
if (!theHouse) throw new Error(`${ours} holds no edition of ${house}`);

if (prefixes.length === 0) {
  console.error("usage: node server/regulation/write-review.ts [--regulations DIR] PREFIX…");
  process.exitCode = 2;
}
for (const prefix of prefixes) {
  const faults = review(prefix);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}

/** Writes the review of a text; what keeps it from being written, where something does. */
function review(prefix: string): readonly string[] {
  const { published, errors } = readPacks(folder);
  const editions = published.filter(({ adopted }) => adopted.regulation.prefix === prefix);
  if (editions.length === 0) return [...errors.map(errorLine), `${folder} has no edition with the prefix ${prefix}`];
  const read = editions.map((edition) => ({ ...edition, cases: readCases(edition, theHouse ?? edition) }));
  const faults = [...errors, ...read.flatMap(({ cases }) => cases.errors)].map(errorLine);
  const silent = read.filter(({ cases }) => !cases.seals).map(({ place }) => `${place} has no cases that can be read`);
  if (faults.length + silent.length > 0) return [...new Set([...faults, ...silent])];

  const rules = new Map<string, Reading[]>();
  for (const { adopted, cases } of read) {
    for (const rule of adopted.rules) {
      rules.set(rule.id, [...(rules.get(rule.id) ?? []), readingOf(rule, adopted, cases)]);
    }
  }
  const kept = {
    words: distinct(read.map(({ adopted }) => wordsOf(adopted))),
    stages: distinct(read.flatMap(({ cases }) => cases.seals?.stage ?? [])),
    rules: Object.fromEntries([...rules].map(([id, readings]) => [id, distinct(readings)])),
  };
  const file = fileIn(folder, prefix);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stringify(kept, { lineWidth: 0 }));
  console.log(`${rules.size} rules of ${prefix}`);
  return [];
}

function readingOf(rule: AdoptedText["rules"][number], adopted: AdoptedText, { seals }: ReadCases): Reading {
  const carriedBy = partSeals(adopted, rule.id);
  const { strength, pending } = rule;
  const waits = pending === undefined ? {} : { pending };
  return { text: textSeal(rule), strength, ...waits, carriedBy, cases: seals?.rules[rule.id] ?? "" };
}

function distinct<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
