import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

/*
 * `node patches/reviewed.mjs PREFIX…` writes down that the rules with these prefixes have been compared with their source as they stand now:
 * wording in both languages, strength, and which parts of the edition carry each. Whoever runs it says that they have read both.
 */

const prefixes = process.argv.slice(2);
if (prefixes.length === 0) {
  console.error("usage: node patches/reviewed.mjs PREFIX…");
  process.exit(2);
}

const root = join(import.meta.dirname, "..", "regulations");
mkdirSync(join(root, "reviewed"), { recursive: true });
for (const prefix of prefixes) {
  const file = join(root, "reviewed", `${prefix}.yaml`);
  const known = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  for (const folder of editions()) {
    const regulation = parse(readFileSync(join(folder, "regulation.yaml"), "utf8"));
    if (regulation.prefix !== prefix) continue;
    const { rules } = parse(readFileSync(join(folder, "rules.yaml"), "utf8"));
    for (const rule of rules) known[rule.id] = withReading(known[rule.id] ?? [], readingOf(rule, regulation));
  }
  writeFileSync(file, Object.entries(known).map(spelled).join(""));
  console.log(`${Object.keys(known).length} rules of ${prefix}`);
}

function editions() {
  const folders = (place) =>
    readdirSync(place, { withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map((each) => join(place, each.name));
  return folders(root)
    .flatMap(folders)
    .filter((place) => existsSync(join(place, "rules.yaml")));
}

function readingOf({ id, zh, en, strength }, regulation) {
  const nouns = Object.entries(regulation).filter(([, elements]) => Array.isArray(elements));
  const kinds = nouns.flatMap(([noun, elements]) =>
    elements.flatMap((element) =>
      Object.entries(element).flatMap(([part, its]) => (its.cites?.includes(id) ? [`${noun}.${part}`] : [])),
    ),
  );
  const text = createHash("sha256").update(`${zh}\n${en}`).digest("hex");
  return { text, strength, carriedBy: [...new Set(kinds)].sort() };
}

/** A reading replaces an earlier one of the same wording: what is reviewed now is what holds. */
function withReading(readings, reading) {
  return [...readings.filter(({ text }) => text !== reading.text), reading];
}

function spelled([id, readings]) {
  const line = (reading) => `  - ${stringify(reading, { collectionStyle: "flow", lineWidth: 0 })}`;
  return `${id}:\n${readings.map(line).join("")}`;
}
