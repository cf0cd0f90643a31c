import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { directions } from "#duty/nouns.ts";
import { uncarriedRules } from "#duty/wiring/adoption.ts";
import { house } from "#duty/wiring/composition.ts";
import type { Examined } from "#server/regulation/coverage.ts";
import { examineAll } from "#server/regulation/examine-packs.ts";
import { catalogueErrors, lockErrors } from "#server/regulation/locked.ts";
import { type Packs, type Published, readPacks } from "#server/regulation/published.ts";
import { readCases } from "#server/regulation/read-cases.ts";
import { errorLine } from "#server/regulation/yaml-text.ts";
import { jsonFlag, verb, WrongArgument } from "./verb.ts";

/** The regulations that come with the product. */
const ours = join(import.meta.dirname, "..", "regulations");

const folderFlag = {
  takes: "DIR",
  otherwise: "regulations",
  is: { zh: "制度所在的目录", en: "the folder of regulations" },
} as const;

/**
 * Whether every edition reads, says only what there are words for, cites only rules that it has, holds against the catalogue and the review of
 * its text, is what it was when it was published, and speaks in its cases only of what there is, and as they were reviewed. The catalogue itself
 * is held to what was compared with the source.
 */
export const checkVerb = verb({
  does: {
    zh: "制度是否都写对：能读懂，所引条款都在，与对照过的原文一致",
    en: "whether every regulation reads, cites only rules that it has, and says what was reviewed",
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

/**
 * Per rule, what carries it out, whether its cases pass, and whether they notice when it is lost. Beside it stand the time and memory that this
 * took. Status 2 where an edition cannot be read; the others are told all the same.
 */
export const coverageVerb = verb({
  does: { zh: "逐条说明靠什么执行、有无情景证明", en: "per rule, what carries it out and which cases prove it" },
  operands: {},
  flags: { require: requireFlag, regulations: folderFlag, json: jsonFlag },
  run: async ({ require, regulations, json }) =>
    await cover({ folder: existing(regulations), json, require: require.split(",").filter((each) => each !== "") }),
});

interface PackOptions {
  readonly json: boolean;
  readonly folder: string;
}

function existing(folder: string): string {
  if (!existsSync(folder)) throw new WrongArgument({ zh: `没有目录 ${folder}`, en: `there is no folder ${folder}` });
  return folder;
}

function check({ folder, json }: PackOptions): number {
  const packs = readPacks(folder);
  const theHouse = ownEdition(packs);
  if (!theHouse) return tellBroken(packs, json);
  const faults = packs.published.map((each) => {
    const { errors: ofCases, unheld } = readCases(each, theHouse);
    return [...each.unheld, ...ofCases, ...unheld];
  });
  const locked = [...lockErrors(folder, packs.published), ...catalogueErrors(folder)];
  const errors = [...packs.errors, ...faults.flat(), ...locked];
  const editions = packs.published.map(({ id, edition, hash, adopted, place }, index) => {
    const uncarried = uncarriedRules(adopted, directions);
    const well = faults[index]?.length === 0 && !errors.some(({ file }) => dirname(file) === place);
    return { told: { id, edition, hash, uncarried }, well };
  });
  if (json) print({ regulations: editions.map(({ told }) => told), errors });
  else {
    for (const { told, well } of editions) {
      const { id, edition, hash, uncarried } = told;
      const lacking = uncarried.length > 0 ? `; nothing carries out ${uncarried.join(", ")}` : "";
      console.log(`${id} ${edition} ${hash.slice(0, 16)} ${well ? "is well" : "is not well"}${lacking}`);
    }
    for (const error of errors) console.error(errorLine(error));
  }
  return errors.length === 0 ? 0 : 1;
}

/** Where the product's own house is broken no case can be asked; what is wrong with it is told. */
function tellBroken({ errors }: Packs, json: boolean): number {
  if (json) print({ regulations: [], errors });
  else for (const error of errors) console.error(errorLine(error));
  return 1;
}

/** The house under which cases stand: that of the folder, or, where it has none, that of the product. */
function ownEdition({ published }: Packs): Published | undefined {
  const isOurs = ({ id }: Published) => id === house;
  return published.findLast(isOurs) ?? readPacks(ours).published.findLast(isOurs);
}

/** @throws Error where the product has none */
function houseOn(packs: Packs): Published {
  const own = ownEdition(packs);
  if (!own) throw new Error(`${ours} holds no edition of ${house}`);
  return own;
}

async function cover({
  folder,
  json,
  require,
}: PackOptions & { readonly require: readonly string[] }): Promise<number> {
  const began = performance.now();
  const packs = readPacks(folder);
  for (const error of packs.errors) console.error(errorLine(error));
  refuseUnknown(require, packs);
  const examined = await examineAll(packs.published, houseOn(packs));
  if (json) print({ regulations: examined.map(documentOf) });
  else for (const each of examined) console.log(table(each));
  for (const each of examined) tell(each);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const rules = examined.reduce((sum, each) => sum + each.rules.length, 0);
  console.error(`${rules} rules of ${examined.length} regulations in ${seconds} s, ${megabytes} MB at most`);
  if (packs.errors.length > 0) return 2;
  const failed = examined.some(({ failures, unheld }) => failures.length + unheld.length > 0);
  const short = examined.some(({ prefix, whole }) => require.includes(prefix) && !whole);
  const unheld = tellUnheld(require, packs);
  return failed || short || unheld ? 1 : 0;
}

/** A text of somebody else may be used without catalogue and review; whoever requires that it is whole has it reviewed. */
function tellUnheld(require: readonly string[], { published }: Packs): boolean {
  const unheld = published.filter(({ adopted, isHeld }) => !isHeld && require.includes(adopted.regulation.prefix));
  for (const { adopted, place } of unheld) {
    const { prefix } = adopted.regulation;
    const how = `node server/regulation/write-review.ts --regulations ${join(place, "..", "..")} ${prefix}`;
    console.error(
      `${prefix}: stands in neither catalogue nor review, so that it is held against nothing: who has read it runs ${how}`,
    );
  }
  return unheld.length > 0;
}

function refuseUnknown(require: readonly string[], { published }: Packs): void {
  const prefixes = published.map(({ adopted }) => adopted.regulation.prefix);
  const unknown = require.filter((each) => !prefixes.includes(each));
  if (unknown.length === 0) return;
  const [lacking, known] = [unknown.join(", "), prefixes.join(", ")];
  throw new WrongArgument({
    zh: `没有前缀为 ${lacking} 的制度；有 ${known}`,
    en: `there is no regulation with the prefix ${lacking}; there are ${known}`,
  });
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
