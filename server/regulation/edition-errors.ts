import type { RuleId } from "#duty/grammar/decision.ts";
import { numberNamed, openIn } from "#duty/grammar/open-number.ts";
import { type Direction, isFields } from "#duty/grammar/stricter.ts";
import { directions, elements } from "#duty/nouns.ts";
import type { AdoptedText } from "#duty/regulation.ts";

/** An error of meaning in a text whose shape is right. `path` leads into `regulation.yaml`, or into `rules.yaml`. */
export interface EditionError {
  readonly in: "regulation" | "rules";
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What a shape cannot see: citations of rules that do not exist, words that were never introduced, keys said twice. */
export function editionErrors({ regulation, rules }: AdoptedText): EditionError[] {
  const known = new Set(rules.map(({ id }) => id));
  const words = { known, functions: new Set(Object.keys(regulation.functions)) };
  const errors: EditionError[] = rules.flatMap(({ id }, index) => [
    ...(id.startsWith(`${regulation.prefix}-`)
      ? []
      : [rulesFault(index, `${id} does not begin with ${regulation.prefix}-`)]),
    ...(rules.findIndex((each) => each.id === id) === index
      ? []
      : [rulesFault(index, `${id} stands here a second time`)]),
  ]);
  errors.push(...sameLabels(regulation.posts, "posts"), ...sameLabels(regulation.functions, "functions"));
  for (const noun of Object.keys(elements) as (keyof typeof elements)[]) {
    const keys = new Set<string>();
    for (const [index, element] of (regulation[noun] ?? []).entries()) {
      const path = [noun, index];
      if (keys.has(element.key)) errors.push(error([...path, "key"], `${element.key} stands here a second time`));
      keys.add(element.key);
      if (element.post !== "any" && !Object.hasOwn(regulation.posts, element.post)) {
        errors.push(error([...path, "post"], `${element.post} is not among the posts of this regulation`));
      }
      errors.push(...wordErrors(directions[noun] ?? {}, element, path, words), ...openErrors(element, path));
    }
  }
  return errors;
}

/** Administrators tell posts and functions apart by what they are called. */
function sameLabels(words: AdoptedText["regulation"]["posts"], kind: "posts" | "functions"): EditionError[] {
  const labels = Object.entries(words);
  return labels.flatMap(([key, label], index) =>
    (["zh", "en"] as const).flatMap((language) => {
      const other = labels.slice(0, index).find(([, its]) => its[language] === label[language]);
      if (!other) return [];
      return [error([kind, key, language], `${key} is called “${label[language]}”, as ${other[0]} is`)];
    }),
  );
}

/** What a part leaves open must be a number of it. */
function openErrors(element: object, path: EditionError["path"]): EditionError[] {
  return Object.entries(element).flatMap(([name, part]: [string, unknown]) => {
    if (!isFields(part)) return [];
    return openIn(part).flatMap((each, index) =>
      numberNamed(part, each) === undefined
        ? [error([...path, name, "open", index], `${each} is not a number of this part`)]
        : [],
    );
  });
}

function rulesFault(index: number, message: string): EditionError {
  return { in: "rules", path: ["rules", index, "id"], message };
}

function error(path: readonly (string | number)[], message: string): EditionError {
  return { in: "regulation", path, message };
}

interface Words {
  readonly known: ReadonlySet<RuleId>;
  readonly functions: ReadonlySet<string>;
}

function wordErrors(
  direction: Direction,
  value: unknown,
  path: readonly (string | number)[],
  words: Words,
): EditionError[] {
  if (typeof value === "string") {
    if (path.at(-2) === "cites" && !words.known.has(value)) return [error(path, `${value} is not in rules.yaml`)];
    if (direction.names === "function" && !words.functions.has(value)) {
      return [error(path, `${value} is not among the functions of this regulation`)];
    }
    return [];
  }
  if (Array.isArray(value)) {
    return [
      ...repetitions(value, path),
      ...value.flatMap((each, index) => wordErrors(direction.items ?? {}, each, [...path, index], words)),
    ];
  }
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    wordErrors(direction.properties?.[name] ?? {}, each, [...path, name], words),
  );
}

function repetitions(list: readonly unknown[], path: readonly (string | number)[]): EditionError[] {
  const names = list.map((each) => (isFields(each) ? each.key : each));
  return names.flatMap((name, index) =>
    typeof name === "string" && names.indexOf(name) !== index
      ? [error([...path, index], `${name} stands here a second time`)]
      : [],
  );
}
