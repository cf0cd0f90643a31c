import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { house } from "#duty/composition.ts";
import type { Examined } from "#server/regulation/coverage.ts";
import { examineAll } from "#server/regulation/examine-shelf.ts";
import { type Packs, type Published, readPacks } from "#server/regulation/published.ts";
import { readCases } from "#server/regulation/read-cases.ts";
import { errorLine } from "#server/regulation/yaml-text.ts";

/** The regulations that come with the product. */
const ours = join(import.meta.dirname, "..", "regulations");

const usage = `usage: regulations check [--json]
       regulations coverage [--require PREFIX,…] [--json]`;

/**
 * `check`: whether every edition reads, says only what there are words for, cites only rules that it has, holds against the catalogue and the
 * review of its text, and speaks in its cases only of what there is. `coverage`: per rule, what carries it out, whether its cases pass, and
 * whether they notice when it is lost. Answers the status to end with: 0 well, 1 where a check failed, 2 for an argument, a file or a folder
 * that is wrong.
 */
export async function regulationsCommand(args: readonly string[]): Promise<number> {
  const asked = read(args);
  if (typeof asked === "string") {
    console.error(asked);
    return 2;
  }
  return asked.verb === "check" ? check(asked) : await cover(asked);
}

interface Asked {
  readonly verb: "check" | "coverage";
  readonly json: boolean;
  readonly folder: string;
  readonly require: readonly string[];
}

function read(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        require: { type: "string", default: "" },
        regulations: { type: "string", default: "regulations" },
      },
    });
    const [verb, ...more] = positionals;
    if ((verb !== "check" && verb !== "coverage") || more.length > 0) return usage;
    if (!existsSync(values.regulations)) return `there is no folder ${values.regulations}`;
    const require = values.require.split(",").filter((each) => each !== "");
    return { verb, json: values.json, folder: values.regulations, require };
  } catch (error) {
    return error instanceof TypeError ? error.message : usage;
  }
}

function check({ folder, json }: Asked): number {
  const shelf = readPacks(folder);
  const editions = shelf.published.map(({ id, edition, hash }) => ({ id, edition, hash }));
  const theHouse = houseOn(shelf);
  const errors = [
    ...shelf.errors,
    ...shelf.published.flatMap((each) => [...each.unheld, ...readCases(each, theHouse).errors]),
  ];
  if (json) print({ regulations: editions, errors });
  else {
    const faulty = new Set(errors.map(({ file }) => dirname(file)));
    for (const { id, edition, hash, place } of shelf.published)
      console.log(`${id} ${edition} ${hash.slice(0, 16)} ${faulty.has(place) ? "is not well" : "is well"}`);
    for (const error of errors) console.error(errorLine(error));
  }
  return errors.length === 0 ? 0 : 1;
}

/** The house under which cases stand: that of the folder, or, where it has none, that of the product. */
function houseOn({ published }: Packs): Published {
  const own =
    published.findLast(({ id }) => id === house) ?? readPacks(ours).published.findLast(({ id }) => id === house);
  if (!own) throw new Error(`${ours} holds no edition of ${house}`);
  return own;
}

async function cover({ folder, json, require }: Asked): Promise<number> {
  const began = performance.now();
  const shelf = readPacks(folder);
  for (const error of shelf.errors) console.error(errorLine(error));
  const prefixes = shelf.published.map(({ adopted }) => adopted.regulation.prefix);
  const unknown = require.filter((each) => !prefixes.includes(each));
  if (unknown.length > 0) {
    console.error(`there is no regulation with the prefix ${unknown.join(", ")}; there are ${prefixes.join(", ")}`);
    return 2;
  }
  const examined = await examineAll(shelf.published, houseOn(shelf));
  if (json) print({ regulations: examined.map(documentOf) });
  else for (const each of examined) console.log(table(each));
  for (const each of examined) tell(each);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const rules = examined.reduce((sum, each) => sum + each.rules.length, 0);
  console.error(`${rules} rules of ${examined.length} regulations in ${seconds} s, ${megabytes} MB at most`);
  if (shelf.errors.length > 0) return 2;
  const failed = examined.some(({ failures, unheld }) => failures.length + unheld.length > 0);
  const short = examined.some(({ prefix, whole }) => require.includes(prefix) && !whole);
  return failed || short ? 1 : 0;
}

function documentOf({ id, edition, whole, rules }: Examined) {
  return { id, edition, whole, rules };
}

/** Everything that people can mend, on standard error. */
function tell({ failures, unheld, survivors, rules, id }: Examined): void {
  for (const error of [...unheld, ...failures]) console.error(errorLine(error));
  for (const { rule = id, mutant } of survivors) console.error(`${rule}: nothing notices ${mutant}`);
  for (const rule of rules) for (const lack of rule.lacks) console.error(`${rule.id}: ${lack}`);
}

function table({ id, rules }: Examined): string {
  const lines = rules.map(({ id: rule, strength, mechanisms, cases, mutants, pending, lacks, reasons }) => {
    const cells = [
      rule.padEnd(8),
      strength.padEnd(12),
      `${mechanisms.length} mechanisms`,
      `cases ${cases.passed}/${cases.passed + cases.failed}`,
      `mutants ${mutants.killed}/${mutants.killed + mutants.survived}`,
      lacks.length === 0 ? "whole" : "not whole",
    ];
    return [...cells, ...(pending ? [`waits for ${pending}`] : []), ...reasons].join("  ");
  });
  return [id, ...lines, ""].join("\n");
}

function print(document: unknown): void {
  console.log(JSON.stringify(document, undefined, 2));
}
