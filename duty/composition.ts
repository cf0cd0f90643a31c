import type { RuleId } from "#duty/grammar/decision.ts";
import { type Clash, type Direction, isFields, unite } from "#duty/grammar/stricter.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { type Adoption, adoptionAsOf, type Binding, type Post, postAsOf, type Site } from "#duty/site/site.ts";

/*
 * Which regulations bind a post, and what they say together. Runs on texts that were checked when they were adopted, so it needs no shapes.
 */

/** The platform's own regulation: it binds every post of every site that has adopted it. */
export const house = "zhiban-house";

const houseBinding: Binding = { regulation: house, as: "any", functions: {}, parameters: {} };

/** A date later than any: for streams that belong to no date, the edition that came into force last holds. */
const lastDay = "9999-12-31" as BusinessDate;

type Element = { readonly key: string; readonly post: string } & Readonly<Record<string, unknown>>;

interface Text {
  readonly regulation: {
    readonly id: string;
    readonly edition: string;
    readonly posts: Readonly<Record<string, unknown>>;
    readonly functions: Readonly<Record<string, unknown>>;
  } & Readonly<Record<string, unknown>>;
  readonly rules: readonly { readonly id: RuleId; readonly zh: string; readonly en: string }[];
}

/** The elements of one noun as one rule, where each part came from, and what could not be united. */
export interface Composed {
  readonly rule: Readonly<Record<string, unknown>>;
  /** Per part: the regulations whose word it is. */
  readonly origins: Readonly<Record<string, readonly string[]>>;
  readonly clashes: readonly Clash[];
}

export interface InForce {
  readonly binding: Binding;
  readonly adoption: Adoption;
}

/** The bindings of a post with the edition of each that is in force; the house comes first. A regulation not yet in force binds nobody. */
export function inForceAt(site: Site, post: Post | undefined, date: BusinessDate, under: number): InForce[] {
  return [houseBinding, ...(post?.binds ?? [])].flatMap((binding) => {
    const adoption = adoptionAsOf(site, binding.regulation, date, under);
    return adoption ? [{ binding, adoption }] : [];
  });
}

/** Composes and remembers; what it remembers depends on nothing but the texts and bindings themselves. */
export class Composer {
  readonly #directions: () => Readonly<Record<string, Direction>>;
  readonly #texts = new Map<string, Text>();
  readonly #composed = new Map<string, Composed>();

  constructor(directions: () => Readonly<Record<string, Direction>>) {
    this.#directions = directions;
  }

  get directions(): Readonly<Record<string, Direction>> {
    return this.#directions();
  }

  /** The rule on a noun for one stream. The stream's id tells post and date; an id that names no post is bound by the house alone. */
  ruleFor(noun: string, site: Site, id: string, under: number): Composed["rule"] {
    const [lockScope = "", date = ""] = id.split("/");
    const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? (date as BusinessDate) : lastDay;
    return this.compose(noun, inForceAt(site, postAsOf(site, lockScope, under), day, under)).rule;
  }

  compose(noun: string, inForce: readonly InForce[]): Composed {
    const name = JSON.stringify([noun, ...inForce.map(({ binding, adoption }) => [adoption.hash, binding])]);
    const before = this.#composed.get(name);
    if (before) return before;
    const composed = this.#unite(noun, inForce);
    this.#composed.set(name, composed);
    return composed;
  }

  textOf(adoption: Pick<Adoption, "hash" | "text">): Text {
    const text = this.#texts.get(adoption.hash) ?? (JSON.parse(adoption.text) as Text);
    this.#texts.set(adoption.hash, text);
    return text;
  }

  #unite(noun: string, inForce: readonly InForce[]): Composed {
    const direction = this.directions[noun];
    let rule: Record<string, unknown> = {};
    const origins: Record<string, readonly string[]> = {};
    const clashes: Clash[] = [];
    if (!direction) return { rule, origins, clashes };
    for (const { binding, adoption } of inForce) {
      for (const parts of this.#partsOf(noun, direction, { binding, adoption })) {
        const united = unite(direction, rule, parts);
        for (const part of Object.keys(parts)) {
          const own = adoption.regulation;
          origins[part] = partDecides(united.value[part], rule[part], origins[part] ?? [], own, parts[part]);
        }
        rule = united.value;
        clashes.push(...united.clashes);
      }
    }
    return { rule, origins, clashes };
  }

  #partsOf(noun: string, direction: Direction, { binding, adoption }: InForce): Record<string, unknown>[] {
    const elements = (this.textOf(adoption).regulation[noun] ?? []) as readonly Element[];
    return elements
      .filter(({ post }) => post === "any" || post === binding.as)
      .map(({ key: _key, post: _post, ...parts }) => {
        const named = inWordsOf(binding, direction, parts) as Record<string, unknown>;
        return withParameters(binding, noun, named);
      });
  }
}

/** Whose word a part is after uniting: told by whose citations it kept. */
function partDecides(
  now: unknown,
  before: unknown,
  origins: readonly string[],
  regulation: string,
  added: unknown,
): readonly string[] {
  if (before === undefined) return [regulation];
  const kept = citesIn(now);
  const both = [
    ...(kept.some((each) => citesIn(before).includes(each)) ? origins : []),
    ...(kept.some((each) => citesIn(added).includes(each)) ? [regulation] : []),
  ];
  return [...new Set(both)];
}

function citesIn(part: unknown): readonly RuleId[] {
  return isFields(part) && Array.isArray(part.cites) ? (part.cites as RuleId[]) : [];
}

/** Functions that a regulation names in its own words, in those of the site. A word that the site did not map stands for itself. */
function inWordsOf(binding: Binding, direction: Direction, value: unknown): unknown {
  if (typeof value === "string" && direction.names === "function") return binding.functions[value] ?? value;
  if (Array.isArray(value)) return value.map((each) => inWordsOf(binding, direction.items ?? {}, each));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, inWordsOf(binding, direction.properties?.[name] ?? {}, each)]),
  );
}

/** The site's own numbers, `<noun>.<part>.<field>`; which of them a site may set was decided when the post was established. */
function withParameters(binding: Binding, noun: string, parts: Record<string, unknown>): Record<string, unknown> {
  let changed = parts;
  for (const [name, value] of Object.entries(binding.parameters)) {
    const [of, part = "", field = ""] = name.split(".");
    const before = changed[part];
    if (of !== noun || !isFields(before) || typeof before[field] !== "number") continue;
    changed = { ...changed, [part]: { ...before, [field]: value } };
  }
  return changed;
}
