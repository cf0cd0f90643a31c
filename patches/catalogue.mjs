import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";

/*
 * Copies what a pack is held against out of the rule catalogue: of each text its prefix, of each rule its id, its strength and the numbers it
 * gives or leaves open. Sentences are not copied. `node patches/catalogue.mjs FOLDER` with the folder in which the catalogue's files stand.
 */

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node patches/catalogue.mjs FOLDER");
  process.exit(2);
}

const target = fileURLToPath(new URL("../regulations/catalogue", import.meta.url));

/** Words that stand for a number: a time, a span, at once. Names and lists of things are none. */
const NUMBER =
  /\d\d:\d\d|^(?:>=)?\d+ ?(?:h|days?|months?|hours?|minutes?|$)|^\d+ day|immediate|at once|first moment|^(?:next day|same day|daily|weekly|monthly)/;

function isNumber(value) {
  if (typeof value === "number") return true;
  if (typeof value === "string") return NUMBER.test(value) && !/^\d{4}$/.test(value);
  return Array.isArray(value) && value.length > 0 && value.every(isNumber);
}

function isOpen(value) {
  return typeof value === "object" && value !== null && value.open === true;
}

function kept({ id, strength, params = {}, inferred = [] }) {
  const numbers = Object.entries(params).flatMap(([name, value]) => {
    if (!isOpen(value)) return isNumber(value) ? [[name, value]] : [];
    const { default: begins, unit } = value;
    return [[name, { open: true, default: begins, ...(unit === undefined ? {} : { unit }) }]];
  });
  const guessed = numbers.map(([name]) => name).filter((name) => inferred.includes(`params.${name}`));
  return {
    id,
    strength,
    ...(numbers.length === 0 ? {} : { params: Object.fromEntries(numbers) }),
    ...(guessed.length === 0 ? {} : { inferred: guessed }),
  };
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target);
let rules = 0;
for (const file of readdirSync(folder).filter((each) => each.endsWith(".yaml"))) {
  const text = parse(readFileSync(join(folder, file), "utf8"));
  const lines = text.rules.map(
    (rule) => `  - ${stringify(kept(rule), { collectionStyle: "flow", lineWidth: 0 }).trim()}\n`,
  );
  const head = { id: text.id, prefix: text.prefix, ...(text.duplicate_of ? { duplicateOf: text.duplicate_of } : {}) };
  const body = lines.length === 0 ? "rules: []\n" : `rules:\n${lines.join("")}`;
  writeFileSync(join(target, `${text.prefix}.yaml`), `${stringify(head)}${body}`);
  rules += lines.length;
}
console.log(`${rules} rules in ${target}`);
