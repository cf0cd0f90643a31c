import { createHash } from "node:crypto";
import type { AdoptedText } from "#duty/regulation.ts";
import { type CatalogueText, catalogueText, type Reading, reviewedRules } from "./catalogue.ts";
import type { EditionError } from "./edition-errors.ts";
import { mechanismsOf } from "./mechanisms.ts";
import { numberErrors } from "./stated-numbers.ts";

type Rule = AdoptedText["rules"][number];

const strengths = ["acknowledge", "track", "enforce"] as const;

/**
 * What an edition does to the text that it claims to carry out: a rule missing, invented or lowered, a number changed, a wording or a
 * mechanism that nobody has compared with the source. A prefix that neither catalogue nor review knows is held against nothing.
 */
export function heldErrors(adopted: AdoptedText): EditionError[] {
  const { prefix } = adopted.regulation;
  const text = catalogueText(prefix);
  const reviewed = reviewedRules(prefix);
  const errors = [
    ...(text ? [...textErrors(adopted, text), ...numberErrors(adopted, text)] : []),
    ...(text || reviewed ? reviewErrors(adopted, reviewed ?? {}) : []),
  ];
  // What catalogue and review both object to is said once.
  return [...new Map(errors.map((each) => [JSON.stringify(each), each])).values()];
}

function textErrors({ rules }: AdoptedText, text: CatalogueText): EditionError[] {
  const missing = text.rules.filter(({ id }) => !rules.some((each) => each.id === id));
  return [
    ...missing.map(({ id }) => rulesFault(["rules"], `${id} of the text is missing`)),
    ...rules.flatMap((rule, index) => {
      const asked = text.rules.find(({ id }) => id === rule.id);
      if (!asked) return [rulesFault(["rules", index, "id"], `${rule.id} is not in the text`)];
      return loweredErrors(rule, index, asked.strength);
    }),
  ];
}

function loweredErrors(rule: Rule, index: number, asked: Rule["strength"]): EditionError[] {
  if (strengths.indexOf(rule.strength) >= strengths.indexOf(asked)) return [];
  return [rulesFault(["rules", index, "strength"], `${rule.id} is to ${asked}, not only to ${rule.strength}`)];
}

/** Whoever changes a text, its strength or what carries it out compares it with its source anew: `node patches/reviewed.mjs PREFIX`. */
function reviewErrors(adopted: AdoptedText, reviewed: Readonly<Record<string, readonly Reading[]>>): EditionError[] {
  const gone = Object.keys(reviewed).filter((id) => !adopted.rules.some((rule) => rule.id === id));
  return [
    ...gone.map((id) => rulesFault(["rules"], `${id} was reviewed and is missing`)),
    ...adopted.rules.flatMap((rule, index) => readingErrors(adopted, rule, index, reviewed[rule.id] ?? [])),
  ];
}

function readingErrors(adopted: AdoptedText, rule: Rule, index: number, readings: readonly Reading[]): EditionError[] {
  const { id } = rule;
  if (readings.length === 0) return [rulesFault(["rules", index, "id"], `nobody has compared ${id} with its source`)];
  const worded = readings.filter(({ text }) => text === textHash(rule));
  const [asked] = worded;
  if (!asked) return [rulesFault(["rules", index, "zh"], `${id} does not say what was reviewed`)];
  const carriedBy = carriersOf(adopted, id);
  const carried = worded.some((each) => each.carriedBy.join() === carriedBy.join());
  const how = carriedBy.join(", ") || "nothing";
  return [
    ...loweredErrors(rule, index, asked.strength),
    ...(carried ? [] : [rulesFault(["rules", index, "id"], `${id} is carried by ${how}, which nobody has reviewed`)]),
  ];
}

/** What stands for the wording of a rule in `regulations/reviewed/`. */
function textHash({ zh, en }: Rule): string {
  return createHash("sha256").update(`${zh}\n${en}`).digest("hex");
}

function carriersOf(adopted: AdoptedText, id: string): string[] {
  const parts = mechanismsOf(adopted).filter(({ cites }) => cites.includes(id));
  return [...new Set(parts.map(({ kind }) => kind))].toSorted();
}

function rulesFault(path: readonly (string | number)[], message: string): EditionError {
  return { in: "rules", path, message };
}
