import { existsSync } from "node:fs";
import { uncarriedRules } from "#duty/adoption.ts";
import { directions } from "#duty/nouns.ts";
import { type Examined, examine, isWhole } from "#server/regulation/coverage.ts";
import { readPacks } from "#server/regulation/published.ts";
import { errorLine } from "#server/regulation/yaml-text.ts";
import { jsonFlag, verb, WrongArgument } from "./verb.ts";

const folderFlag = {
  takes: "DIR",
  otherwise: "regulations",
  is: { zh: "制度所在的目录", en: "the folder of regulations" },
} as const;

/** Whether every edition reads, says only what there are words for, and cites only rules that it has. */
export const checkVerb = verb({
  does: {
    zh: "制度是否都写对：能读懂，所引条款都在",
    en: "whether every regulation reads and cites only rules that it has",
  },
  operands: {},
  flags: { regulations: folderFlag, json: jsonFlag },
  run: async ({ regulations, json }) => check({ folder: existing(regulations), json }),
});

const requireFlag = {
  takes: "PREFIX,…",
  otherwise: "",
  is: { zh: "这些制度须逐条有凭，否则算未通过", en: "regulations of which anything short of whole is a failure" },
} as const;

/** Per rule, what carries it out, whether its cases pass, and whether they notice when it is lost. */
export const coverageVerb = verb({
  does: { zh: "逐条说明靠什么执行、有无情景证明", en: "per rule, what carries it out and which cases prove it" },
  operands: {},
  flags: { require: requireFlag, regulations: folderFlag, json: jsonFlag },
  run: async ({ require, regulations, json }) =>
    cover({ folder: existing(regulations), json, require: require.split(",").filter((each) => each !== "") }),
});

interface Asked {
  readonly json: boolean;
  readonly folder: string;
}

function existing(folder: string): string {
  if (!existsSync(folder)) throw new WrongArgument({ zh: `没有目录 ${folder}`, en: `there is no folder ${folder}` });
  return folder;
}

function check({ folder, json }: Asked): number {
  const { published, errors } = readPacks(folder);
  const editions = published.map(({ id, edition, hash, adopted }) => {
    const uncarried = uncarriedRules(adopted, directions);
    return { id, edition, hash, uncarried };
  });
  if (json) print({ regulations: editions, errors });
  else {
    for (const { id, edition, hash, uncarried } of editions) {
      const lacking = uncarried.length > 0 ? `; nothing carries out ${uncarried.join(", ")}` : "";
      console.log(`${id} ${edition} ${hash.slice(0, 16)} is well${lacking}`);
    }
    for (const error of errors) console.error(errorLine(error));
  }
  return errors.length === 0 ? 0 : 1;
}

function cover({ folder, json, require }: Asked & { readonly require: readonly string[] }): number {
  const packs = readPacks(folder);
  if (packs.errors.length > 0) {
    for (const error of packs.errors) console.error(errorLine(error));
    return 2;
  }
  const prefixes = packs.published.map(({ adopted }) => adopted.regulation.prefix);
  const unknown = require.filter((each) => !prefixes.includes(each));
  if (unknown.length > 0) {
    const [lacking, known] = [unknown.join(", "), prefixes.join(", ")];
    throw new WrongArgument({
      zh: `没有前缀为 ${lacking} 的制度；有 ${known}`,
      en: `there is no regulation with the prefix ${lacking}; there are ${known}`,
    });
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
