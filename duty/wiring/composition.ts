import type { RuleId } from "#duty/grammar/decision.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Rung } from "#duty/grammar/obligation.ts";
import { directionNamed, numberNamed, openIn, withNumber } from "#duty/grammar/open-number.ts";
import { byTime, type Clash, type Direction, isFields, unite } from "#duty/grammar/stricter.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import {
  type Adoption,
  adoptionAsOf,
  type Binding,
  houseTermsAsOf,
  type Post,
  postAsOf,
  type Site,
  type Terms,
} from "#duty/site/site.ts";

/*
 * Which regulations bind a post, and what they say together. Runs on texts that were checked when they were adopted, so it needs no shapes.
 */

/** The platform's own regulation: it binds every post of every site that has adopted it. */
export const house = "zhiban-house";

/** How the house binds a site that has made this of it. */
export function houseBinding({ functions, parameters }: Terms = { functions: {}, parameters: {} }): Binding {
  return { regulation: house, as: "any", functions, parameters };
}

/** A date later than any: for streams that belong to no date, the edition that came into force last holds. */
const lastDay = "9999-12-31" as BusinessDate;

type Element = { readonly key: string; readonly post: string } & Readonly<Record<string, unknown>>;

/** An adopted text, as its canonical bytes spell it. */
export interface Text {
  readonly regulation: {
    readonly id: string;
    readonly edition: string;
    readonly posts: Readonly<Record<string, unknown>>;
    readonly functions: Readonly<Record<string, unknown>>;
  } & Readonly<Record<string, unknown>>;
  readonly rules: readonly {
    readonly id: RuleId;
    readonly zh: string;
    readonly en: string;
    readonly pending?: string | undefined;
  }[];
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

/** A number of an edition as its text has it. */
export interface OwnNumber {
  readonly value: number;
  /** Whether the text leaves it to the site. */
  readonly open: boolean;
  readonly cites: readonly RuleId[];
  /** Which way is stricter, and the range. */
  readonly direction: Direction;
}

/** The bindings of a post with the edition of each that is in force; the house comes first. A regulation not yet in force binds nobody. */
export function inForceAt(site: Site, post: Post | undefined, date: BusinessDate, under: number): InForce[] {
  return [houseBinding(houseTermsAsOf(site, under)), ...(post?.binds ?? [])].flatMap((binding) => {
    const adoption = adoptionAsOf(site, binding.regulation, date, under);
    return adoption ? [{ binding, adoption }] : [];
  });
}

/** Texts and compositions kept at a time; forgotten all at once when there are more. */
const mostRemembered = 2000;

/** A question to a text, or to what texts say together, as it can be asked again of other texts. */
export type TextQuestion =
  | { readonly of: "composed"; readonly noun: string; readonly inForce: readonly InForce[] }
  | { readonly of: "number"; readonly name: string; readonly inForce: readonly InForce[] }
  | { readonly of: "text"; readonly adoption: AdoptedWords }
  | { readonly of: "holder"; readonly binding: Binding }
  | { readonly of: "whole"; readonly adoption: AdoptedWords; readonly name: string; question(text: Text): object };

type AdoptedWords = Pick<Adoption, "hash" | "text">;

/** Hands an answer on in a form in which it is seen what is read of it, and which reads the same. */
export type Watcher = <T extends object>(asked: TextQuestion, answer: T) => T;

/** The rule of a set-up for each of its editions, noun and stream: each line asks for several, so one that is known is found without spelling a name. */
type RulesOfSetup = Map<number, RulesByNoun>;
type RulesByNoun = Map<string, Map<string, Composed["rule"]>>;

/** Composes and remembers; what it remembers depends on nothing but the texts and bindings themselves. */
export class Composer {
  readonly #directions: () => Readonly<Record<string, Direction>>;
  readonly #texts = new Map<string, Text>();
  readonly #composed = new Map<string, Composed>();
  readonly #bindings = new WeakMap<Binding, string>();
  #rules = new WeakMap<Site, RulesOfSetup>();
  #watch: Watcher = (_asked, answer) => answer;

  constructor(directions: () => Readonly<Record<string, Direction>>) {
    this.#directions = directions;
  }

  get directions(): Readonly<Record<string, Direction>> {
    return this.#directions();
  }

  /** From here on everything that anybody reads of texts passes through this watcher; what was handed out before is handed out no more. */
  watch(watcher: Watcher): void {
    this.#watch = watcher;
    this.#composed.clear();
    this.#rules = new WeakMap();
  }

  /** The rule on a noun for one stream. The stream's id tells post and date; an id that names no post is bound by the house alone. */
  ruleFor(noun: string, site: Site, id: string, under: number): Composed["rule"] {
    // A set-up never changes, it is followed by another; so what it says may be kept for as long as it is kept itself.
    const ofSetup = this.#rules.get(site) ?? new Map<number, RulesByNoun>();
    const byNoun = ofSetup.get(under) ?? new Map<string, Map<string, Composed["rule"]>>();
    const byId = byNoun.get(noun) ?? new Map<string, Composed["rule"]>();
    const known = byId.get(id);
    if (known) return known;
    const [lockScope = "", date = ""] = id.split("/");
    const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? (date as BusinessDate) : lastDay;
    // Streams of one post and day share theirs; an id that is no more than these two is their name.
    const shared = `${lockScope}/${day}`;
    const rule =
      byId.get(shared) ?? this.compose(noun, inForceAt(site, postAsOf(site, lockScope, under), day, under)).rule;
    if (byId.size >= mostRemembered) byId.clear();
    this.#rules.set(site, ofSetup.set(under, byNoun.set(noun, byId.set(shared, rule).set(id, rule))));
    return rule;
  }

  compose(noun: string, inForce: readonly InForce[]): Composed {
    const name = [noun, ...inForce.flatMap(({ binding, adoption }) => [adoption.hash, this.#spelled(binding)])].join(
      " ",
    );
    const before = this.#composed.get(name);
    if (before) return before;
    const composed = this.#watch({ of: "composed", noun, inForce }, this.#unite(noun, inForce));
    if (this.#composed.size >= mostRemembered) this.#composed.clear();
    this.#composed.set(name, composed);
    return composed;
  }

  /** A binding never changes, it is followed by another. */
  #spelled(binding: Binding): string {
    const spelled = this.#bindings.get(binding) ?? JSON.stringify(binding);
    this.#bindings.set(binding, spelled);
    return spelled;
  }

  textOf(adoption: AdoptedWords): Text {
    return this.#watch({ of: "text", adoption }, this.#read(adoption));
  }

  /** The site's word for the function as whose post a post is bound; undefined where it is bound as that of none. */
  holderOf(binding: Binding): string | undefined {
    return this.#watch({ of: "holder", binding }, { word: binding.functions[binding.as] }).word;
  }

  /** What a text answers as a whole to the question of this name, by nothing but what it says. */
  answerOf<T extends object>(adoption: AdoptedWords, name: string, question: (text: Text) => T): T {
    return this.#watch({ of: "whole", adoption, name, question }, question(this.#read(adoption)));
  }

  /** What an edition itself says under a name such as `handover.punctual.graceMinutes`, in its own words and without the site's parameters. */
  ownNumber({ binding, adoption }: InForce, name: string): OwnNumber | undefined {
    const own = this.#ownNumber({ binding, adoption }, name);
    return this.#watch({ of: "number", name, inForce: [{ binding, adoption }] }, { own }).own;
  }

  #ownNumber({ binding, adoption }: InForce, name: string): OwnNumber | undefined {
    const [noun = "", part = "", field = ""] = name.split(".");
    for (const element of this.#elementsOf(noun, { binding, adoption })) {
      const holder = heldUnder(element, part);
      const value = isFields(holder) ? numberNamed(holder, field) : undefined;
      if (value === undefined) continue;
      const direction = directionNamed(heldUnder(this.directions, noun)?.properties?.[part] ?? {}, field);
      return { value, open: openIn(holder).includes(field), cites: citesIn(holder), direction };
    }
    return undefined;
  }

  #read(adoption: AdoptedWords): Text {
    const text = this.#texts.get(adoption.hash) ?? (JSON.parse(adoption.text) as Text);
    if (this.#texts.size >= mostRemembered) this.#texts.clear();
    this.#texts.set(adoption.hash, text);
    return text;
  }

  #unite(noun: string, inForce: readonly InForce[]): Composed {
    const direction = heldUnder(this.directions, noun);
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

  #elementsOf(noun: string, { binding, adoption }: InForce): readonly Element[] {
    const elements = (this.#read(adoption).regulation[noun] ?? []) as readonly Element[];
    return elements.filter(({ post }) => post === "any" || post === binding.as);
  }

  #partsOf(noun: string, direction: Direction, inForce: InForce): Record<string, unknown>[] {
    const { binding } = inForce;
    return this.#elementsOf(noun, inForce).map((element) => {
      const parts = withParameters(binding, noun, partsIn(element));
      return inWordsOf(binding, direction, parts) as Record<string, unknown>;
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

/** The citations of a part of an element. */
export function citesIn(part: unknown): readonly RuleId[] {
  return isFields(part) && Array.isArray(part.cites) ? (part.cites as RuleId[]) : [];
}

/**
 * Functions that a regulation names in its own words, in those of the site; a word that the site did not map stands for itself. Rungs stand in
 * the order in which they are called, whoever wrote or set them how.
 */
function inWordsOf(binding: Binding, direction: Direction, value: unknown): unknown {
  if (typeof value === "string" && direction.names === "function") return heldUnder(binding.functions, value) ?? value;
  if (Array.isArray(value)) {
    const all = value.map((each) => inWordsOf(binding, direction.items ?? {}, each));
    return direction.stricter === "earlier" ? byTime(all as Rung[]) : all;
  }
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, inWordsOf(binding, direction.properties?.[name] ?? {}, each)]),
  );
}

/** What an element says, without its name and without what it leaves open: that is between the text and the site, and binds nobody. */
function partsIn({ key: _key, post: _post, ...parts }: Element): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, closed(part)]));
}

function closed(part: unknown): unknown {
  if (!isFields(part)) return part;
  const { open: _open, ...rest } = part;
  return rest;
}

/** The site's own numbers, `<noun>.<part>.<name>`; which of them a site may set was decided when the post was established. */
function withParameters(binding: Binding, noun: string, parts: Record<string, unknown>): Record<string, unknown> {
  let changed = parts;
  for (const [name, value] of Object.entries(binding.parameters)) {
    const [of, part = "", field = ""] = name.split(".");
    const before = changed[part];
    if (of !== noun || !isFields(before) || numberNamed(before, field) === undefined) continue;
    changed = { ...changed, [part]: withNumber(before, field, value) };
  }
  return changed;
}
