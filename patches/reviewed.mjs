import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { readPacks } from "#server/regulation/published.ts";
import { readCases } from "#server/regulation/read-cases.ts";
import { fileIn, reviews } from "#server/regulation/reviewed.ts";
import { partSeals, textSeal, wordsOf } from "#server/regulation/seal-text.ts";
import { errorLine } from "#server/regulation/yaml-text.ts";

/*
 * `node patches/reviewed.mjs [--regulations DIR] PREFIX…` writes down that the texts with these prefixes have been compared with their source
 * as they stand now: wording in both languages, strength, what the parts that carry each rule say, what posts and functions are called, and
 * what the cases claim. Whoever runs it says that they have read all of it. Status 1 where something cannot be read, and is not written then.
 */

const root = join(import.meta.dirname, "..", "regulations");
const { values, positionals: prefixes } = parseArgs({
  options: { regulations: { type: "string", default: root } },
  allowPositionals: true,
});
if (prefixes.length === 0) {
  console.error("usage: node patches/reviewed.mjs [--regulations DIR] PREFIX…");
  process.exit(2);
}

const { regulations: folder } = values;
const theHouse = readPacks(root).published.find(({ id }) => id === "zhiban-house");
mkdirSync(join(folder, reviews), { recursive: true });
for (const prefix of prefixes) review(prefix);

function review(prefix) {
  const { published, errors } = readPacks(folder);
  const editions = published.filter(({ adopted }) => adopted.regulation.prefix === prefix);
  const read = editions.map(({ adopted, ...edition }) => ({
    adopted,
    cases: readCases({ ...edition, adopted }, theHouse ?? { ...edition, adopted }),
  }));
  const faults = [...errors, ...read.flatMap(({ cases }) => cases.errors)].map(errorLine);
  faults.push(...editions.filter((_, at) => !read[at]?.cases.seals).map(({ place }) => `${place} has no cases`));
  for (const fault of new Set(faults)) console.error(fault);
  if (editions.length === 0) console.error(`${folder} has no edition whose rules begin with ${prefix}-`);
  if (faults.length > 0 || editions.length === 0) {
    process.exitCode = 1;
    return;
  }
  const rules = new Map();
  for (const { adopted, cases } of read) {
    for (const rule of adopted.rules)
      rules.set(rule.id, [...(rules.get(rule.id) ?? []), readingOf(rule, adopted, cases)]);
  }
  const kept = {
    words: distinct(read.map(({ adopted }) => wordsOf(adopted))),
    stages: distinct(read.flatMap(({ cases }) => cases.seals?.stage ?? [])),
    rules: Object.fromEntries([...rules].map(([id, readings]) => [id, distinct(readings)])),
  };
  writeFileSync(fileIn(folder, prefix), stringify(kept, { lineWidth: 0 }));
  console.log(`${rules.size} rules of ${prefix}`);
}

function readingOf(rule, adopted, { seals }) {
  const carriedBy = partSeals(adopted, rule.id);
  return { text: textSeal(rule), strength: rule.strength, carriedBy, cases: seals?.rules[rule.id] ?? "" };
}

function distinct(all) {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
