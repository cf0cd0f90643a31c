import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Examined, examine, isWhole } from "#server/regulation/coverage.ts";
import { readPacks } from "#server/regulation/published.ts";
import { errorLine } from "#server/regulation/yaml-text.ts";

const usage = `usage: regulations check [--json]
       regulations coverage [--require PREFIX,…] [--json]`;

/**
 * `check`: whether every edition reads, says only what there are words for, and cites only rules that it has. `coverage`: per rule, what
 * carries it out, whether its cases pass, and whether they notice when it is lost. Answers the status to end with: 0 well, 1 where a check
 * failed, 2 for an argument or a folder that is wrong.
 */
export async function regulationsCommand(args: readonly string[]): Promise<number> {
  const asked = read(args);
  if (typeof asked === "string") {
    console.error(asked);
    return 2;
  }
  return asked.verb === "check" ? check(asked) : cover(asked);
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
  const { published, errors } = readPacks(folder);
  const editions = published.map(({ id, edition, hash }) => ({ id, edition, hash }));
  if (json) print({ regulations: editions, errors });
  else {
    for (const { id, edition, hash } of editions) console.log(`${id} ${edition} ${hash.slice(0, 16)} is well`);
    for (const error of errors) console.error(errorLine(error));
  }
  return errors.length === 0 ? 0 : 1;
}

function cover({ folder, json, require }: Asked): number {
  const packs = readPacks(folder);
  if (packs.errors.length > 0) {
    for (const error of packs.errors) console.error(errorLine(error));
    return 2;
  }
  const prefixes = packs.published.map(({ adopted }) => adopted.regulation.prefix);
  const unknown = require.filter((each) => !prefixes.includes(each));
  if (unknown.length > 0) {
    console.error(`there is no regulation with the prefix ${unknown.join(", ")}; there are ${prefixes.join(", ")}`);
    return 2;
  }
  const examined = packs.published.map((each) => examine(each, packs.published, "."));
  if (json) print({ regulations: examined.map(({ id, rules }) => ({ id, rules })) });
  else for (const each of examined) console.log(table(each));
  for (const { failures, survivors } of examined) {
    for (const failure of failures) console.error(errorLine(failure));
    for (const { rule, mutant } of survivors) console.error(`${rule}: nothing notices ${mutant}`);
  }
  const failed = examined.some(({ failures }) => failures.length > 0);
  const short = examined.some((each) => require.includes(each.prefix) && !isWhole(each));
  return failed || short ? 1 : 0;
}

function table({ id, rules }: Examined): string {
  const lines = rules.map(({ id: rule, strength, mechanisms, cases, mutants, pending }) => {
    const cells = [
      rule.padEnd(8),
      strength.padEnd(12),
      `${mechanisms.length} mechanisms`,
      `cases ${cases.passed}/${cases.passed + cases.failed}`,
      `mutants ${mutants.killed}/${mutants.killed + mutants.survived}`,
    ];
    return [...cells, ...(pending ? [`waits for ${pending}`] : [])].join("  ");
  });
  return [id, ...lines, ""].join("\n");
}

function print(document: unknown): void {
  console.log(JSON.stringify(document, undefined, 2));
}
