import type { AdoptedText } from "#duty/regulation.ts";
import { type CatalogueText, catalogueText } from "./catalogue.ts";
import type { EditionError } from "./edition-errors.ts";
import { mechanismsOf } from "./mechanisms.ts";
import type { Reading, Review } from "./reviewed.ts";
import { partSeals, textSeal, wordsOf } from "./seal-text.ts";
import { numberErrors } from "./stated-numbers.ts";

type Rule = AdoptedText["rules"][number];

const strengths = ["acknowledge", "track", "enforce"] as const;

/**
 * What an edition does to the text that it claims to carry out: a rule missing, invented or lowered, a number changed, a wording, a part or a
 * word that nobody has compared with the source. A prefix that neither catalogue nor review knows is held against nothing.
 */
export function heldErrors(adopted: AdoptedText, review: Review | undefined): EditionError[] {
  const text = catalogueText(adopted.regulation.prefix);
  const errors = [
    ...(text ? [...textErrors(adopted, text), ...numberErrors(adopted, text)] : []),
    ...(review ? wordErrors(adopted, review) : []),
    ...(text || review ? reviewErrors(adopted, review?.rules ?? {}) : []),
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

/** Administrators bind a text by what its posts and functions are called. */
function wordErrors(adopted: AdoptedText, { words }: Review): EditionError[] {
  const said = wordsOf(adopted);
  // Held against the reading that it differs from least: of a later edition only that one is meant.
  const [least = []] = words
    .map((each) =>
      [...new Set([...Object.keys(said), ...Object.keys(each)])]
        .filter((name) => said[name] !== each[name])
        .map((name) => ({ name, reviewed: each[name] })),
    )
    .toSorted((one, other) => one.length - other.length);
  return least.map(({ name, reviewed }) => ({
    in: "regulation",
    path: name.split("."),
    message: `${name} is called “${said[name] ?? "nothing"}”, and was reviewed as “${reviewed ?? "nothing"}”: ${anew(adopted)}`,
  }));
}

/** Whoever changes what was reviewed compares it with its source anew. */
function anew({ regulation }: AdoptedText): string {
  return `compare it with the source, then node server/regulation/write-review.ts ${regulation.prefix}`;
}

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
  const worded = readings.filter(({ text }) => text === textSeal(rule));
  if (worded.length === 0) return [rulesFault(["rules", index, "zh"], `${id} does not say what was reviewed`)];
  return [...asReviewed(rule, index, worded), ...partErrors(adopted, id, index, worded)];
}

/** A rule asks as much as was reviewed, no more either: staff are told by it what is enforced. What it waits for was read as well. */
function asReviewed(rule: Rule, index: number, worded: readonly Reading[]): EditionError[] {
  const { id, strength, pending } = rule;
  const strong = worded.some((each) => each.strength === strength);
  const waits = worded.some((each) => each.pending === pending);
  return [
    ...(strong
      ? []
      : [
          rulesFault(
            ["rules", index, "strength"],
            `${id} was reviewed as to ${worded[0]?.strength}, not to ${strength}`,
          ),
        ]),
    ...(waits
      ? []
      : [
          rulesFault(["rules", index, "pending"], `${id} waits for ${pending ?? "nothing"}, which nobody has reviewed`),
        ]),
  ];
}

/** A rule is carried by the parts that were reviewed, and each of them says what it said then. */
function partErrors(adopted: AdoptedText, id: string, index: number, readings: readonly Reading[]): EditionError[] {
  const seals = partSeals(adopted, id);
  const kinds = Object.keys(seals);
  const carried = readings.filter(({ carriedBy }) => Object.keys(carriedBy).toSorted().join() === kinds.join());
  if (carried.length === 0) {
    const how = kinds.join(", ") || "nothing";
    return [rulesFault(["rules", index, "id"], `${id} is carried by ${how}, which nobody has reviewed`)];
  }
  const changed = kinds.filter((kind) => !carried.some(({ carriedBy }) => carriedBy[kind] === seals[kind]));
  return changed.map((kind) => {
    const first = mechanismsOf(adopted).find((each) => each.kind === kind && each.cites.includes(id));
    const message = `${kind}, which carries ${id}, is not what was reviewed: ${anew(adopted)}`;
    return { in: "regulation", path: first?.path ?? [], message };
  });
}

function rulesFault(path: readonly (string | number)[], message: string): EditionError {
  return { in: "rules", path, message };
}
